import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { isMap as isRecord } from '../../util/members';
import { readWithoutQuotes } from '../helm-yaml';
import type { Keys } from '../tree';

/** A comment, with the sign at its start. */
export interface Comment {
  readonly offset: number;
  readonly source: string;
}

/** Place of a value. */
export interface Place {
  /** The value; null if its key has none. */
  readonly node: Node | null;
  /** Pair of a map that has the node as its value. */
  readonly pair?: Pair;
  /** Nodes that contain the value, from the outermost one. */
  readonly outer: readonly (Node | null)[];
}

/** Parsed text of a YAML file. Lines and columns count from 0. */
export class Parsed {
  readonly lines: readonly string[];
  private readonly starts: readonly number[];
  private readonly root: Node | null;

  constructor(readonly text: string) {
    this.lines = text.split('\n');
    let offset = 0;
    this.starts = this.lines.map((line) => {
      const start = offset;
      offset += line.length + 1;
      return start;
    });
    const document = parseDocument(text, { merge: true, uniqueKeys: false, strict: false, logLevel: 'silent' });
    this.root = document.contents;
  }

  /** Returns the places from the root to the value with these keys, as far as the text has them. */
  placesAt(keys: Keys): Place[] {
    let place: Place = { node: this.root, outer: [] };
    const places = [place];
    for (const key of keys) {
      const below = child(place.node, key);
      if (below === undefined) {
        break;
      }
      place = { ...below, outer: [...place.outer, place.node] };
      places.push(place);
    }
    return places;
  }

  /** Returns the number of the line with an offset. */
  lineAt(offset: number): number {
    const after = this.starts.findIndex((start) => start > offset);
    return after < 0 ? this.starts.length - 1 : after - 1;
  }

  /** Returns the column of an offset in its line. */
  columnAt(offset: number): number {
    return offset - (this.starts[this.lineAt(offset)] ?? 0);
  }

  /** Returns the offset after the last character of a node, without space and comments that follow it. */
  endOf(node: Node | null): number {
    if (isMap(node) && !node.flow) {
      const last = node.items.at(-1);
      return last ? this.endOfPair(last) : rangeOf(node)[1];
    }
    if (isSeq(node) && !node.flow) {
      const last = node.items.at(-1);
      return isNode(last) ? this.endOf(last) : rangeOf(node)[1];
    }
    const [start, end] = rangeOf(node);
    return start + this.text.slice(start, end).trimEnd().length;
  }

  /** Returns the offset after the last character of a pair. */
  endOfPair({ key, value }: Pair): number {
    const end = isNode(value) ? this.endOf(value) : 0;
    return Math.max(rangeOf(key)[1], end);
  }

  /** Returns the comments of some lines, in order. */
  commentsIn(first: number, last: number): readonly (Comment & { readonly line: number })[] {
    const all = [...new Parser().parse(this.text)].flatMap((token) => [...commentsOf(token)]);
    return all
      .map((comment) => ({ ...comment, line: this.lineAt(comment.offset) }))
      .filter(({ line }) => line >= first && line <= last);
  }
}

function child(node: Node | null, key: string | number): Omit<Place, 'outer'> | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && isKey(item.key, String(key)));
    return pair && { node: isNode(pair.value) ? pair.value : null, pair };
  }
  const item = isSeq(node) && typeof key === 'number' ? node.items[key] : undefined;
  return isNode(item) ? { node: item } : undefined;
}

/** Checks whether a scalar is a key: as a text, or as the boolean or number that Helm reads. */
function isKey({ source = '', type }: Scalar, key: string): boolean {
  return source === key || (type === 'PLAIN' && String(readWithoutQuotes(source)) === key);
}

/** Checks whether a value is a node. */
export function isNode(value: unknown): value is Node {
  return !isPair(value) && (isScalar(value) || isCollection(value) || isAlias(value));
}

/** Checks whether a node is a map or list in brackets. */
export function isFlow(node: Node | null): boolean {
  return isCollection(node) && node.flow === true;
}

/** Checks whether a node is a map in lines. */
export function isBlockMap(node: Node | null): node is YAMLMap<unknown, unknown> {
  return isMap(node) && !node.flow;
}

/** Returns the offsets of a node: its start, and the end of its text. */
export function rangeOf(node: unknown): readonly [number, number] {
  const range: unknown = isRecord(node) ? node.range : undefined;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0];
}

/** Members of a token that contain tokens, in the order of the text. */
const MEMBERS = ['start', 'props', 'key', 'sep', 'value', 'items', 'end'] as const;

function* commentsOf(token: unknown): Iterable<Comment> {
  if (Array.isArray(token)) {
    for (const each of token) {
      yield* commentsOf(each);
    }
  } else if (isRecord(token) && token.type === 'comment') {
    yield { offset: Number(token.offset), source: String(token.source) };
  } else if (isRecord(token)) {
    for (const member of MEMBERS) {
      yield* commentsOf(token[member]);
    }
  }
}
