import type { FilePosition, FindingSource } from '../util/finding';
import { isMap, memberOf } from '../util/members';
import { pathOf } from '../util/path';
import type { YamlSource } from './helm-indentation';
import { type Keys, startsWith } from './tree';
import { keyOf, type YamlMapping, type YamlMember, type YamlNode, type YamlText, yamlNodes } from './yaml-nodes';

// Merged values are plain data. This file remembers beside them from which files and options they come.

/** Options of the command line that set values. */
export type SetOption = '--set' | '--set-string' | '--set-json' | '--set-file' | '--set-literal';

/** A value as the user wrote it. */
export interface Written {
  /**
   * Text of the value. YAML reads `1.10` as the number 1.1, so the value alone does not have it. Absent if the place has
   * no text, for example in a list.
   */
  readonly text?: string;
  /** Option of the command line that sets the value. Absent for a value of a file or a program. */
  readonly option?: SetOption;
  /** Position of the key, or of the entry of a list. Absent for a value of a program or an option. */
  readonly position?: FilePosition;
}

/** A key that a map in a file has more than once. */
export interface DuplicateKey {
  readonly path: string;
  /** Positions in the order of the file, at least two. Helm uses the last one. */
  readonly positions: readonly FilePosition[];
}

/** Value of a layer on the way to a place. */
interface Reached {
  readonly written: Written;
  /** Number of keys that lead to the value. All keys lead to the value at the place itself. */
  readonly depth: number;
  /** Whether the value is a map. Layers below can have the missing keys of a map. */
  readonly isMap: boolean;
  /** Whether the value is in a list. A list replaces the lists of the layers below. */
  readonly isInList?: boolean;
}

/** One of the layers of merged values: a file, an option, or an object of a program. */
interface Layer {
  /** Follows keys as far as the layer has values. Returns undefined if the layer sets nothing on the way. */
  reach(keys: Keys): Reached | undefined;
  /** Returns the option of the command line if it sets a value inside a place. */
  optionInside?(keys: Keys): SetOption | undefined;
  /** Returns the keys that occur more than once in a map. */
  duplicates?(): readonly DuplicateKey[];
  /** Name of the file. */
  readonly file?: string;
}

/** Layers of values, in the order in which they override each other. */
const LAYERS = new WeakMap<object, readonly Layer[]>();

function layersOf(values: object): readonly Layer[] {
  return LAYERS.get(values) ?? [{ reach: (keys) => reachIn(values, keys) }];
}

/** Remembers that values were merged from others, later ones winning. */
export function rememberLayers<Values extends object>(values: Values, layers: readonly object[]): Values {
  LAYERS.set(values, layers.flatMap(layersOf));
  return values;
}

/**
 * Remembers the YAML file that values were read from. Only a finding about a value parses it again.
 *
 * @param hasDuplicates whether a key occurs more than once in a map
 */
export function rememberFile<Values extends object>(
  values: Values,
  file: string,
  source: YamlSource,
  hasDuplicates: boolean,
): Values {
  let parsed: YamlFile | undefined;
  const parse = () => {
    parsed ??= new YamlFile(file, source);
    return parsed;
  };
  const duplicates = () => (hasDuplicates ? parse().duplicates() : []);
  LAYERS.set(values, [{ file, reach: (keys) => parse().reach(keys), duplicates }]);
  return values;
}

/** Value that an option of the command line assigns. */
export interface Assignment {
  readonly keys: Keys;
  /** Text of the value, or of each entry of a list. Absent if messages must not show it. */
  readonly text?: string | readonly string[];
}

/** Remembers that an option of the command line changed values. */
export function rememberOption<Values extends object>(
  values: Values,
  before: object,
  option: SetOption,
  assignments: readonly Assignment[],
): Values {
  const reach: Layer['reach'] = (keys) => {
    const assignment = assignments.findLast((each) => startsWith(keys, each.keys));
    if (assignment === undefined) {
      return undefined;
    }
    const text = memberOf({ text: assignment.text }, 'text', ...keys.slice(assignment.keys.length));
    const written = typeof text === 'string' ? { text, option } : { option };
    return { written, depth: keys.length, isMap: false };
  };
  const optionInside = (keys: Keys) => (assignments.some((each) => startsWith(each.keys, keys)) ? option : undefined);
  LAYERS.set(values, [...layersOf(before), { reach, optionInside }]);
  return values;
}

/** Returns how the user wrote a value, or the value that stands in the place of a map around it. */
export function writtenAt(values: object, keys: Keys): Written | undefined {
  // Number of keys that lead to the innermost map. A value around it in a layer below has no effect.
  let mapDepth = -1;
  for (const layer of layersOf(values).toReversed()) {
    const reached = layer.reach(keys);
    if (reached?.depth === keys.length) {
      return reached.written;
    }
    if (reached?.isInList) {
      return undefined;
    }
    if (reached && !reached.isMap) {
      return reached.depth > mapDepth ? reached.written : undefined;
    }
    mapDepth = Math.max(mapDepth, reached?.depth ?? -1);
  }
  return undefined;
}

/**
 * Returns where a value was set: the last file or option that sets it. For a value that nobody set, that is the last
 * file that sets a value around it, or the option if no file does.
 */
export function sourceAt(values: object, keys: Keys): FindingSource | undefined {
  const written = writtenAt(values, keys);
  if (written !== undefined) {
    return written.option === undefined ? written.position : { option: written.option };
  }
  const layers = layersOf(values).toReversed();
  for (let length = keys.length - 1; length >= 0; length -= 1) {
    const around = keys.slice(0, length);
    for (const layer of layers) {
      const reached = layer.reach(around);
      if (reached?.depth === length && reached.written.position !== undefined) {
        return reached.written.position;
      }
    }
    const option = length === 0 ? undefined : layers.map((layer) => layer.optionInside?.(around)).find(Boolean);
    if (option !== undefined) {
      return { option };
    }
  }
  return undefined;
}

/** Returns the keys that occur more than once in a map of a file. */
export function duplicateKeys(values: object): readonly DuplicateKey[] {
  return layersOf(values).flatMap((layer) => layer.duplicates?.() ?? []);
}

/** Returns the names of the files that values were read from, in the order in which they override each other. */
export function filesOf(values: object): readonly string[] {
  return layersOf(values).flatMap(({ file }) => file ?? []);
}

/** Follows keys into the values of a program, which have no positions. Lists count as a whole. */
function reachIn(values: unknown, keys: Keys): Reached | undefined {
  let value = values;
  for (const [depth, key] of keys.entries()) {
    if (!isMap(value)) {
      return { written: {}, depth, isMap: false };
    }
    const member = memberOf(value, key);
    if (member === undefined) {
      return { written: {}, depth, isMap: true };
    }
    value = member;
  }
  return { written: {}, depth: keys.length, isMap: isMap(value) };
}

/** Nodes of a file, with which places are found. */
class YamlFile {
  private readonly yaml: YamlText;
  private readonly lines: YamlSource['lines'];
  /** Members of each map by key. A key that occurs more than once has its last member. */
  private readonly members = new Map<YamlMapping, ReadonlyMap<string, YamlMember>>();

  constructor(
    private readonly name: string,
    { text, lines }: YamlSource,
  ) {
    this.yaml = yamlNodes(text);
    this.lines = lines;
  }

  /** Follows keys as far as the file has values. */
  reach(keys: Keys): Reached | undefined {
    const { root } = this.yaml;
    return root && this.reachIn(root, keys, { start: root.start, depth: 0, isInList: false });
  }

  duplicates(): DuplicateKey[] {
    const { root } = this.yaml;
    return root ? [...this.duplicatesIn(root, [])] : [];
  }

  /** Follows keys into a node. `start` is the index of the key, or of the entry, that the node belongs to. */
  private reachIn(
    node: YamlNode,
    [key, ...below]: Keys,
    { start, depth, isInList }: { readonly start: number; readonly depth: number; readonly isInList: boolean },
  ): Reached {
    const target = this.targetOf(node);
    const position = this.positionOf(start);
    const isMap = target?.kind === 'map';
    if (key === undefined) {
      const written = target?.kind === 'scalar' ? { text: target.text, position } : { position };
      return { written, depth, isMap, isInList };
    }
    if (target?.kind === 'list' && typeof key === 'number') {
      const [entry, entryStart = start] = [target.items[key], target.itemStarts[key]];
      return entry === undefined
        ? { written: { position }, depth, isMap, isInList: true }
        : this.reachIn(entry, below, { start: entryStart, depth: depth + 1, isInList: true });
    }
    const member = isMap ? this.memberOf(target, String(key)) : undefined;
    return member === undefined
      ? { written: { position }, depth, isMap, isInList }
      : this.reachIn(member.value, below, { start: member.key.start, depth: depth + 1, isInList });
  }

  /** Returns the member of a map, or of a map that is merged into it. Helm takes the last one if a key occurs twice. */
  private memberOf(mapping: YamlMapping, name: string): YamlMember | undefined {
    const members = this.membersOf(mapping);
    const own = members.get(name);
    if (own !== undefined) {
      return own;
    }
    const merged = members.get('<<');
    const source = merged && this.targetOf(merged.value);
    const maps = source?.kind === 'list' ? source.items : source ? [source] : [];
    for (const each of maps) {
      const map = this.targetOf(each);
      const found = map?.kind === 'map' ? this.memberOf(map, name) : undefined;
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  private membersOf(mapping: YamlMapping): ReadonlyMap<string, YamlMember> {
    const known = this.members.get(mapping);
    if (known !== undefined) {
      return known;
    }
    const members = new Map(mapping.members.map((member) => [keyOf(member.key), member]));
    this.members.set(mapping, members);
    return members;
  }

  /** Follows an alias to the node with the anchor. */
  private targetOf(node: YamlNode): YamlNode | undefined {
    return node.kind === 'alias' ? this.yaml.anchors.get(node.anchor) : node;
  }

  private *duplicatesIn(node: YamlNode, keys: Keys): Iterable<DuplicateKey> {
    if (node.kind === 'list') {
      for (const [index, entry] of node.items.entries()) {
        yield* this.duplicatesIn(entry, [...keys, index]);
      }
    }
    if (node.kind !== 'map') {
      return;
    }
    const starts = new Map<string, number[]>();
    const members = node.members.map(({ key, value }) => ({ key, value, name: keyOf(key) }));
    for (const { key, name } of members) {
      const before = starts.get(name);
      before === undefined ? starts.set(name, [key.start]) : before.push(key.start);
    }
    for (const { key, value, name } of members) {
      const all = starts.get(name) ?? [];
      if (all.length > 1 && all.at(-1) === key.start) {
        yield { path: pathOf([...keys, name]), positions: all.map((start) => this.positionOf(start)) };
      }
      yield* this.duplicatesIn(value, [...keys, name]);
    }
  }

  private positionOf(start: number): FilePosition {
    return { file: this.name, ...this.lines.positionOf(Math.max(0, start)) };
  }
}
