import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { readWithoutQuotes } from './helm-yaml';
import { yamlEvents } from './yaml-events';

/** Node of a YAML text, with its position. */
export type YamlNode = YamlScalar | YamlList | YamlMapping | YamlAlias;

interface Positioned {
  /** Index of the node's first character in the text; -1 for an empty value. */
  readonly start: number;
}

/** A text, a number or another value without members. */
export interface YamlScalar extends Positioned {
  readonly kind: 'scalar';
  /** Index after the node's last character in the text; -1 for an empty value. */
  readonly end: number;
  /** The text without quotes. */
  readonly text: string;
  /** Whether the text has no quotes and is no block, so that it may be a number, a boolean or null. */
  readonly isPlain: boolean;
}

/** A list. */
export interface YamlList extends Positioned {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
  /** Index of each entry's first character, or of its dash if the entry is empty. */
  readonly itemStarts: readonly number[];
}

/** A map. A key may occur several times. */
export interface YamlMapping extends Positioned {
  readonly kind: 'map';
  readonly members: readonly YamlMember[];
}

/** A key of a map, with its value. */
export interface YamlMember {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

/** A reference to the node that has an anchor. */
export interface YamlAlias extends Positioned {
  readonly kind: 'alias';
  readonly anchor: string;
}

/** A YAML text as nodes. */
export interface YamlText {
  /** Node of the first document; undefined if the text has none. */
  readonly root: YamlNode | undefined;
  /** Nodes of the other documents. */
  readonly others: readonly YamlNode[];
  /** Nodes that have an anchor, by its name. */
  readonly anchors: ReadonlyMap<string, YamlNode>;
}

/** Returns the key of a map's member as Helm reads it: `yes` is the key `true`. */
export function keyOf(node: YamlNode): string {
  if (node.kind !== 'scalar') {
    return '';
  }
  return node.isPlain ? String(readWithoutQuotes(node.text)) : node.text;
}

/** Parses a text that is valid YAML. */
export function yamlNodes(text: string): YamlText {
  const events = yamlEvents(text)[Symbol.iterator]();
  const anchors = new Map<string, YamlNode>();
  const [root, ...others] = rootsIn({ text, events, anchors });
  return { root, others, anchors };
}

interface Parsing {
  readonly text: string;
  readonly events: Iterator<Event, undefined>;
  readonly anchors: Map<string, YamlNode>;
}

function* rootsIn(parsing: Parsing): Iterable<YamlNode> {
  for (let next = parsing.events.next(); !next.done; next = parsing.events.next()) {
    const root = nodeOf(next.value, parsing);
    if (root !== undefined) {
      yield root;
    }
  }
}

/** Returns the node that begins with an event, or undefined for an event that ends a node. */
function nodeOf(event: Event, parsing: Parsing): YamlNode | undefined {
  const { text, anchors } = parsing;
  if (event.type === EVENT_ID.ALIAS) {
    return { kind: 'alias', start: event.anchorStart - 1, anchor: text.slice(event.anchorStart, event.anchorEnd) };
  }
  if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) {
    return undefined;
  }
  const node = withoutAnchor(event, parsing);
  if (event.anchorStart >= 0) {
    anchors.set(text.slice(event.anchorStart, event.anchorEnd), node);
  }
  return node;
}

function withoutAnchor(
  event: Exclude<Event, { type: typeof EVENT_ID.ALIAS | typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>,
  parsing: Parsing,
): YamlNode {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return scalarOf(event, parsing.text);
    case EVENT_ID.SEQUENCE: {
      const items = [...nodesUntilEnd(parsing)];
      return { kind: 'list', start: event.start, items, itemStarts: startsOf(items, event.start, parsing.text) };
    }
    case EVENT_ID.MAPPING: {
      const nodes = [...nodesUntilEnd(parsing)];
      const members = nodes.flatMap((key, index) => {
        const value = nodes[index + 1];
        return index % 2 === 0 && value !== undefined ? [{ key, value }] : [];
      });
      return { kind: 'map', start: event.start, members };
    }
  }
}

function* nodesUntilEnd(parsing: Parsing): Iterable<YamlNode> {
  for (;;) {
    const { value: event } = parsing.events.next();
    const node = event && nodeOf(event, parsing);
    if (node === undefined) {
      return;
    }
    yield node;
  }
}

/** Returns the indexes of a list's entries. The parser knows none of an empty entry, which is only a dash. */
function startsOf(items: readonly YamlNode[], start: number, text: string): number[] {
  const starts = items.map((item) => item.start);
  if (!starts.includes(-1)) {
    return starts;
  }
  // All dashes of a list are in the same column.
  const column = start - (Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1);
  const dash = new RegExp(`(?<=[\\r\\n] {${column}})-(?=\\s|$)`, 'g');
  const dashes = [start];
  for (dash.lastIndex = start + 1; dashes.length < items.length; ) {
    dashes.push(dash.exec(text)?.index ?? start);
  }
  return starts.map((each, index) => (each < 0 ? (dashes[index] ?? start) : each));
}

function scalarOf(event: ScalarEvent, source: string): YamlScalar {
  const { valueStart, valueEnd, anchorStart, tagStart, style } = event;
  // The value of a text in quotes begins after the quote, and an anchor or a tag stands before the value.
  const quote = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
  const starts = [valueStart - quote, anchorStart - 1, tagStart].filter((start) => start >= 0);
  return {
    kind: 'scalar',
    end: valueEnd < 0 ? -1 : valueEnd + quote,
    start: starts.length === 0 ? -1 : Math.min(...starts),
    text: getScalarValue(source, event),
    isPlain: style === SCALAR_STYLE.PLAIN,
  };
}
