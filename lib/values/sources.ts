import type { FilePosition, FindingSource } from '../util/finding';
import { isMap, memberOf } from '../util/members';
import { pathOf } from '../util/path';
import { readWithoutQuotes } from './helm-yaml';
import type { Keys } from './tree';
import { type YamlMapping, type YamlMember, type YamlNode, type YamlText, yamlNodes } from './yaml-nodes';

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

/** One of the layers of merged values: a file, an option, or an object of a program. */
interface Layer {
  /** Returns what the layer has at a place, or at a value around it. Returns undefined if the layer does not set it. */
  find(keys: Keys): Written | undefined;
  /** Returns the keys that occur more than once in a map. */
  duplicates?(): readonly DuplicateKey[];
  /** Name of the file. */
  readonly file?: string;
}

/** Layers of values, in the order in which they override each other. */
const LAYERS = new WeakMap<object, readonly Layer[]>();

function layersOf(values: object): readonly Layer[] {
  return LAYERS.get(values) ?? [{ find: (keys) => (reaches(values, keys) ? {} : undefined) }];
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
  text: string,
  hasDuplicates: boolean,
): Values {
  let parsed: YamlFile | undefined;
  const parse = () => {
    parsed ??= new YamlFile(file, text);
    return parsed;
  };
  const duplicates = () => (hasDuplicates ? parse().duplicates() : []);
  LAYERS.set(values, [{ file, find: (keys) => parse().find(keys), duplicates }]);
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
  const find: Layer['find'] = (keys) => {
    const assignment = assignments.findLast((each) => each.keys.every((key, index) => keys[index] === key));
    if (assignment === undefined) {
      return undefined;
    }
    const text = memberOf({ text: assignment.text }, 'text', ...keys.slice(assignment.keys.length));
    return typeof text === 'string' ? { text, option } : { option };
  };
  LAYERS.set(values, [...layersOf(before), { find }]);
  return values;
}

/** Returns how the user wrote a value; undefined if no layer sets it. */
export function writtenAt(values: object, keys: Keys): Written | undefined {
  for (const layer of layersOf(values).toReversed()) {
    const written = layer.find(keys);
    if (written !== undefined) {
      return written;
    }
  }
  return undefined;
}

/**
 * Returns where a value was set: the last file or option that sets it. For a value that nobody set, that is the last
 * file that sets a value around it.
 */
export function sourceAt(values: object, keys: Keys): FindingSource | undefined {
  const written = writtenAt(values, keys);
  if (written !== undefined) {
    return written.option === undefined ? written.position : { option: written.option };
  }
  const layers = layersOf(values).toReversed();
  for (let length = keys.length - 1; length >= 0; length -= 1) {
    for (const layer of layers) {
      const position = layer.find(keys.slice(0, length))?.position;
      if (position !== undefined) {
        return position;
      }
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

/** Checks whether values set a path, or replace a value around it. */
function reaches(values: unknown, [key, ...below]: Keys): boolean {
  if (key === undefined || !isMap(values)) {
    return values !== undefined;
  }
  return Object.hasOwn(values, key) && reaches(values[key], below);
}

/** Nodes of a file, with which places are found. */
class YamlFile {
  private readonly yaml: YamlText;
  private readonly lineStarts: readonly number[];
  /** Members of each map by key. A key that occurs more than once has its last member. */
  private readonly members = new Map<YamlMapping, ReadonlyMap<string, YamlMember>>();

  constructor(
    private readonly name: string,
    text: string,
  ) {
    this.yaml = yamlNodes(text);
    this.lineStarts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ index, 0: end }) => index + end.length)];
  }

  /** Returns the text and position of a value, or the position of a scalar that stands in the place of a map. */
  find(keys: Keys): Written | undefined {
    const { root } = this.yaml;
    return root && this.findIn(root, keys, root.start);
  }

  duplicates(): DuplicateKey[] {
    const { root } = this.yaml;
    return root ? [...this.duplicatesIn(root, [])] : [];
  }

  /**
   * Finds a value inside a node.
   *
   * @param start index of the key, or of the entry, that the node belongs to
   */
  private findIn(node: YamlNode, [key, ...below]: Keys, start: number): Written | undefined {
    const target = this.targetOf(node);
    const position = this.positionOf(start);
    if (key === undefined) {
      return target?.kind === 'scalar' ? { text: target.text, position } : { position };
    }
    if (target?.kind === 'list') {
      const entry = typeof key === 'number' ? target.items[key] : undefined;
      return entry === undefined ? { position } : this.findIn(entry, below, entry.start < 0 ? start : entry.start);
    }
    if (target?.kind !== 'map') {
      return { position };
    }
    const member = this.memberOf(target, String(key));
    return member && this.findIn(member.value, below, member.key.start);
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
    const index = Math.max(0, start);
    // The last line that begins at the index or before it.
    let [low, high] = [0, this.lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      [low, high] = (this.lineStarts[middle] ?? 0) <= index ? [middle, high] : [low, middle - 1];
    }
    return { file: this.name, line: low + 1, column: index - (this.lineStarts[low] ?? 0) + 1 };
  }
}

/** Returns the key of a map's member as Helm reads it: `yes` is the key `true`. */
function keyOf(node: YamlNode): string {
  if (node.kind !== 'scalar') {
    return '';
  }
  return node.isPlain ? String(readWithoutQuotes(node.text)) : node.text;
}
