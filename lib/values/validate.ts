import { describe, describeName } from '../util/describe';
import { isMap } from '../util/members';
import { nearest } from '../util/nearest';
import { childPath, itemPath, keysOf } from '../util/path';
import type { Finding } from './finding';
import { explainForeignKey } from './foreign-keys';
import { coalesce, type YamlMap } from './merge';
import { isSection, type Node } from './node';
import { explainRootKey } from './root-keys';
import { suggestKeys } from './suggest-keys';
import { writtenAt } from './written';
import { hasType, types, wrongType } from './wrong-type';

/** Rule of findings about names and types of values. `allow` cannot switch it off. */
export const SCHEMA = 'schema';

/** Rule of findings inside Kubernetes types. `allow` can switch it off, for the fields of a newer Kubernetes. */
export const KUBERNETES_FIELDS = 'kubernetes-fields';

/** Position of the check in the values, with the rule of its findings and the results so far. */
interface Place {
  readonly path: string;
  readonly rule: typeof SCHEMA | typeof KUBERNETES_FIELDS;
  /** Whether the value at the position is a secret, which messages must not show. */
  readonly secret: boolean;
  /** Schema of all values. */
  readonly schema: Node;
  /** All values. */
  readonly values: unknown;
  readonly findings: Finding[];
  readonly unknownKeys: UnknownKey[];
}

/** A key that the schema does not have. */
export interface UnknownKey {
  readonly path: string;
  /** Whether the key resembles another key of its map. */
  readonly isTypo: boolean;
  /** Whether the key of another chart has a known meaning here. */
  readonly isForeign: boolean;
}

/** Result of {@link inspect}. */
export interface Inspection {
  readonly findings: readonly Finding[];
  /** Keys that the schema does not have. Unknown fields of Kubernetes types are not among them. */
  readonly unknownKeys: readonly UnknownKey[];
}

/** Finds what does not fit the schema: unknown or missing keys, wrong types, unknown words and too small numbers. */
export function validate(schema: Node, values: unknown): readonly Finding[] {
  return inspect(schema, values).findings;
}

/** Finds what does not fit the schema, and lists the unknown keys. */
export function inspect(schema: Node, values: unknown): Inspection {
  const place: Place = { path: '', rule: SCHEMA, secret: false, schema, values, findings: [], unknownKeys: [] };
  check(schema, values, place);
  return place;
}

function check(node: Node, value: unknown, outside: Place): void {
  const place = node.writeOnly === true ? { ...outside, secret: true } : outside;
  const reference = node.$ref ?? node.anyOf?.[0]?.$ref;
  if (reference !== undefined) {
    // The default, with which the value is merged, may have the required fields.
    check(kubernetesDefinition(reference), coalesce(value, node.default), { ...place, rule: KUBERNETES_FIELDS });
  } else if (!hasType(node, value)) {
    const { path, secret, rule, values, findings } = place;
    const as = isMap(values) && findings.length < MAX_SUGGESTIONS ? writtenAt(values, keysOf(path)) : undefined;
    const { message, fix } = wrongType(node, value, { path, secret, isKubernetes: rule === KUBERNETES_FIELDS, as });
    // A newer Kubernetes has more fields and words, but the same types, on which rules and constructs rely.
    report({ ...place, rule: SCHEMA }, message, fix);
  } else if (isMap(value)) {
    checkMap(node, value, place);
  } else if (Array.isArray(value) && node.items) {
    const items = withoutNull(node.items);
    for (const [index, entry] of value.entries()) {
      check(items, entry, { ...place, path: itemPath(place.path, index) });
    }
  } else {
    checkScalar(node, value, place);
  }
}

function checkMap(node: Node, value: YamlMap, place: Place): void {
  const { properties = {}, required = [], additionalProperties = true } = node;
  for (const key of required) {
    if (!Object.hasOwn(value, key) || value[key] === null || value[key] === undefined) {
      report({ ...place, path: childPath(place.path, key) }, 'is required', `add ${key}`);
    }
  }
  for (const [key, member] of Object.entries(value)) {
    const below = { ...place, path: childPath(place.path, describeName(key)) };
    if (member === undefined) {
      // In TypeScript, undefined means that the key is omitted.
      continue;
    }
    if (UNUSABLE_KEYS.includes(key)) {
      report({ ...below, rule: SCHEMA }, 'is a key that cdk8s cannot render', 'choose another key');
      continue;
    }
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known && (isSection(known) || isRequired(known))) {
      check(known, member, below);
    } else if (member === null) {
      // Null removes a value that is optional.
      if (!known && additionalProperties === false) {
        reportUnknownKey(key, member, properties, place);
      }
    } else if (known) {
      check(known, member, below);
    } else if (additionalProperties === false) {
      reportUnknownKey(key, member, properties, place);
    } else if (additionalProperties !== true) {
      check(additionalProperties, member, below);
    }
  }
}

/** Keys that every JavaScript object has. cdk8s does not recognize a map with such a key as a map. */
const UNUSABLE_KEYS: readonly string[] = ['constructor', '__proto__'];

/** Checks whether a value has a default that null cannot remove. */
function isRequired(node: Node): boolean {
  return types(node).length > 0 && !types(node).includes('null') && node.default !== undefined;
}

/** Number of findings after which the check makes no suggestions. They are slow, and nobody reads so many. */
const MAX_SUGGESTIONS = 100;

/** Maximum number of known keys in a message. */
const MAX_KEYS = 12;

function reportUnknownKey(key: string, value: unknown, properties: Readonly<Record<string, Node>>, place: Place): void {
  const ofRoot = place.path === '' ? explainRootKey(key, value) : undefined;
  if (ofRoot) {
    report({ ...place, path: childPath('', key) }, ofRoot.message, ofRoot.fix);
    return;
  }
  const [, name = '', separator] = /^([^=:\s]*)([=:\s]?)/.exec(key) ?? [];
  // The text after a separator may be a secret.
  const here = { ...place, path: childPath(place.path, separator ? name : key) };
  if (separator) {
    const message =
      separator === ':'
        ? 'must have a space after the colon'
        : 'must be a known key, got one with a space or = (not shown)';
    report(here, message, `write "${name}: VALUE"`);
    return;
  }
  const known = Object.keys(properties);
  const suggests = place.findings.length < MAX_SUGGESTIONS;
  const foreign = explainForeignKey(here.path, place.schema);
  if (place.rule === SCHEMA) {
    const isTypo = suggests && nearest(key, known) !== undefined;
    place.unknownKeys.push({ path: here.path, isTypo, isForeign: foreign !== undefined });
  }
  const suggestion = suggests ? suggestKeys(key, properties) : undefined;
  if (foreign) {
    report(here, foreign.message, foreign.fix);
  } else if (suggestion === undefined) {
    const more = known.length > MAX_KEYS ? ` and ${known.length - MAX_KEYS} more` : '';
    report(here, 'unknown key', `remove it; known keys: ${known.slice(0, MAX_KEYS).join(', ')}${more}`);
  } else {
    const path = suggestion.reduce(childPath, place.path);
    const fix = suggestion.length === 1 ? `rename it to ${suggestion[0]}` : `move it to ${path}`;
    report(here, `unknown key, did you mean ${path}?`, `${fix}, or remove it`);
  }
}

function checkScalar(node: Node, value: unknown, place: Place): void {
  if (value !== null && node.enum && !node.enum.includes(value)) {
    const words = node.enum.filter((word) => word !== null).map(String);
    const suggestion = nearest(String(value), words);
    const got = describe(value, place.secret);
    report(place, `must be one of ${words.join(', ')}, got ${got}`, `use ${suggestion ?? 'one of them'}`);
  }
  if (typeof value === 'number' && node.minimum !== undefined && value < node.minimum) {
    const got = describe(value, place.secret);
    report(place, `must be at least ${node.minimum}, got ${got}`, `set it to ${node.minimum} or more`);
  }
  if (typeof value === 'number' && node.maximum !== undefined && value > node.maximum) {
    const got = describe(value, place.secret);
    report(place, `must be at most ${node.maximum}, got ${got}`, `set it to ${node.maximum} or less`);
  }
}

/** Returns a node without the type null. Entries of a list cannot be null, because there is no default to remove. */
function withoutNull(node: Node): Node {
  return { ...node, type: types(node).filter((type) => type !== 'null') };
}

function report({ rule, path, findings }: Place, message: string, fix: string): void {
  findings.push({ rule, severity: 'error', path, message, fix });
}

function kubernetesDefinition(reference: string): Node {
  const name = reference.replace('#/definitions/', '');
  // Loaded only here: most values contain no Kubernetes types, and loading all definitions is slow.
  const definitions: typeof import('../../imports/kubernetes.json') = require('../../imports/kubernetes.json');
  const all: Readonly<Record<string, object>> = definitions;
  const definition = all[name];
  if (!definition) {
    throw new Error(`no definition of ${name}: run npm run import`);
  }
  return definition;
}
