/** Maximum number of names in a list. */
const MAX_NAMES = 3;

/** Returns names as a list for messages, such as `a and b` or `a, b, c and 2 more`. */
export function nameList(all: readonly string[]): string {
  const names = all.slice(0, MAX_NAMES);
  const last = all.length > MAX_NAMES ? `${all.length - MAX_NAMES} more` : names.pop();
  return names.length > 0 ? `${names.join(', ')} and ${last}` : `${last}`;
}
