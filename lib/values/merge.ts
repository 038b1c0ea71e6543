import { isMap } from '../util/members';
import { childPath, itemPath } from '../util/path';
import { isSection, type Node, type Section } from './node';
import { rememberLayers } from './written';

/** A map of a YAML file. */
export type YamlMap = { readonly [key: string]: unknown };

/**
 * Merges the values of several files as `helm template -f` does: a later file wins, maps merge, and everything else
 * replaces. A null is kept, so that {@link withDefaults} can remove the default.
 */
export function mergeValues(layers: readonly YamlMap[]): YamlMap {
  return rememberLayers(layers.reduce(mergeMaps, {}), layers);
}

/** Returns the entries of a map, except undefined ones: in TypeScript, undefined means that the key is omitted. */
function given(map: YamlMap): [string, unknown][] {
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

function mergeMaps(below: YamlMap, above: YamlMap): YamlMap {
  return Object.fromEntries([
    ...Object.entries(below),
    ...given(above).map(([key, value]) => {
      const old = Object.hasOwn(below, key) ? below[key] : undefined;
      return [key, isMap(old) && isMap(value) ? mergeMaps(old, value) : value];
    }),
  ]);
}

/**
 * Merges values with the defaults of the schema, as Helm merges them with the defaults of a chart. Maps merge with
 * default maps, everything else replaces the default, and null removes it.
 *
 * The result has every key of every section; a key without a value is undefined. It has no nulls, except inside values
 * that pass through unchanged, such as values of Kubernetes types. Do not change the result, because parts of it are
 * shared.
 */
export function withDefaults(node: Node, value: unknown): unknown {
  if (!isSection(node)) {
    return withoutNullMembers(node, coalesce(value, node.default) ?? undefined);
  }
  return value === undefined ? defaultsOf(node) : completeSection(node, value);
}

/** Cache of the defaults of each section, because most values files do not set most sections. */
const DEFAULTS = new WeakMap<Section, unknown>();

function defaultsOf(section: Section): unknown {
  const known = DEFAULTS.get(section) ?? completeSection(section, undefined);
  DEFAULTS.set(section, known);
  return known;
}

function completeSection(node: Section, value: unknown): unknown {
  const given = isMap(value) ? value : {};
  const complete: Record<string, unknown> = { ...given };
  for (const [key, child] of Object.entries(node.properties)) {
    // A section that is null loses its defaults, but keeps its keys, because rules and constructs read them.
    const below = value === null ? null : Object.hasOwn(given, key) ? given[key] : undefined;
    complete[key] = withDefaults(child, below);
  }
  return complete;
}

/** Merges a user's value with the chart's default, as Helm does. */
export function coalesce(value: unknown, byDefault: unknown): unknown {
  if (value === undefined) {
    return byDefault;
  }
  if (!isMap(value) || !isMap(byDefault)) {
    // YAML would print -0 as -0.0, which is not an integer.
    return value === 0 ? 0 : value;
  }
  const keys = new Set([...Object.keys(byDefault), ...Object.keys(value)]);
  const merged: [string, unknown][] = [];
  for (const key of keys) {
    const member = coalesce(
      Object.hasOwn(value, key) ? value[key] : undefined,
      Object.hasOwn(byDefault, key) ? byDefault[key] : undefined,
    );
    if (member !== null) {
      merged.push([key, member]);
    }
  }
  return Object.fromEntries(merged);
}

/** Returns a value without null members, in maps whose keys the schema knows. */
function withoutNullMembers(node: Node, value: unknown): unknown {
  const { items, properties, additionalProperties } = node;
  if (Array.isArray(value) && items?.properties) {
    return value.map((entry) => withoutNullMembers(items, entry));
  }
  if (!isMap(value) || !properties || additionalProperties !== false) {
    return value;
  }
  const members = Object.entries(value).map(([key, member]): [string, unknown] => {
    const child = Object.hasOwn(properties, key) ? properties[key] : undefined;
    return [key, child ? withoutNullMembers(child, member) : member];
  });
  // A key without a type accepts any value, so null is an ordinary value there.
  const acceptsNull = (key: string) => properties[key]?.type === undefined && properties[key]?.anyOf === undefined;
  return Object.fromEntries(members.filter(([key, member]) => member !== null || acceptsNull(key)));
}

/** Returns the paths of the nulls in a map and its maps. Paths of several keys are dotted. */
export function nullPaths(map: YamlMap): string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    if (value === null) {
      return [key];
    }
    return isMap(value) ? nullPaths(value).map((path) => `${key}.${path}`) : [];
  });
}

/** Returns values without the parts at some paths, such as `backstage.env[0].name`. */
export function withoutPaths(values: YamlMap, paths: readonly string[]): YamlMap {
  const removed = new Set(paths);
  return without(values, '', removed) as YamlMap;
}

function without(value: unknown, path: string, removed: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    const entries = value.map((entry, index) => [itemPath(path, index), entry] as const);
    return entries.filter(([here]) => !removed.has(here)).map(([here, entry]) => without(entry, here, removed));
  }
  if (!isMap(value)) {
    return value;
  }
  const members = Object.entries(value).map(([key, member]) => [key, childPath(path, key), member] as const);
  return Object.fromEntries(
    members
      .filter(([, here]) => !removed.has(here))
      .map(([key, here, member]) => [key, without(member, here, removed)]),
  );
}

/** Indexes of removed entries by the path of their list, in ascending order. */
export type RemovedEntries = ReadonlyMap<string, readonly number[]>;

/** Returns the entries of lists that {@link withoutPaths} removes. */
export function removedEntries(paths: readonly string[]): RemovedEntries {
  const entries = new Map<string, number[]>();
  for (const path of paths) {
    const [, list, index] = /^(.*)\[(\d+)\]$/s.exec(path) ?? [];
    if (list !== undefined) {
      const indexes = entries.get(list) ?? [];
      indexes.push(Number(index));
      entries.set(list, indexes);
    }
  }
  return new Map([...entries].map(([list, indexes]) => [list, indexes.sort((a, b) => a - b)]));
}

/** Returns the path that a value had before {@link withoutPaths} removed entries of lists. */
export function withRemovedEntries(path: string, removed: RemovedEntries): string {
  if (removed.size === 0) {
    return path;
  }
  const [first = '', ...parts] = path.split(/(?=\[\d+\])/);
  return parts.reduce((list, part) => {
    const [, index = '', rest = ''] = /^\[(\d+)\](.*)$/s.exec(part) ?? [];
    let original = Number(index);
    for (const entry of removed.get(list) ?? []) {
      original += entry <= original ? 1 : 0;
    }
    return `${itemPath(list, original)}${rest}`;
  }, first);
}
