import { isDeepStrictEqual } from 'node:util';
import { HIDDEN, hideSecrets, isSecretFlag } from '../backstage/secrets';
import type { Manifest } from '../kubernetes/manifest';
import { childPath, itemPath } from '../util/path';

/** Difference between two lists of objects, in one member or in an object as a whole. Secret values are hidden. */
export interface Difference {
  /** The object: `Deployment openchoreo-control-plane/openchoreo-ui`. */
  readonly object: string;
  /** Path of the member, empty for the object as a whole: `spec.replicas`, `spec.ports[http].port`. */
  readonly path: string;
  /** Whether the second list adds it, lacks it, or has another value. */
  readonly change: 'added' | 'removed' | 'changed';
  /** The member's value in the first list, as JSON; absent if it was added, and for an object as a whole. */
  readonly before?: string;
  /** The member's value in the second list, as JSON; absent if it was removed, and for an object as a whole. */
  readonly after?: string;
}

/** Names of the variables whose value a difference may show. Of others nobody knows whether they are secrets. */
export type PublicVariables = ReadonlySet<string>;

/** A place in two objects, and what may be shown of it. */
interface Place {
  readonly path: string;
  /** Whether it is in a Secret. */
  readonly ofSecret: boolean;
  /** Whether its values must not be shown. */
  readonly hidden: boolean;
  readonly publicVariables: PublicVariables;
}

/**
 * Every place where the objects differ by meaning: no order of members and no style of YAML counts, lists' order does.
 *
 * @param before the objects to start from, such as those that Helm rendered
 * @param after the objects to compare with them
 * @param publicVariables names of the variables whose value may be shown
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
    const root: Place = { path: '', ofSecret: a.kind === 'Secret', hidden: false, publicVariables };
    return [...compare(comparable(a), comparable(b), root)].map((found) => ({ object, ...found }));
  });
}

/**
 * Differences as text for people: a line for each object, and one for each of its paths below.
 *
 * @param found what {@link differences} found
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

/** Annotation in which kubectl keeps what it applied last: all of the object once more, secrets among it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What of an object is compared. */
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
  if (isDeepStrictEqual(before, after)) {
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

/** What of a Secret must not be shown. Tools that apply Secrets keep copies of them in annotations. */
const PATHS_OF_SECRET = ['data', 'stringData', 'metadata.annotations'];

/** Whether an entry of a list stands behind the name of an argument that may be a secret. */
function isSecretEntry(list: readonly unknown[], index: number): boolean {
  return isSecretFlag(list[index - 1]);
}

/** Whether a map is a variable, or a header of HTTP, whose value may be a secret. */
function isSecretVariable(value: unknown, publicVariables: PublicVariables): boolean {
  return isNamed(value) && !publicVariables.has(value.name);
}

/** Paths of the members of a map or list that must not be shown. */
function secretsOf(value: unknown, path: string, publicVariables: PublicVariables): string[] {
  if (Array.isArray(value)) {
    return [...value.keys()].filter((index) => isSecretEntry(value, index)).map((index) => itemPath(path, index));
  }
  return isSecretVariable(value, publicVariables) ? [childPath(path, 'value')] : [];
}

/** Members of a map or list by their paths; entries of a list by their names, where each has one of its own. */
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

/** Order counts in a list, and two lists whose named entries only changed places differ in nothing else. */
function isSameInOtherOrder(before: readonly unknown[], after: readonly unknown[]): boolean {
  return (
    before.length === after.length &&
    areNamed(before) &&
    before.every((entry) => after.some((other) => isDeepStrictEqual(entry, other)))
  );
}

/** Names of a list's entries, in their order. */
function orderOf(list: readonly unknown[]): string {
  return `in the order ${list.flatMap((entry) => (isNamed(entry) ? [entry.name] : [])).join(', ')}`;
}

function areNamed(list: readonly unknown[]): list is readonly { readonly name: string }[] {
  return list.every(isNamed) && new Set(list.map(({ name }) => name)).size === list.length;
}

function isNamed(value: unknown): value is { readonly name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

/** The difference of two values that have no members in common. */
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

/** A value that is shown as a whole, such as a list of variables that is new, less the secrets in it. */
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

/** The value as an API server keeps it: without members that are null. */
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
