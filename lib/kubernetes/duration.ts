const UNITS: Readonly<Record<string, number>> = {
  y: 31_536_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** Converts a duration of Gateway API or Prometheus, such as `1m30s`, to milliseconds. */
export function milliseconds(duration: string): number {
  const parts = [...duration.matchAll(/(?<!\d)(\d+)(ms|[ywdhms])/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

/** Checks whether a text is a duration of Go, such as `1h30m` or `0`. Go has no unit longer than hours. */
export function isGoDuration(text: string): boolean {
  return /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text);
}
