import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node as SchemaNode } from '../../lib/values/node';
import type { Range } from './protocol';

/** Keys of names, whose values are shown inside secret sections, too. */
const NAMES = ['name', 'key', 'kind', 'image', 'mountPath', 'secretName'];

/** References to variables, such as `${GITHUB_TOKEN}`, which contain no secret. */
const REFERENCE = /^\$\{[A-Za-z_]\w*\}$/;

/**
 * Returns the offsets of the values in a text that may be secret: those of secret values and sections, and those of
 * unknown keys. The text may contain errors.
 *
 * @param text text of a values file
 * @param schema schema of the values
 */
export function secretRanges(text: string, schema: SchemaNode): Range[] {
  const document = parseDocument(text, { merge: true, uniqueKeys: false, strict: false, logLevel: 'silent' });
  const found: Range[] = [];
  visit(document.contents, schema, false, '', found);
  return found;
}

function visit(node: unknown, schema: SchemaNode | undefined, isSecret: boolean, key: string, found: Range[]): void {
  const secret = isSecret || schema?.writeOnly === true;
  if (isMap(node)) {
    for (const { key: keyNode, value } of node.items) {
      const name = isScalar(keyNode) ? String(keyNode.value) : '';
      const below = memberOf(schema, name);
      visit(value, below === 'unknown' ? undefined : below, secret || below === 'unknown', name, found);
    }
  } else if (isSeq(node)) {
    for (const entry of node.items) {
      visit(entry, schema?.items, secret, key, found);
    }
  } else if (secret && isScalar(node) && node.range && isHidden(node.value, key)) {
    const [from, to] = node.range;
    found.push([from, to]);
  }
}

/** Returns the schema of a member: undefined if the schema allows anything there, `unknown` if it has no such key. */
function memberOf(schema: SchemaNode | undefined, key: string): SchemaNode | undefined | 'unknown' {
  const { properties = {}, additionalProperties } = schema ?? {};
  if (Object.hasOwn(properties, key)) {
    return properties[key];
  }
  if (typeof additionalProperties === 'object') {
    return additionalProperties;
  }
  return additionalProperties === false ? 'unknown' : undefined;
}

function isHidden(value: unknown, key: string): boolean {
  return typeof value === 'string' && value !== '' && !REFERENCE.test(value) && !NAMES.includes(key);
}
