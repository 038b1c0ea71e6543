import { isDeepStrictEqual } from 'node:util';
import { isMap, memberOf } from '../util/members';
import { childPath } from '../util/path';
import { withDefaults, type YamlMap } from './merge';
import { isSection, type Node } from './node';

/**
 * Returns the paths of the values, at a path or below it, that a user's values set to something else than the default.
 *
 * A value that is null or empty does not count: it turns something off, so nobody expects an effect. Neither do defaults
 * that the values repeat: a values file that began as a copy of the chart's contains all of them.
 *
 * @param schema schema of the values
 * @param given the user's values, merged
 * @param path path of a value or section, without indexes
 */
export function changedValues(schema: Node, given: YamlMap, path: string): string[] {
  const keys = path.split('.');
  const node = keys.reduce<Node | undefined>((at, key) => at?.properties?.[key], schema);
  return node === undefined ? [] : changedIn(node, memberOf(given, ...keys), path);
}

function changedIn(node: Node, given: unknown, path: string): string[] {
  if (isEmpty(given)) {
    return [];
  }
  if (isSection(node)) {
    return Object.entries(node.properties).flatMap(([key, child]) =>
      changedIn(child, memberOf(given, key), childPath(path, key)),
    );
  }
  const [value, byDefault] = [withDefaults(node, given), withDefaults(node, undefined)];
  // The comparison of Node.js takes long to load.
  const isChanged = typeof value === 'object' ? !isDeepStrictEqual(value, byDefault) : !Object.is(value, byDefault);
  return isChanged ? [path] : [];
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isMap(value) && Object.keys(value).length === 0)
  );
}
