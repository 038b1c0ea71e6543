import { describeName } from '../util/describe';
import type { Finding, FindingSource } from '../util/finding';
import { isMap, memberOf } from '../util/members';
import { keysOf } from '../util/path';
import type { YamlMap } from './merge';
import type { Section } from './node';
import { filesOf, sourceAt } from './sources';
import type { Keys } from './tree';

/**
 * Returns findings with the sources of their values, in the order of the sources. Files come first, in the order in
 * which they override each other, then options, then values without a source.
 *
 * @param found findings about values
 * @param given the user's values, merged
 * @param schema schema of the values
 */
export function locatedFindings(found: readonly Finding[], given: YamlMap, schema: Section): Finding[] {
  const files = filesOf(given);
  // A text can have many findings, each with the same long path.
  const sources = new Map<string, FindingSource | undefined>();
  const sourceOf = (path: string) => {
    const source = sources.has(path) ? sources.get(path) : sourceIn(path, given, schema);
    sources.set(path, source);
    return source;
  };
  return found
    .map((finding) => {
      const source = finding.source ?? sourceOf(finding.path);
      return source === undefined ? finding : { ...finding, source };
    })
    .map((finding) => ({ finding, rank: rankOf(finding, files) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ finding }) => finding);
}

function sourceIn(path: string, given: YamlMap, schema: Section): FindingSource | undefined {
  const keys = wholeKeys(keysOf(path), given);
  const [first = ''] = keys;
  // The path of a finding can also be an option, such as the name of the release.
  const isValue = Object.hasOwn(schema.properties, first) || Object.hasOwn(given, first);
  return isValue ? sourceAt(given, keys) : undefined;
}

/** Returns keys as the user wrote them. A path shortens keys that may hold a secret. */
function wholeKeys(keys: Keys, given: YamlMap): Keys {
  let value: unknown = given;
  return keys.map((key) => {
    const map = value;
    const isShortened = typeof key === 'string' && isMap(map) && !Object.hasOwn(map, key);
    const whole = isShortened
      ? Object.keys(map).find((each) => describeName(each) !== each && [key, `${key}…`].includes(describeName(each)))
      : undefined;
    value = memberOf(map, whole ?? key);
    return whole ?? key;
  });
}

/** Returns numbers by which findings are sorted. */
function rankOf({ source }: Finding, files: readonly string[]): readonly number[] {
  if (source === undefined) {
    return [files.length + 1];
  }
  if ('option' in source) {
    return [files.length];
  }
  const index = files.indexOf(source.file);
  // Files that could not be read keep their order.
  return index === -1 ? [files.length + 2] : [index, source.line, source.column];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((number, at) => number !== b[at]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
