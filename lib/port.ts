import type { Problem } from './problem';

/** What is wrong with a port, if anything. */
export function portProblems(path: string, port: number | null): Problem[] {
  const isPort = port !== null && Number.isInteger(port) && port >= 1 && port <= 65535;
  return isPort ? [] : [{ path, message: `must be 1 to 65535, got ${port}`, mend: 'set it to the port that is meant' }];
}
