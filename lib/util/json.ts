/** What JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonMap;

/** A map of JSON values. A member that is undefined is not there. */
export interface JsonMap {
  readonly [key: string]: JsonValue | undefined;
}

/** Whether a JSON value is a map: not a list, not null, not a scalar. */
export function isJsonMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
