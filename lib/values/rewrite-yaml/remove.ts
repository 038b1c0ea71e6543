import { isMap } from '../../util/members';
import type { Keys } from '../tree';
import { changeInFlow } from './in-flow';
import { isBlockMap, Parsed, rangeOf } from './parsed';
import { linesOf, replaceLines } from './text-lines';

/**
 * Removes a value with its key. Comments inside stay, in the place of the value. Returns a text unchanged if it has no
 * such key.
 *
 * @param note comment about the removed key, if there are comments about it
 */
export function remove(text: string, keys: Keys, note: string): string {
  const parsed = new Parsed(text);
  const places = parsed.placesAt(keys);
  const place = places.at(-1);
  if (!place?.pair || places.length <= keys.length) {
    return text;
  }
  if (!isBlockMap(place.outer.at(-1) ?? null)) {
    return changeInFlow(parsed, places, keys, withoutKeys);
  }
  const [first, last] = linesOf(parsed, place);
  const indent = ' '.repeat(parsed.columnAt(rangeOf(place.pair.key)[0]));
  const inside = parsed.commentsIn(first, last).map(({ source }) => indent + source);
  const above = parsed.lines[first - 1] ?? '';
  const isDescribed = inside.length > 0 || (/^\s*#/.test(above) && !above.endsWith(note));
  const kept = isDescribed ? [...inside, `${indent}# ${String(keys.at(-1))}: ${note}`] : [];
  return replaceLines(parsed.lines, first, last, kept);
}

function withoutKeys(value: unknown, [key, ...below]: Keys): unknown {
  if (!isMap(value) || key === undefined) {
    return value;
  }
  const entries = Object.entries(value).flatMap(([each, member]): [string, unknown][] => {
    if (each !== String(key)) {
      return [[each, member]];
    }
    return below.length === 0 ? [] : [[each, withoutKeys(member, below)]];
  });
  return Object.fromEntries(entries);
}
