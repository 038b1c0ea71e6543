import { nearest } from '../util/nearest';
import type { Node } from './node';

/** A path to a known key, with a name that a user might have written for it. */
interface Known {
  readonly name: string;
  /** Path to the known key. */
  readonly keys: readonly string[];
}

/**
 * Returns the path of the known key that most resembles an unknown key, or undefined if none is similar.
 *
 * @param key unknown key
 * @param properties known keys of its map; the keys of their sections are candidates too, as paths of two keys
 */
export function suggestKeys(key: string, properties: Readonly<Record<string, Node>>): readonly string[] | undefined {
  const here = Object.keys(properties).map((name) => ({ name, keys: [name] }));
  const below = Object.entries(properties).flatMap(([section, node]) =>
    Object.keys(node.properties ?? {}).map((name) => ({ section, name, keys: [section, name] })),
  );
  // For example imagePullPolicy, for image.pullPolicy.
  const joined = below.map(({ section, name, keys }) => ({
    name: `${section}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    keys,
  }));
  // For example pullPolicy, for image.pullPolicy; not enabled, because many sections have that key.
  const unique = below.filter(({ name }) => below.filter((other) => other.name === name).length === 1);
  const same = unique.find(({ name }) => name === key);
  return same?.keys ?? nearestOf(key, [...here, ...joined]) ?? nearestOf(key, unique);
}

function nearestOf(key: string, known: readonly Known[]): readonly string[] | undefined {
  const suggestion = nearest(
    key,
    known.map(({ name }) => name),
  );
  return known.find(({ name }) => name === suggestion)?.keys;
}
