import { blockYaml } from '../util/block-yaml';
import { checkInput } from '../util/check-argument';
import { anyMap, listOf } from '../util/shape';

/**
 * Keys that come first, in this order, because they identify an object or list entry. Other keys follow alphabetically.
 */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/**
 * Formats a manifest as a YAML document. The same object always gives the same bytes: they do not depend on the order
 * of its keys, the locale or the environment. Quotes strings that YAML 1.1 or 1.2 would read as another type.
 */
export function manifestYaml(manifest: object): string {
  return blockYaml(manifest, sortedMembers);
}

/** Line that begins a document. With it, files and streams can be joined: their documents stay separate. */
export const DOCUMENT_START = '---';

/**
 * Formats manifests as a stream of YAML documents. Each document begins with `---`.
 *
 * @param manifests the objects, in the order in which the stream contains them
 */
export function manifestStream(manifests: readonly object[]): string {
  checkInput('manifestStream', 'manifests', manifests, listOf(anyMap));
  return manifests.map((manifest) => `${DOCUMENT_START}\n${manifestYaml(manifest)}`).join('');
}

function sortedMembers(map: object): [string, unknown][] {
  const entries = Object.entries(map);
  // Most maps have one member, or are sorted.
  return entries.every(([key], index) => index === 0 || compareKeys(entries[index - 1]?.[0] ?? '', key) < 0)
    ? entries
    : entries.sort(([a], [b]) => compareKeys(a, b));
}

function compareKeys(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(key: string): number {
  const index = FIRST.indexOf(key);
  return index < 0 ? FIRST.length : index;
}
