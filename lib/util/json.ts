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
