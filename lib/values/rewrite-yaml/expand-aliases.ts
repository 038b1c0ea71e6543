import { isPair, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { isMap, memberOf } from '../../util/members';
import { readValues } from '../load';
import { Parsed, rangeOf } from './parsed';
import { formOf, indented, linesOf, replaceLines, splice } from './text-lines';
import { blockOf, inlineOf } from './written';

/** An alias, with the keys of its place. */
interface FoundAlias {
  readonly keys: readonly (string | number)[];
  readonly range: readonly [number, number];
}

/** Returns a text with the values of its aliases and merge keys written out, so that each of them can change by itself. */
export function expandAliases(text: string, name: string): string {
  let now = text;
  for (let alias = firstAlias(now); alias; alias = firstAlias(now)) {
    now = expand(now, name, alias);
  }
  return now;
}

function firstAlias(text: string): FoundAlias | undefined {
  let found: FoundAlias | undefined;
  visit(parseDocument(text, { merge: true, uniqueKeys: false, strict: false, logLevel: 'silent' }), {
    Alias(key, alias, path) {
      const keys = [...path, alias].flatMap((node, index, all): (string | number)[] => {
        const parent = all[index - 1];
        if (isPair(node)) {
          return isScalar(node.key) ? [node.key.source ?? String(node.key.value)] : [];
        }
        const at = isSeq(parent) ? parent.items.indexOf(node) : -1;
        return at >= 0 ? [at] : [];
      });
      found = key === 'key' ? undefined : { keys, range: rangeOf(alias) };
      return found && visit.BREAK;
    },
  });
  return found;
}

function expand(text: string, name: string, { keys, range }: FoundAlias): string {
  const values = readValues(Buffer.from(text), name);
  const index = keys.lastIndexOf('<<');
  if (index < 0) {
    return splice(text, ...range, inlineOf(memberOf(values, ...keys)));
  }
  // The keys of all merge keys are written out. Keys that the map has itself stay where they are.
  const parsed = new Parsed(text);
  const map = keys.slice(0, index);
  const merged = memberOf(values, ...map);
  const missing = Object.entries(isMap(merged) ? merged : {}).filter(
    ([key]) => parsed.placesAt([...map, key]).length <= map.length + 1,
  );
  const place = parsed.placesAt([...map, '<<']).at(-1);
  if (!place?.pair) {
    return text;
  }
  const [first, last] = linesOf(parsed, place);
  const indent = ' '.repeat(parsed.columnAt(rangeOf(place.pair.key)[0]));
  const block = missing.length > 0 ? blockOf(Object.fromEntries(missing), formOf(parsed)) : [];
  return replaceLines(parsed.lines, first, last, indented(block, indent));
}
