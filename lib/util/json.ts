/** Value that JSON can express. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonMap;

/** Map of JSON values. An undefined member counts as missing. */
export interface JsonMap {
  readonly [key: string]: JsonValue | undefined;
}

/** Checks whether a JSON value is a map, and not a list, null or a scalar. */
export function isJsonMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a map with the keys of all its maps in alphabetical order. Lists keep their order. */
export function sortedMap(map: JsonMap): JsonMap {
  const keys = Object.keys(map).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(map[key])]));
}

function sorted(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map((item: JsonValue) => sorted(item) ?? null);
  }
  return isJsonMap(value) ? sortedMap(value) : value;
}
