/** Returns a value as messages show it: never a secret, and only the beginning of a long value. */
export function describe(value: unknown, secret = false): string {
  if (value === undefined) {
    return 'no value';
  }
  if (value === null) {
    return 'null';
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? 'a list' : 'a map';
  }
  if (secret) {
    return `a ${typeof value} (not shown)`;
  }
  const written = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return written.length > 80 ? `${written.slice(0, 77)}…` : written;
}
