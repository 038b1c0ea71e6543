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
import { checkInput } from '../util/check-argument';
import { anyMap, listOf } from '../util/shape';

const { BLOCK } = COLLECTION_STYLE;

/**
 * Keys that come first, in this order, because they identify an object or list entry. Other keys follow alphabetically.
 */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/**
 * Formats a manifest as a YAML document. The same object always gives the same bytes: they do not depend on the order
 * of its keys, the locale or the environment. Quotes strings that YAML 1.1 or 1.2 would read as another type.
 */
export function manifestYaml(manifest: object): string {
  return present([{ contents: nodeOf(manifest), directives: [] }], { schema: DUMP_SCHEMA, lineWidth: -1 });
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

/**
 * Returns plain data as the tree that js-yaml formats. The function `dump` of js-yaml builds the same tree, but takes a
 * third longer. It tests every value against about ten types, and sorts the keys in an additional pass.
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
  // js-yaml formats all other values: the rarer numbers, and values that are not JSON, such as dates.
  return jsToAst(value, DUMP_SCHEMA)[0]?.contents ?? scalar(nullCoreTag.tagName, 'null');
}

/** Checks whether a value is a map, not a date or an object of another class. */
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
