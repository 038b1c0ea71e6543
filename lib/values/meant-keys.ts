import { nearest } from '../util/nearest';
import type { Node } from './node';

/** A known key, and what it may be called. */
interface Known {
  readonly name: string;
  /** The keys that lead to it. */
  readonly keys: readonly string[];
}

/** The keys that lead to what an unknown key most likely was meant to be: one, or two where it is a level down. */
export function meantKeys(key: string, properties: Readonly<Record<string, Node>>): readonly string[] | undefined {
  const here = Object.keys(properties).map((name) => ({ name, keys: [name] }));
  const below = Object.entries(properties).flatMap(([section, node]) =>
    Object.keys(node.properties ?? {}).map((name) => ({ section, name, keys: [section, name] })),
  );
  // imagePullPolicy for image.pullPolicy
  const joined = below.map(({ section, name, keys }) => ({
    name: `${section}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    keys,
  }));
  // pullPolicy for image.pullPolicy, but not enabled, which many sections have
  const unique = below.filter(({ name }) => below.filter((other) => other.name === name).length === 1);
  const same = unique.find(({ name }) => name === key);
  return same?.keys ?? nearestOf(key, [...here, ...joined]) ?? nearestOf(key, unique);
}

function nearestOf(key: string, known: readonly Known[]): readonly string[] | undefined {
  const meant = nearest(
    key,
    known.map(({ name }) => name),
  );
  return known.find(({ name }) => name === meant)?.keys;
}
