import { isJsonMap, type JsonValue } from '../util/json';
import { childPath, itemPath } from '../util/path';

/** A value of the configuration that is no map and no list, with where it stands. */
interface ConfigLeaf {
  /** Path from the root of the values. */
  readonly path: string;
  /** The nearest key above it. */
  readonly key: string;
  readonly value: string | number | boolean | null;
}

/** The values of a configuration tree that are no maps and no lists, in order. */
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
