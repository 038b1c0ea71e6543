// Objects of any author can have any form, so these functions read them without trusting it.

/** Returns the value at keys inside each other; undefined if there is none. */
export function memberOf(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => (isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
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

/** Checks whether a value is a map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
