import { isMap, memberOf } from '../../util/members';
import { childPath, isWithin, keysOf } from '../../util/path';
import { mergeValues, withoutPaths, type YamlMap } from '../merge';
import type { Node, Section } from '../node';
import { changedAt, type Keys } from '../tree';

/** Values of one file. */
export interface Layer {
  readonly values: YamlMap;
  /** Whether the file has keys that only this package has, so that Helm cannot read it. */
  readonly isOurs: boolean;
}

/** A value and the path that it moves to. */
export interface Relocation {
  readonly from: string;
  readonly to: string;
}

/** Values of several files, later ones winning, and their changes. Each change applies to every file that it concerns. */
export class Layers {
  private layers: readonly Layer[];
  private readonly relocations: Relocation[] = [];

  constructor(
    layers: readonly Layer[],
    /** Schema of the chart version at the end of the changes. */
    private readonly schema: Section,
  ) {
    this.layers = layers;
  }

  /** Values of the files, in their order. */
  get all(): readonly Layer[] {
    return this.layers;
  }

  /** The values, merged. */
  get merged(): YamlMap {
    return mergeValues(this.layers.map(({ values }) => values));
  }

  /** Moves, in the order in which they happened. */
  get moves(): readonly Relocation[] {
    return this.relocations;
  }

  /** Paths of the values that Helm refuses, in files that Helm reads. */
  get refusedByHelm(): readonly string[] {
    return this.layers.flatMap(({ values, isOurs }) => (isOurs ? [] : additions(this.schema, values)));
  }

  /** Checks whether a file has a value at a path, possibly null. */
  has(path: string): boolean {
    return this.layers.some(({ values }) => memberOf(values, ...keysOf(path)) !== undefined);
  }

  /** Moves a value in every file that has it. A value that is already at the new path wins. */
  move(from: string, to: string, change: (value: unknown) => unknown = (value) => value): void {
    if (this.has(from)) {
      this.relocations.push({ from, to });
      this.layers = this.layers.map((layer) => ({ ...layer, values: moved(layer.values, from, to, change) }));
    }
  }

  /** Removes a value from every file, and maps that become empty. */
  drop(path: string): void {
    this.layers = this.layers.map((layer) => ({ ...layer, values: without(layer.values, [path]) }));
  }

  /**
   * Sets a value, in the last file that has it, or else in the last file that may have it.
   *
   * @param beside path of a value whose file gets the new one
   */
  set(path: string, value: unknown, beside = path): void {
    const holder = this.layers.findLastIndex(({ values }) => memberOf(values, ...keysOf(beside)) !== undefined);
    const target = holder < 0 ? this.fileFor(path) : holder;
    this.layers = this.layers.map((layer, index) =>
      index === target ? { ...layer, values: changedAt(layer.values, {}, keysOf(path), value) as YamlMap } : layer,
    );
  }

  /**
   * Moves values that Helm refuses from files that Helm reads into the last file that it does not read. If there is no
   * such file, adds one. Returns the paths of the values.
   */
  separate(): readonly string[] {
    const refused = this.layers.map(({ values, isOurs }) => (isOurs ? [] : additions(this.schema, values)));
    if (refused.every((paths) => paths.length === 0)) {
      return [];
    }
    const known = this.layers.findLastIndex(({ isOurs }) => isOurs);
    const ours = known < 0 ? this.layers.length : known;
    const before = this.layers.slice(0, ours);
    const after = this.layers.slice(ours + 1);
    const of = (some: readonly Layer[], from: number) =>
      some.map(({ values }, index) => only(values, refused[from + index] ?? []));
    const values = mergeValues([...of(before, 0), this.layers[ours]?.values ?? {}, ...of(after, ours + 1)]);
    const rest = (some: readonly Layer[], from: number) =>
      some.map((layer, index) => ({ ...layer, values: without(layer.values, refused[from + index] ?? []) }));
    this.layers = [...rest(before, 0), { values, isOurs: true }, ...rest(after, ours + 1)];
    return refused.flat();
  }

  /** Returns the path that a value had before the moves. */
  pathBefore(path: string): string {
    return this.relocations.reduceRight(
      (now, { from, to }) => (isWithin(now, to) ? `${from}${now.slice(to.length)}` : now),
      path,
    );
  }

  private fileFor(path: string): number {
    const isOurs = isAddition(this.schema, keysOf(path));
    const found = this.layers.findLastIndex((layer) => layer.isOurs === isOurs);
    return found < 0 ? this.layers.length - 1 : found;
  }
}

/** Checks whether values have keys that only this package has. */
export function hasAdditions(schema: Section, values: YamlMap): boolean {
  return additions(schema, values).length > 0;
}

/** Checks whether Helm refuses the value with these keys. */
export function isAddition(schema: Node, keys: Keys): boolean {
  return nodesAt(schema, keys).some(({ addition }) => addition);
}

/** Checks whether a schema accepts a value with these keys. */
export function isKnown(schema: Node, keys: Keys): boolean {
  const nodes = nodesAt(schema, keys);
  const last = nodes.at(-1);
  return nodes.length > keys.length || last?.properties === undefined || last.additionalProperties !== false;
}

/** Returns the default of the value with these keys; undefined if it has none. */
export function defaultAt(schema: Node, keys: Keys): unknown {
  const nodes = nodesAt(schema, keys);
  return nodes.length > keys.length ? nodes.at(-1)?.default : undefined;
}

/** Returns the nodes from the root of a schema to the value with these keys, as far as the schema names them. */
function nodesAt(schema: Node, keys: Keys): Node[] {
  const nodes = [schema];
  for (const key of keys) {
    const below = nodes.at(-1)?.properties?.[key];
    if (below === undefined) {
      break;
    }
    nodes.push(below);
  }
  return nodes;
}

/** Returns the paths of the values that only this package has. A path stands for everything below it. */
function additions(node: Node, value: unknown, path = ''): string[] {
  if (node.addition) {
    return [path];
  }
  if (!isMap(value)) {
    return [];
  }
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
    value[key] === undefined ? [] : additions(child, value[key], childPath(path, key)),
  );
}

/** Returns the parts of values at some paths. */
function only(values: YamlMap, paths: readonly string[]): YamlMap {
  return paths.reduce<YamlMap>(
    (kept, path) => changedAt(kept, {}, keysOf(path), memberOf(values, ...keysOf(path))) as YamlMap,
    {},
  );
}

/** Returns values without the parts at some paths, and without maps that thereby become empty. */
export function without(values: YamlMap, paths: readonly string[]): YamlMap {
  const rest = withoutPaths(values, paths);
  return isMap(rest) ? withoutEmptied(values, rest) : rest;
}

function withoutEmptied(before: YamlMap, after: YamlMap): YamlMap {
  const kept = Object.entries(after).flatMap(([key, value]): [string, unknown][] => {
    const old = before[key];
    if (!isMap(old) || !isMap(value) || Object.keys(old).length === 0) {
      return [[key, value]];
    }
    const below = withoutEmptied(old, value);
    return Object.keys(below).length === 0 ? [] : [[key, below]];
  });
  return Object.fromEntries(kept);
}

function moved(values: YamlMap, from: string, to: string, change: (value: unknown) => unknown): YamlMap {
  const [source, target] = [keysOf(from), keysOf(to)];
  const value = memberOf(values, ...source);
  if (value === undefined) {
    return values;
  }
  const now = change(value);
  const [parent, newParent] = [source.slice(0, -1), target.slice(0, -1)];
  const existing = memberOf(values, ...target);
  if (existing === undefined && parent.join('.') === newParent.join('.')) {
    return renamed(values, parent, String(source.at(-1)), String(target.at(-1)), now) as YamlMap;
  }
  const rest = without(values, [from]);
  const merged = isMap(now) && isMap(existing) ? mergeValues([now, existing]) : (existing ?? now);
  return changedAt(rest, {}, target, merged) as YamlMap;
}

/** Returns values with another key, and value, at the place of an old key. */
function renamed(values: unknown, [key, ...below]: Keys, from: string, to: string, value: unknown): unknown {
  const entries = Object.entries(isMap(values) ? values : {});
  return Object.fromEntries(
    entries.map(([each, member]) => {
      if (key === undefined) {
        return each === from ? [to, value] : [each, member];
      }
      return [each, each === key ? renamed(member, below, from, to, value) : member];
    }),
  );
}
