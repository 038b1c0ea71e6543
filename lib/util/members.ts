// Values of any author can have any form, so these functions read them without trusting it.

/** Checks whether a value is a map: not a list, not null, not a scalar. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the value at keys of maps and indexes of lists, inside each other; undefined if there is none. */
export function memberOf(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) {
      return typeof key === 'number' ? at[key] : undefined;
    }
    return isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, value);
}

/** Returns the text at keys inside each other; undefined if there is none, or an empty one. */
export function textOf(value: unknown, ...keys: readonly string[]): string | undefined {
  const text = memberOf(value, ...keys);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** Returns the list at keys inside each other; an empty list if there is none. */
export function listOf(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const list = memberOf(value, ...keys);
  return Array.isArray(list) ? list : [];
}

/** Returns the members of a map by key, or the entries of a list by index; an empty list for other values. */
export function entriesOf(value: unknown): [string | number, unknown][] {
  return Array.isArray(value) ? [...value.entries()] : isMap(value) ? Object.entries(value) : [];
}
