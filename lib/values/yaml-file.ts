import type { FilePosition } from '../util/finding';
import { pathOf } from '../util/path';
import type { YamlSource } from './helm-indentation';
import type { Keys } from './tree';
import type { DuplicateKey, Reached } from './written';
import { keyOf, type YamlMapping, type YamlMember, type YamlNode, type YamlText, yamlNodes } from './yaml-nodes';

/** A values file as nodes, in which places are found. */
export class YamlFile {
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

  /** Returns the keys that occur more than once in a map. */
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
