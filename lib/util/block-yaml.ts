import {
  boolCoreTag,
  COLLECTION_STYLE,
  DUMP_SCHEMA,
  intCoreTag,
  jsToAst,
  mapTag,
  type Node,
  nullCoreTag,
  present,
  SCALAR_STYLE,
  seqTag,
  strTag,
} from 'js-yaml';

// js-yaml tests every text against about twenty patterns. Each pattern is compiled when it is first used, which takes
// long in a short run. This file writes what is simple, which is nearly all, and leaves the rest to js-yaml.

/**
 * Mark after a text that ends with empty lines. YAML does not contain this character. At the end of a document, such a
 * text needs the line `...`.
 */
const OPEN_END = '\0';

/** Returns the members of a map in the order in which they are written. */
export type EntriesOf = (map: object) => readonly (readonly [string, unknown])[];

/**
 * Formats a map as YAML in block style, byte for byte as js-yaml does without references and with lines of any length.
 * Quotes texts that YAML 1.1 or 1.2 would read as another type.
 *
 * @param entriesOf order of the members
 */
export function blockYaml(map: object, entriesOf: EntriesOf): string {
  const text = membersText(map, '', entriesOf);
  const isOpen = text.endsWith(OPEN_END);
  const lines = text.replaceAll(OPEN_END, '');
  return lines === '' ? '{}\n' : isOpen ? `${lines}...\n` : lines;
}

function membersText(map: object, indent: string, entriesOf: EntriesOf): string {
  let lines = '';
  for (const [key, value] of entriesOf(map)) {
    if (value !== undefined) {
      const text = isPlainText(key) && key.length < MOST_KEY ? textOf(value, indent, entriesOf) : undefined;
      lines += text === undefined ? otherMember(key, value, indent, entriesOf) : `${indent}${key}:${text}`;
    }
  }
  return lines;
}

/** Returns the text of a value after the colon of its key; undefined if js-yaml must write it. */
function textOf(value: unknown, indent: string, entriesOf: EntriesOf): string | undefined {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = Array.from(value, (item) => itemText(item, inner, entriesOf)).join('');
    return items === '' ? ' []\n' : `\n${items}`;
  }
  if (isMap(value)) {
    const members = membersText(value, inner, entriesOf);
    return members === '' ? ' {}\n' : `\n${members}`;
  }
  const scalar = scalarText(value, inner);
  return scalar && ` ${scalar}`;
}

function itemText(item: unknown, indent: string, entriesOf: EntriesOf): string {
  const inner = `${indent}  `;
  const text = isMap(item) ? membersText(item, inner, entriesOf).slice(inner.length) : scalarText(item, inner);
  return text ? `${indent}- ${text}` : otherItem(item, indent, entriesOf);
}

/** Returns the text of a simple value; undefined if js-yaml must write it. */
function scalarText(value: unknown, inner: string): string | undefined {
  if (typeof value === 'string') {
    if (isPlainText(value)) {
      return `${value}\n`;
    }
    return isQuoted(value) ? `'${value}'\n` : linesText(value, inner);
  }
  return typeof value === 'boolean' || isInteger(value) ? `${value}\n` : undefined;
}

function isInteger(value: unknown): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

/** Longest key that is written here. YAML limits keys to 1024 characters. */
const MOST_KEY = 256;

/** Words, paths, URLs, options, amounts, times and variables. No version of YAML reads them as another type, except some words. */
const PLAIN = /^(?:-{0,2}[A-Za-z/][\w./-]*(?:[: ][\w./-]+)*|\d+(?:[smh]|[KMGT]i)|\$\{\w+\})$/;

/** Words that YAML 1.1 reads as a boolean or as null, in lower case. */
const WORDS = ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'];

/** Checks whether a text needs no quotes in YAML 1.1 and 1.2, because it is obviously a text. */
export function isPlainText(text: string): boolean {
  return PLAIN.test(text) && !(text.length <= 5 && WORDS.includes(text.toLowerCase()));
}

/** Checks whether a text must have quotes, because it would be a boolean or a number without them. */
function isQuoted(text: string): boolean {
  return text === 'true' || text === 'false' || /^\d+$/.test(text);
}

/** Returns several lines as YAML; undefined if one of them is not simple. */
function linesText(text: string, inner: string): string | undefined {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  // A first line with a space would need the number of its spaces. Spaces at the end of a line would need quotes.
  if (!text.includes('\n') || !/^[!-~][ -~]*(?:\n[ -~]*)*$/.test(body) || /[ \n](?:\n|$)/.test(body)) {
    return undefined;
  }
  const lines = body.split('\n').map((line) => `${inner}${line}\n`);
  return `${body === text ? '|-' : '|'}\n${lines.join('')}`;
}

function otherMember(key: string, value: unknown, indent: string, entriesOf: EntriesOf): string {
  const items = [{ key: scalar(strTag.tagName, key), value: nodeOf(value, entriesOf) }];
  return indented(
    { kind: 'mapping', tag: mapTag.tagName, tagged: false, style: COLLECTION_STYLE.BLOCK, items },
    indent,
  );
}

function otherItem(item: unknown, indent: string, entriesOf: EntriesOf): string {
  return indented(nodeOf([item], entriesOf), indent);
}

function indented(contents: Node, indent: string): string {
  const text = present([{ contents, directives: [] }], { schema: DUMP_SCHEMA, lineWidth: -1 });
  const lines = text.endsWith('\n...\n') ? text.slice(0, -'...\n'.length) + OPEN_END : text;
  return lines.replace(/^(?=[^\n\0])/gm, indent);
}

/**
 * Returns plain data as the tree that js-yaml formats. The function `dump` of js-yaml builds the same tree, but takes a
 * third longer. It tests every value against about ten types, and sorts the keys in an additional pass.
 */
function nodeOf(value: unknown, entriesOf: EntriesOf): Node {
  if (typeof value === 'string') {
    return scalar(strTag.tagName, value);
  }
  if (typeof value === 'boolean') {
    return scalar(boolCoreTag.tagName, String(value));
  }
  const collection = { tagged: false, style: COLLECTION_STYLE.BLOCK };
  if (Array.isArray(value)) {
    const items = Array.from(value, (item) => nodeOf(item, entriesOf));
    return { ...collection, kind: 'sequence', tag: seqTag.tagName, items };
  }
  if (isMap(value)) {
    const entries = entriesOf(value).filter(([, member]) => member !== undefined);
    const items = entries.map(([key, member]) => ({
      key: scalar(strTag.tagName, key),
      value: nodeOf(member, entriesOf),
    }));
    return { ...collection, kind: 'mapping', tag: mapTag.tagName, items };
  }
  if (isInteger(value)) {
    return scalar(intCoreTag.tagName, String(value));
  }
  // js-yaml formats all other values: the rarer numbers, and values that are not JSON, such as dates.
  return jsToAst(value, DUMP_SCHEMA)[0]?.contents ?? scalar(nullCoreTag.tagName, 'null');
}

/** Checks whether a value is a map, not a date or an object of another class. */
function isMap(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function scalar(tag: string, value: string): Node {
  return { kind: 'scalar', tag, tagged: false, style: SCALAR_STYLE.PLAIN, value };
}
