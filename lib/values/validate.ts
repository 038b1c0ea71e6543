import { describe } from '../util/describe';
import { nearest } from '../util/nearest';
import { childPath, itemPath } from '../util/path';
import type { Finding } from './finding';
import { meantKeys } from './meant-keys';
import { coalesce, isMap, type YamlMap } from './merge';
import { isSection, type JsonType, type Node } from './node';

/** Rule of findings about the names and types of the values themselves. It cannot be allowed. */
export const SCHEMA = 'schema';

/** Rule of findings inside Kubernetes' own types. It can be allowed: a newer Kubernetes may know more. */
export const KUBERNETES_FIELDS = 'kubernetes-fields';

/** Where the check stands, what holds there, and what it has found. */
interface Place {
  readonly path: string;
  readonly rule: typeof SCHEMA | typeof KUBERNETES_FIELDS;
  readonly secret: boolean;
  readonly findings: Finding[];
}

/** Everything about the values that does not fit the schema: unknown and missing keys, wrong types, words and numbers. */
export function validate(schema: Node, values: unknown): Finding[] {
  const findings: Finding[] = [];
  check(schema, values, { path: '', rule: SCHEMA, secret: false, findings });
  return findings;
}

function check(node: Node, value: unknown, outside: Place): void {
  const place = node.writeOnly === true ? { ...outside, secret: true } : outside;
  const reference = node.$ref ?? node.anyOf?.[0]?.$ref;
  if (reference !== undefined) {
    // What is needed may be in the default, which the value is merged with.
    check(kubernetesDefinition(reference), coalesce(value, node.default), { ...place, rule: KUBERNETES_FIELDS });
  } else if (!hasType(node, value)) {
    tell(
      // A newer Kubernetes has more fields and words, but no other types; rules and constructs rely on those.
      { ...place, rule: SCHEMA },
      `must be ${typeWords(node)}, got ${describe(value, place.secret || holdsSecret(node))}`,
      typeFix(node, value, place),
    );
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
      tell({ ...place, path: childPath(place.path, key) }, 'is needed here, got none', `add ${key}`);
    }
  }
  for (const [key, member] of Object.entries(value)) {
    const below = { ...place, path: childPath(place.path, key) };
    if (member === undefined) {
      // TypeScript takes undefined for a key that is left out.
      continue;
    }
    if (UNUSABLE_KEYS.includes(key)) {
      tell({ ...below, rule: SCHEMA }, 'is a key that cannot be rendered', 'choose another key');
      continue;
    }
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known && (isSection(known) || isNeeded(known))) {
      check(known, member, below);
    } else if (member === null) {
      // Null takes a value away, wherever one may be left out.
      if (!known && additionalProperties === false) {
        tellUnknownKey(key, properties, place);
      }
    } else if (known) {
      check(known, member, below);
    } else if (additionalProperties === false) {
      tellUnknownKey(key, properties, place);
    } else if (additionalProperties !== true) {
      check(additionalProperties, member, below);
    }
  }
}

/** Keys that every object of JavaScript has: cdk8s takes such maps for something else. */
const UNUSABLE_KEYS: readonly string[] = ['constructor', '__proto__'];

/** Whether a value has types of which null is none: taking its default away leaves nothing to render. */
function isNeeded(node: Node): boolean {
  return types(node).length > 0 && !types(node).includes('null') && node.default !== undefined;
}

/** More known keys than this are no help to read. */
const MAX_KEYS = 12;

function tellUnknownKey(key: string, properties: Readonly<Record<string, Node>>, place: Place): void {
  const [, name = '', colon] = /^([^:]*)(:?)/.exec(key) ?? [];
  if (colon) {
    // What stands behind the colon may be a secret.
    const written = { ...place, path: childPath(place.path, name) };
    tell(written, 'is one word with its value, for no space is behind the colon', `write "${name}: VALUE"`);
    return;
  }
  const here = { ...place, path: childPath(place.path, key) };
  const meant = meantKeys(key, properties);
  if (meant === undefined) {
    const known = Object.keys(properties);
    const more = known.length > MAX_KEYS ? ` and ${known.length - MAX_KEYS} more` : '';
    tell(here, 'unknown key', `remove it; known here: ${known.slice(0, MAX_KEYS).join(', ')}${more}`);
  } else {
    const fix = meant.length === 1 ? `rename it to ${meant[0]}` : 'move it there';
    tell(here, `unknown key, did you mean ${meant.reduce(childPath, place.path)}?`, `${fix}, or remove it`);
  }
}

function checkScalar(node: Node, value: unknown, place: Place): void {
  if (value !== null && node.enum && !node.enum.includes(value)) {
    const words = node.enum.filter((word) => word !== null).map(String);
    const meant = nearest(String(value), words);
    const got = describe(value, place.secret);
    tell(place, `must be one of ${words.join(', ')}, got ${got}`, `use ${meant ?? 'one of them'}`);
  }
  if (typeof value === 'number' && node.minimum !== undefined && value < node.minimum) {
    const got = describe(value, place.secret);
    tell(place, `must be at least ${node.minimum}, got ${got}`, `use ${node.minimum} or more`);
  }
}

/** The node of a list's entries: there null takes nothing away. */
function withoutNull(node: Node): Node {
  return { ...node, type: types(node).filter((type) => type !== 'null') };
}

/** Whether a secret is somewhere below the node. */
function holdsSecret({ writeOnly, properties = {}, items }: Node): boolean {
  return (
    writeOnly === true || (items !== undefined && holdsSecret(items)) || Object.values(properties).some(holdsSecret)
  );
}

function tell({ rule, path, findings }: Place, message: string, fix: string): void {
  findings.push({ rule, severity: 'error', path, message, fix });
}

function kubernetesDefinition(reference: string): Node {
  const name = reference.replace('#/definitions/', '');
  // Loaded here, for most values have none of Kubernetes' own types, and evaluating them all takes a while.
  const definitions: typeof import('../../imports/kubernetes.json') = require('../../imports/kubernetes.json');
  const all: Readonly<Record<string, object>> = definitions;
  const definition = all[name];
  if (!definition) {
    throw new Error(`no definition of ${name}: run npm run import`);
  }
  return definition;
}

function types({ type }: Node): readonly JsonType[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}

function hasType(node: Node, value: unknown): boolean {
  const expected = types(node);
  return expected.length === 0 || expected.some((type) => TYPES[type].test(value));
}

const TYPES: Readonly<Record<JsonType, { readonly words: string; test(value: unknown): boolean }>> = {
  string: { words: 'a string', test: (value) => typeof value === 'string' },
  integer: { words: 'a whole number', test: (value) => Number.isSafeInteger(value) },
  number: { words: 'a number', test: (value) => Number.isFinite(value) },
  boolean: { words: 'true or false', test: (value) => typeof value === 'boolean' },
  array: { words: 'a list', test: Array.isArray },
  object: { words: 'a map', test: isMap },
  null: { words: 'null', test: (value) => value === null },
};

function typeWords(node: Node): string {
  return types(node)
    .filter((type) => type !== 'null')
    .map((type) => TYPES[type].words)
    .join(' or ');
}

function typeFix(node: Node, value: unknown, { secret, path }: Place): string {
  const expected = types(node);
  if (expected.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) {
    return secret ? 'put it in quotes' : `put it in quotes: "${value}"`;
  }
  if (
    typeof value === 'string' &&
    expected.some((type) => type === 'integer' || type === 'number' || type === 'boolean')
  ) {
    return `write ${typeWords(node)}, without quotes`;
  }
  if (value === null) {
    return path.endsWith(']') ? 'remove the entry, or fill it' : 'leave the key out to keep its default';
  }
  return `make it ${typeWords(node)}`;
}
