import type { Keys } from '../tree';
import { Parsed, rangeOf } from './parsed';
import { splice } from './text-lines';
import { inlineOf } from './written';

/** Renames the key of a value that stays in its map. Returns the text unchanged if it lacks the key, or has the new one. */
export function rename(text: string, from: Keys, to: Keys): string {
  const parsed = new Parsed(text);
  const places = parsed.placesAt(from);
  const pair = places.length > from.length ? places.at(-1)?.pair : undefined;
  const isSameMap = from.length === to.length && from.slice(0, -1).every((key, index) => key === to[index]);
  if (!pair || !isSameMap || parsed.placesAt(to).length > to.length) {
    return text;
  }
  const [start, end] = rangeOf(pair.key);
  return splice(text, start, end, inlineOf(String(to.at(-1))));
}
