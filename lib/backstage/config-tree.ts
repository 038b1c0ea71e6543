import { isJsonMap, type JsonValue } from '../util/json';

/** Custom configuration of Backstage, with the path of each of its keys. */
export interface ConfigTree {
  readonly tree: JsonValue;
  readonly pathOf: (keys: readonly string[]) => string;
}

/** Returns the value at a path of keys; undefined if there is none. */
export function find(value: JsonValue | undefined, [key, ...below]: readonly string[]): JsonValue | undefined {
  if (key === undefined) {
    return value;
  }
  return isJsonMap(value) && Object.hasOwn(value, key) ? find(value[key], below) : undefined;
}
