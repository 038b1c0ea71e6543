import { isScalar, type Node } from 'yaml';
import { isMap } from '../../util/members';
import { changedAt, type Keys } from '../tree';
import { changeInFlow } from './in-flow';
import { isBlockMap, isFlow, Parsed, type Place, rangeOf } from './parsed';
import { pickEntries } from './pick-entries';
import { formOf, indented, linesOf, replaceLines, splice, widthOf } from './text-lines';
import { blockOf, inlineOf } from './written';

/** Sets a value, and adds it with its key if it is missing. Returns a text unchanged if its form does not allow that. */
export function set(text: string, keys: Keys, value: unknown): string {
  const parsed = new Parsed(text);
  const places = parsed.placesAt(keys);
  const place = places.at(-1);
  if (!place) {
    return text;
  }
  const changed = (old: unknown, below: Keys) => changedAt(old, {}, below, value);
  if (
    places.slice(0, -1).some(({ node }) => isFlow(node)) ||
    (places.length <= keys.length && isFilledFlow(place.node))
  ) {
    return changeInFlow(parsed, places, keys, changed);
  }
  const depth = places.length - 1;
  const nested = keys.slice(depth).reduceRight<unknown>((below, key) => ({ [key]: below }), value);
  if (depth === keys.length) {
    return replace(parsed, place, keys, value);
  }
  if (isBlockMap(place.node) && place.node.items.length > 0) {
    return insert(parsed, place.node, nested);
  }
  return depth === 0 ? append(parsed, nested) : replace(parsed, place, keys.slice(0, depth), nested);
}

function isFilledFlow(node: Node | null): boolean {
  return isFlow(node) && node !== null && 'items' in node && Array.isArray(node.items) && node.items.length > 0;
}

/** Adds the first keys of a file. */
function append(parsed: Parsed, nested: unknown): string {
  const last = parsed.lines.findLastIndex((line) => line.trim() !== '' && line.trim() !== '{}');
  return [...parsed.lines.slice(0, last + 1), ...blockOf(nested, formOf(parsed)), ''].join('\n');
}

/** Adds keys after the last one of a map, and after the comments below that one. */
function insert(parsed: Parsed, map: Node, nested: unknown): string {
  const last = isBlockMap(map) ? map.items.at(-1) : undefined;
  if (!last) {
    return parsed.text;
  }
  const { lines } = parsed;
  const column = parsed.columnAt(rangeOf(last.key)[0]);
  const end = parsed.lineAt(parsed.endOfPair(last)) + 1;
  const next = lines.slice(end).findIndex((line) => line.trim() !== '' && !isCommentBelow(line, column));
  const below = lines.slice(end, next < 0 ? undefined : end + next);
  const at = end + below.findLastIndex((line) => line.trim() !== '') + 1;
  const rest = lines.slice(at);
  const isApart = column === 0 && lines.slice(0, at).some((line) => line.trim() === '');
  const added = indented(blockOf(nested, formOf(parsed)), ' '.repeat(column));
  return [...lines.slice(0, at), ...(isApart ? [''] : []), ...added, ...(rest.length > 0 ? rest : [''])].join('\n');
}

/** Checks whether a line is a comment about values below a key in a column. */
function isCommentBelow(line: string, column: number): boolean {
  return line.trimStart().startsWith('#') && widthOf(line) > column;
}

function replace(parsed: Parsed, place: Place, keys: Keys, value: unknown): string {
  const { node, pair } = place;
  if (isInlineScalar(node) && !isMap(value) && !Array.isArray(value)) {
    const [start, end] = rangeOf(node);
    return splice(parsed.text, start, end, inlineOf(value));
  }
  if (isFilledFlow(node) && typeof value === 'object' && value !== null) {
    return splice(parsed.text, ...rangeOf(node), inlineOf(value));
  }
  const picked = pickEntries(parsed, node, value);
  if (picked !== undefined || !pair) {
    return picked ?? parsed.text;
  }
  const [first, last] = linesOf(parsed, place);
  const column = parsed.columnAt(rangeOf(pair.key)[0]);
  const indent = ' '.repeat(column);
  const [head = '', ...below] = blockOf({ [String(keys.at(-1))]: value }, formOf(parsed));
  const comments = parsed.commentsIn(first, last);
  const beside = comments.filter(({ line }) => line === first).map(({ source }) => ` ${source}`);
  const inside = comments
    .filter(({ line }) => line !== first)
    .map(({ line, source }) => ' '.repeat(widthOf(parsed.lines[line])) + source);
  // The start of the line is not always space: it may be the sign of an entry.
  const start = (parsed.lines[first] ?? '').slice(0, column);
  const lines = [`${start}${head}${beside.join('')}`, ...indented(below, indent), ...inside];
  return replaceLines(parsed.lines, first, last, lines);
}

/** Checks whether a node is a scalar that is written on its line, and not in lines of its own. */
function isInlineScalar(node: Node | null): boolean {
  const [start, end] = rangeOf(node);
  return isScalar(node) && start < end && node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED';
}
