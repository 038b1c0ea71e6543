import type { Keys } from '../tree';
import { isBlockMap, Parsed, rangeOf } from './parsed';

/** Adds a comment above the key of a value. If the value is in brackets, the comment is above them. */
export function addComment(text: string, keys: Keys, comment: string): string {
  const parsed = new Parsed(text);
  const place = parsed.placesAt(keys).findLast(({ pair, outer }) => pair && isBlockMap(outer.at(-1) ?? null));
  if (!place?.pair) {
    return text;
  }
  const [start] = rangeOf(place.pair.key);
  const line = parsed.lineAt(start);
  const added = `${' '.repeat(parsed.columnAt(start))}# ${comment}`;
  return [...parsed.lines.slice(0, line), added, ...parsed.lines.slice(line)].join('\n');
}
