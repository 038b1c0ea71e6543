import {
  boolCoreTag,
  COLLECTION_STYLE,
  DUMP_SCHEMA,
  intCoreTag,
  jsToAst,
  mapTag,
  type Node,
  nullCoreTag,
  present,
  SCALAR_STYLE,
  seqTag,
  strTag,
} from 'js-yaml';

const { BLOCK } = COLLECTION_STYLE;

/** Members that identify an object or list entry; they come first, in this order, and all others by the alphabet. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/**
 * A manifest as a YAML document: the same bytes for the same object, whatever the order of its members, the locale or
 * the environment. Strings that YAML 1.1 or 1.2 would read as something else are in quotes.
 */
export function manifestYaml(manifest: object): string {
  return present([{ contents: nodeOf(manifest), directives: [] }], { schema: DUMP_SCHEMA, lineWidth: -1 });
}

/**
 * Manifests as a stream of YAML documents.
 *
 * @param manifests the objects, in the order of the stream
 */
export function manifestStream(manifests: readonly object[]): string {
  return manifests.map(manifestYaml).join('---\n');
}

/**
 * Plain data as the tree that the library presents. Its own `dump` asks each of some ten types about every value, and
 * sorts in a walk of its own: a third more time for the same tree.
 */
function nodeOf(value: unknown): Node {
  if (typeof value === 'string') {
    return scalar(strTag.tagName, value);
  }
  if (typeof value === 'boolean') {
    return scalar(boolCoreTag.tagName, String(value));
  }
  if (Array.isArray(value)) {
    return { kind: 'sequence', tag: seqTag.tagName, tagged: false, style: BLOCK, items: Array.from(value, nodeOf) };
  }
  if (isMap(value)) {
    return { kind: 'mapping', tag: mapTag.tagName, tagged: false, style: BLOCK, items: members(value) };
  }
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
    return scalar(intCoreTag.tagName, String(value));
  }
  // Other numbers are rare, and have more than one way to be written; so is what is no JSON, such as a date.
  return jsToAst(value, DUMP_SCHEMA)[0]?.contents ?? scalar(nullCoreTag.tagName, 'null');
}

/** Whether a value is a map, and no date or the like. */
function isMap(value: unknown): value is object {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function members(map: object): { key: Node; value: Node }[] {
  const given = Object.entries(map).filter(([, value]) => value !== undefined);
  const sorted = given.sort(([a], [b]) => compareKeys(a, b));
  return sorted.map(([key, value]) => ({ key: scalar(strTag.tagName, key), value: nodeOf(value) }));
}

function scalar(tag: string, value: string): Node {
  return { kind: 'scalar', tag, tagged: false, style: SCALAR_STYLE.PLAIN, value };
}

function compareKeys(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function rank(key: string): number {
  const index = FIRST.indexOf(key);
  return index < 0 ? FIRST.length : index;
}
