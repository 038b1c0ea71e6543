import { load } from 'js-yaml';
import { HELM_SCHEMA } from '../helm-yaml';
import type { Keys } from '../tree';
import { isFlow, type Parsed, type Place, rangeOf } from './parsed';
import { splice, widthOf } from './text-lines';
import { inlineOf } from './written';

/**
 * Changes a value in brackets: writes the outermost brackets anew, on one line. Comments inside come before that line.
 *
 * @param places places from the root to the value, or to what contains it
 * @param change returns the outermost value with the change at keys inside it
 */
export function changeInFlow(
  parsed: Parsed,
  places: readonly Place[],
  keys: Keys,
  change: (value: unknown, keys: Keys) => unknown,
): string {
  const outermost = places.findIndex(({ node }) => isFlow(node));
  if (outermost < 0) {
    return parsed.text;
  }
  const [start, end] = rangeOf(places[outermost]?.node);
  const value = load(parsed.text.slice(start, end), { schema: HELM_SCHEMA });
  const text = splice(parsed.text, start, end, inlineOf(change(value, keys.slice(outermost))));
  const first = parsed.lineAt(start);
  const indent = ' '.repeat(widthOf(parsed.lines[first]));
  const comments = parsed.commentsIn(first, parsed.lineAt(end) - 1).map(({ source }) => indent + source);
  const lines = text.split('\n');
  return [...lines.slice(0, first), ...comments, ...lines.slice(first)].join('\n');
}
