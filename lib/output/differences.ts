import { isDeepStrictEqual } from 'node:util';
import { CORE_SCHEMA, load } from 'js-yaml';
import { HIDDEN, hideSecrets, isSecretFlag } from '../backstage/secrets';
import type { Manifest } from '../kubernetes/manifest';
import { childPath, itemPath } from '../util/path';

/** Difference between two lists of objects: a member of an object, or a whole object. Secret values are hidden. */
export interface Difference {
  /** Kind, namespace and name of the object: `Deployment openchoreo-control-plane/openchoreo-ui`. */
  readonly object: string;
  /** Path of the member: `spec.replicas`, `spec.ports[http].port`. Empty if the whole object was added or removed. */
  readonly path: string;
  /** Whether the second list adds, removes or changes the member or object. */
  readonly change: 'added' | 'removed' | 'changed';
  /** Value of the member in the first list, as JSON. Absent if the member was added, and for a whole object. */
  readonly before?: string;
  /** Value of the member in the second list, as JSON. Absent if the member was removed, and for a whole object. */
  readonly after?: string;
}

/** Names of the variables whose values a difference may show. The value of any other variable may be a secret. */
export type PublicVariables = ReadonlySet<string>;

/** A place in two objects, and whether its values may be shown. */
interface Place {
  readonly path: string;
  /** Whether the place is in a Secret. */
  readonly ofSecret: boolean;
  /** Whether the place is in a ConfigMap. */
  readonly ofConfigMap: boolean;
  /** Whether the values at the place must not be shown. */
  readonly hidden: boolean;
  readonly publicVariables: PublicVariables;
}

/**
 * Returns the differences between two lists of objects. The order of keys makes no difference. The order of
 * lists does.
 *
 * @param before old objects
 * @param after new objects
 * @param publicVariables names of the variables whose values may be shown
 */
export function differences(
  before: readonly Manifest[],
  after: readonly Manifest[],
  publicVariables: PublicVariables,
): Difference[] {
  const old = byIdentity(before);
  const now = byIdentity(after);
  const objects = [...new Set([...old.keys(), ...now.keys()])].sort();
  return objects.flatMap((object) => {
    const [a, b] = [old.get(object), now.get(object)];
    if (!a || !b) {
      return [{ object, path: '', change: a ? 'removed' : 'added' }];
    }
    const root: Place = {
      path: '',
      ofSecret: a.kind === 'Secret',
      ofConfigMap: a.kind === 'ConfigMap',
      hidden: false,
      publicVariables,
    };
    return [...compare(comparable(a), comparable(b), root)].map((found) => ({ object, ...found }));
  });
}

/**
 * Formats differences for people to read: one line per object, followed by one indented line per changed path.
 *
 * @param found the differences that {@link differences} returned
 */
export function describeDifferences(found: readonly Difference[]): string {
  const lines: string[] = [];
  for (const [index, { object, path, change, before, after }] of found.entries()) {
    if (path === '') {
      lines.push(`${object}: ${change}`);
      continue;
    }
    if (object !== found[index - 1]?.object) {
      lines.push(object);
    }
    const values = [before, after].filter((value) => value !== undefined);
    lines.push(`  ${change} ${path}: ${values.join(' -> ')}`);
  }
  return lines.join('\n');
}

function byIdentity(manifests: readonly Manifest[]): Map<string, Manifest> {
  return new Map(manifests.map((manifest) => [identity(manifest), manifest]));
}

function identity({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** Annotation in which kubectl keeps a copy of the object that it applied last, with its secrets. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Returns whether two texts are YAML files of a ConfigMap with the same content. Helm writes comments and quotes. */
function isSameFile(path: string, before: unknown, after: unknown): boolean {
  if (!/^data.*\.ya?ml"?\]?$/.test(path) || typeof before !== 'string' || typeof after !== 'string') {
    return false;
  }
  const contents = [before, after].map(contentOf);
  return contents.every((content) => content !== undefined) && isDeepStrictEqual(contents[0], contents[1]);
}

/** Longest YAML file to parse. */
const MAX_FILE = 100_000;

/** Returns the content of a YAML file; undefined if it is not YAML, very long, or may contain aliases. */
function contentOf(text: string): unknown {
  if (text.length > MAX_FILE || /[&*]\w/.test(text)) {
    return undefined;
  }
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}

/** Returns the part of an object to compare: everything except the copy that kubectl keeps, and nulls. */
function comparable(manifest: Manifest): unknown {
  const { annotations, ...metadata } = manifest.metadata;
  const kept = Object.entries(annotations ?? {}).filter(([key]) => key !== LAST_APPLIED);
  return withoutNulls({
    ...manifest,
    metadata: { ...metadata, annotations: kept.length > 0 ? Object.fromEntries(kept) : undefined },
  });
}

function* compare(before: unknown, after: unknown, place: Place): Iterable<Omit<Difference, 'object'>> {
  const { path, ofSecret, hidden, publicVariables } = place;
  if (isDeepStrictEqual(before, after) || (place.ofConfigMap && isSameFile(path, before, after))) {
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && isSameInOtherOrder(before, after)) {
    yield { path, change: 'changed', before: orderOf(before), after: orderOf(after) };
    return;
  }
  const [a, b] = [members(before, path), members(after, path)];
  if (!a || !b || Array.isArray(before) !== Array.isArray(after)) {
    yield change(before, after, place);
    return;
  }
  const secretPaths = [
    ...secretsOf(before, path, publicVariables),
    ...secretsOf(after, path, publicVariables),
    ...(ofSecret ? PATHS_OF_SECRET : []),
  ];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    yield* compare(a.get(key), b.get(key), { ...place, path: key, hidden: hidden || secretPaths.includes(key) });
  }
}

/** Paths of secret values in a Secret. Tools that apply a Secret may keep a copy of it in an annotation. */
const PATHS_OF_SECRET = ['data', 'stringData', 'metadata.annotations'];

/** Whether an entry of a list follows the name of a command-line argument that may be a secret. */
function isSecretEntry(list: readonly unknown[], index: number): boolean {
  return isSecretFlag(list[index - 1]);
}

/** Whether a map is a variable or an HTTP header whose value may be a secret. */
function isSecretVariable(value: unknown, publicVariables: PublicVariables): boolean {
  return isNamed(value) && !publicVariables.has(value.name);
}

/** Returns the paths of the members of a map or list whose values must not be shown. */
function secretsOf(value: unknown, path: string, publicVariables: PublicVariables): string[] {
  if (Array.isArray(value)) {
    return [...value.keys()].filter((index) => isSecretEntry(value, index)).map((index) => itemPath(path, index));
  }
  return isSecretVariable(value, publicVariables) ? [childPath(path, 'value')] : [];
}

/**
 * Returns the members of a map or list by their paths. The path of a list entry contains its name if all entries have
 * unique names, and its index otherwise.
 */
function members(value: unknown, path: string): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(value)) {
    const isByName = areNamed(value);
    return new Map(value.map((entry, index) => [`${path}[${isByName ? entry.name : index}]`, entry]));
  }
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, member]) => [childPath(path, key), member]));
  }
  return undefined;
}

/** Whether two lists have the same named entries, in a different order. */
function isSameInOtherOrder(before: readonly unknown[], after: readonly unknown[]): boolean {
  return (
    before.length === after.length &&
    areNamed(before) &&
    before.every((entry) => after.some((other) => isDeepStrictEqual(entry, other)))
  );
}

/** Describes the order of a list by the names of its entries. */
function orderOf(list: readonly unknown[]): string {
  return `in the order ${list.flatMap((entry) => (isNamed(entry) ? [entry.name] : [])).join(', ')}`;
}

function areNamed(list: readonly unknown[]): list is readonly { readonly name: string }[] {
  return list.every(isNamed) && new Set(list.map(({ name }) => name)).size === list.length;
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

/** Returns the difference between two values that cannot be compared member by member. */
function change(before: unknown, after: unknown, place: Place): Omit<Difference, 'object'> {
  const { path } = place;
  if (before === undefined) {
    return { path, change: 'added', after: show(after, place) };
  }
  if (after === undefined) {
    return { path, change: 'removed', before: show(before, place) };
  }
  return { path, change: 'changed', before: show(before, place), after: show(after, place) };
}

function show(value: unknown, { hidden, publicVariables }: Place): string {
  return hidden ? HIDDEN : JSON.stringify(withoutSecrets(value, publicVariables));
}

/** Hides the secrets in a value that is shown as a whole, such as an added list of variables. */
function withoutSecrets(value: unknown, publicVariables: PublicVariables): unknown {
  if (Array.isArray(value)) {
    return value.map((entry, index) => (isSecretEntry(value, index) ? HIDDEN : withoutSecrets(entry, publicVariables)));
  }
  if (typeof value === 'string') {
    return hideSecrets(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const isSecret = isSecretVariable(value, publicVariables);
  const shown = Object.entries(value).map(([key, member]) => [
    key,
    isSecret && key === 'value' ? HIDDEN : withoutSecrets(member, publicVariables),
  ]);
  return Object.fromEntries(shown);
}

/** Returns a value as the API server stores it, without members that are null. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}
