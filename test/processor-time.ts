/**
 * Returns the milliseconds that a function uses the processor.
 *
 * Unlike the time of a clock, it does not depend on what else the machine does.
 */
export function processorTime(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
