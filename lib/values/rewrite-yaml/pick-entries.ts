import { isScalar, isSeq, type Node } from 'yaml';
import { isBlockMap, isNode, type Parsed, rangeOf } from './parsed';
import { replaceLines, widthOf } from './text-lines';

/**
 * Returns the text in which a list of maps becomes a list of texts, each of which is a value of its map. The other lines
 * of an entry go, and their comments stay. Returns undefined if the values do not have this form.
 */
export function pickEntries(parsed: Parsed, node: Node | null, texts: unknown): string | undefined {
  if (!isSeq(node) || node.flow || !Array.isArray(texts) || node.items.length !== texts.length) {
    return undefined;
  }
  const entries = node.items.map((item, index) => entryLines(parsed, item, texts[index]));
  // The last entry comes first, so that the lines of the others keep their numbers.
  return entries.reduceRight<string | undefined>(
    (text, entry) => (text === undefined || !entry ? undefined : replaceLines(text.split('\n'), ...entry)),
    parsed.text,
  );
}

/** Returns the lines of an entry, and what replaces them; undefined if no value of the entry is the text. */
function entryLines(parsed: Parsed, item: unknown, text: unknown): [number, number, string[]] | undefined {
  if (!isNode(item) || !isBlockMap(item)) {
    return undefined;
  }
  const value = item.items.map((pair) => pair.value).find((each) => isScalar(each) && each.value === text);
  if (value === undefined) {
    return undefined;
  }
  const [start] = rangeOf(item);
  const first = parsed.lineAt(start);
  const last = parsed.lineAt(parsed.endOf(item));
  const column = parsed.columnAt(start);
  const comments = parsed.commentsIn(first, last);
  const [from, to] = rangeOf(value);
  const line = parsed.lineAt(from);
  const beside = comments.filter((comment) => comment.line === line).map(({ source }) => ` ${source}`);
  const others = comments.filter((comment) => comment.line !== line);
  const sign = (parsed.lines[first] ?? '').slice(0, column);
  return [
    first,
    last,
    [
      `${sign}${parsed.text.slice(from, to)}${beside.join('')}`,
      ...others.map(({ source }) => `${' '.repeat(widthOf(parsed.lines[first]))}${source}`),
    ],
  ];
}
