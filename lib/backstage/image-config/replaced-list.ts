import { posix } from 'node:path';
import { isJsonMap, type JsonValue } from '../../util/json';
import type { Violation } from '../../util/violation';
import { type ConfigTree, find } from '../config-tree';
import type { ImageList, ImageLocation } from '../image-facts';
import { kindsOf } from './catalog-rules';
import { listOf } from './list-of';

/** Folder that the image starts Backstage in. Paths in its configuration are relative to it. */
const WORKING_FOLDER = '/app';

/** Finds a list that lacks entries of the image's list. */
export function* replacedList(
  { tree, pathOf }: ConfigTree,
  { key, entries, without }: ImageList,
  allowed: readonly string[],
): Iterable<Violation> {
  const keys = key.split('.');
  const list = listOf(find(tree, keys));
  if (list === undefined) {
    return;
  }
  const texts = entries.filter((entry) => typeof entry === 'string');
  const locations = entries.filter((entry) => typeof entry !== 'string');
  const missing = [
    ...texts.filter((entry) => !coversText(list, entry)).map((entry) => JSON.stringify(entry)),
    ...locations.filter((entry) => !coversLocation(list, entry, allowed)),
  ];
  if (missing.length > 0) {
    yield {
      path: pathOf(keys),
      message: `replaces the image's list ${key}, and lacks ${amount(missing.length, entries.length)}; ${without}`,
      fix: `add ${fixOf(missing)}`,
    };
  }
}

function amount(missing: number, all: number): string {
  if (missing < all) {
    return `${missing} of its ${all} entries`;
  }
  return all === 1 ? 'its only entry' : `all of its ${all} entries`;
}

/** Returns the entries as users add them. Locations of the same kind differ only in their target. */
function fixOf(missing: readonly (string | ImageLocation)[]): string {
  const texts = missing.filter((entry) => typeof entry === 'string');
  const targets = new Map<string, string[]>();
  for (const entry of missing) {
    if (typeof entry !== 'string') {
      targets.set(entry.kind, [...(targets.get(entry.kind) ?? []), entry.target]);
    }
  }
  const written = [...targets].map(([kind, [first = '', ...others]]) => {
    const entry = `{ type: file, target: ${first}, rules: [{ allow: [${kind}] }] }`;
    return others.length > 0 ? `${entry}, and the same with target ${enumerated(others)}` : entry;
  });
  return [...(texts.length > 0 ? [enumerated(texts)] : []), ...written].join('; and ');
}

function enumerated(texts: readonly string[]): string {
  return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}` : texts.join('');
}

function coversText(list: readonly JsonValue[], entry: string): boolean {
  // In a Content Security Policy, `*` covers every server, but neither data: nor unsafe sources.
  const isCovered = (text: string) => text === '*' && /^(?:'self'|https?:)$/.test(entry);
  return list.some(
    (item) => typeof item === 'string' && (item.trim().toLowerCase() === entry.toLowerCase() || isCovered(item)),
  );
}

function coversLocation(
  list: readonly JsonValue[],
  { target, kind }: ImageLocation,
  allowed: readonly string[],
): boolean {
  return list.some(
    (item) =>
      isJsonMap(item) &&
      item.type === 'file' &&
      typeof item.target === 'string' &&
      posix.resolve(WORKING_FOLDER, item.target) === target &&
      [...allowed, ...kindsOf(item.rules)].includes(kind.toLowerCase()),
  );
}
