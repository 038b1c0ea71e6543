import { dump } from 'js-yaml';

/** Members that identify an object or list entry; they come first, in this order, and all others by the alphabet. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/**
 * A manifest as a YAML document: the same bytes for the same object, whatever the order of its members, the locale or
 * the environment. Strings that YAML 1.1 or 1.2 would read as something else are in quotes.
 */
export function manifestYaml(manifest: object): string {
  return dump(manifest, { sortKeys: compareKeys, noRefs: true, lineWidth: -1 });
}

/** Manifests as a stream of YAML documents. */
export function manifestStream(manifests: readonly object[]): string {
  return manifests.map(manifestYaml).join('---\n');
}

function compareKeys(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(key: string): number {
  const index = FIRST.indexOf(key);
  return index < 0 ? FIRST.length : index;
}
