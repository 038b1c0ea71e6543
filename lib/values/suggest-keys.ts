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
  const { here, unique } = namesOf(properties);
  const same = unique.find(({ name }) => name === key);
  return same?.keys ?? nearestOf(key, here) ?? nearestOf(key, unique);
}

/** Names that users might write for the keys of a map. */
interface Names {
  readonly here: readonly Known[];
  /** Keys of its sections that only one of them has. */
  readonly unique: readonly Known[];
}

/** Cache of the names of each map, because a file can have thousands of unknown keys. */
const NAMES = new WeakMap<Readonly<Record<string, Node>>, Names>();

function namesOf(properties: Readonly<Record<string, Node>>): Names {
  const known = NAMES.get(properties) ?? findNames(properties);
  NAMES.set(properties, known);
  return known;
}

function findNames(properties: Readonly<Record<string, Node>>): Names {
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
  return { here: [...here, ...joined], unique };
}

function nearestOf(key: string, known: readonly Known[]): readonly string[] | undefined {
  const suggestion = nearest(
    key,
    known.map(({ name }) => name),
  );
  return known.find(({ name }) => name === suggestion)?.keys;
}
