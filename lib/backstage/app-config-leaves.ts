import { isJsonMap, type JsonValue } from '../util/json';
import { childPath, itemPath } from '../util/path';

/** Scalar value of a configuration tree, with its path. */
interface ConfigLeaf {
  /** Path of the value from the root of the values. */
  readonly path: string;
  /** Nearest key of a map above the value; empty if there is none. */
  readonly key: string;
  readonly value: string | number | boolean | null;
}

/** Yields the scalar values of a configuration tree, in order. */
export function* leaves(value: JsonValue | undefined, path = '', key = ''): Iterable<ConfigLeaf> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* leaves(item, itemPath(path, index), key);
    }
  } else if (isJsonMap(value)) {
    for (const [name, member] of Object.entries(value)) {
      yield* leaves(member, childPath(path, name), name);
    }
  } else if (value !== undefined) {
    yield { path, key, value: value as ConfigLeaf['value'] };
  }
}
