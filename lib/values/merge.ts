import { isSection, type Node, type Section } from './node';

/** A map as YAML has it. */
export type YamlMap = { readonly [key: string]: unknown };

/** Whether a value is a map: not a list, not null, not a scalar. */
export function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Values of several files as one, the later ones winning, as `helm template -f` merges them: maps merge, everything
 * else replaces. A null stays, for {@link withDefaults} to act on.
 */
export function mergeValues(layers: readonly YamlMap[]): YamlMap {
  return layers.reduce(mergeMaps, {});
}

/** The entries of a map, less those that are undefined: TypeScript takes that for a key that is left out. */
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
 * The values over the schema's defaults, as Helm lays them over a chart's: maps merge with default maps, everything else
 * replaces, and null takes the default away. Every key of every section is there in the result, undefined if it has no
 * value. Nulls are gone, except inside of values that pass through, such as those of Kubernetes' own types.
 * Parts of the result are shared: it is not to be changed.
 */
export function withDefaults(node: Node, value: unknown): unknown {
  if (!isSection(node)) {
    return withoutNullMembers(node, coalesce(value, node.default) ?? undefined);
  }
  return value === undefined ? defaultsOf(node) : completeSection(node, value);
}

/** What sections are that nothing is given for. Most values files say nothing about most sections. */
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
    // A section set to null loses its defaults, but keeps its keys for those who read them.
    const below = value === null ? null : Object.hasOwn(given, key) ? given[key] : undefined;
    complete[key] = withDefaults(child, below);
  }
  return complete;
}

/** Helm's merge of a user's value with the chart's default. */
export function coalesce(value: unknown, byDefault: unknown): unknown {
  if (value === undefined) {
    return byDefault;
  }
  if (!isMap(value) || !isMap(byDefault)) {
    // YAML would write -0 as -0.0, which is no whole number.
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

/** A value without the members that are null, in maps whose keys the schema knows. */
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
  // Where anything may be written, null is a value like any other.
  const takesNull = (key: string) => properties[key]?.type === undefined && properties[key]?.anyOf === undefined;
  return Object.fromEntries(members.filter(([key, member]) => member !== null || takesNull(key)));
}

/** The value at the end of a path of keys, or undefined. */
export function valueAt(map: YamlMap, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    map,
  );
}
