import { isDeepStrictEqual } from 'node:util';
import {
  HIDDEN,
  placeOfEntry,
  placeOfMember,
  shownKey,
  shownNames,
  shownValue,
  uniqueNames,
} from '../backstage/hidden-values';
import { CONFIGURATION, FILES, type Place, placesOf } from '../backstage/shown-places';
import type { Manifest } from '../kubernetes/manifest';
import { checkInput } from '../util/check-argument';
import { jsonPointer } from '../util/json-pointer';
import { childPath } from '../util/path';
import { printable } from '../util/printable';
import { anyMap, listOf } from '../util/shape';
import { contentOf, isYamlFile } from './config-file';

/** Difference between two lists of objects: a member of an object, or a whole object. Secret values are hidden. */
export interface Difference {
  /** Kind, namespace and name of the object: `Deployment openchoreo-control-plane/openchoreo-ui`. */
  readonly object: string;
  /** Path of the member: `spec.replicas`, `spec.ports[http].port`. Empty if the whole object was added or removed. */
  readonly path: string;
  /**
   * JSON pointer to the member, with the indexes of the second list; of the first list if the member was removed. It
   * ends at the member around it if a key may be a secret, and at a file of a ConfigMap. Empty for a whole object.
   */
  readonly pointer: string;
  /** Whether the second list adds, removes or changes the member or object. */
  readonly change: 'added' | 'removed' | 'changed';
  /** Value of the member in the first list, as JSON. Absent if the member was added, and for a whole object. */
  readonly before?: string;
  /** Value of the member in the second list, as JSON. Absent if the member was removed, and for a whole object. */
  readonly after?: string;
}

/** Settings of {@link differences}. */
export interface Shown {
  /** Names of the variables of the portal's container whose values are shown. */
  readonly publicVariables: ReadonlySet<string>;
  /** Whether all values are shown, secrets included. @default false */
  readonly showValues?: boolean;
}

/** A value of one of the two objects, and its place there. */
interface Side {
  readonly value: unknown;
  readonly place: Place;
}

/** How keys, names of list entries and values are shown. */
interface Display {
  /** Returns the key of a member in a path. */
  readonly key: (key: string, before: unknown, after: unknown) => string;
  /** Returns the names of the entries of a list; undefined if they are not unique, or must not be shown. */
  readonly names: (list: readonly unknown[], place: Place) => string[] | undefined;
  readonly value: (value: unknown, place: Place) => unknown;
}

const HIDING: Display = {
  key: (key, before, after) => shownKey(key, before === null ? before : after),
  names: shownNames,
  value: shownValue,
};

const SHOWING: Display = { key: (key) => key, names: uniqueNames, value: (value) => value };

type Change = Omit<Difference, 'object'>;

/**
 * Returns the differences between two lists of objects. The order of keys makes no difference. The order of
 * lists does. Values whose place may hold a secret are hidden.
 *
 * @param before old objects
 * @param after new objects
 * @param shown what the differences show
 */
export function differences(before: readonly Manifest[], after: readonly Manifest[], shown: Shown): Difference[] {
  const old = byIdentity(before);
  const now = byIdentity(after);
  const objects = [...new Set([...old.keys(), ...now.keys()])].sort();
  return objects.flatMap((object) => {
    const [a, b] = [old.get(object), now.get(object)];
    if (!a || !b) {
      return [{ object, path: '', pointer: '', change: a ? 'removed' : 'added' }];
    }
    const side = (manifest: Manifest): Side => ({
      value: comparable(manifest),
      place: placesOf(manifest, shown.publicVariables),
    });
    return [...compare(side(a), side(b), ROOT, shown.showValues ? SHOWING : HIDING)].map((found) => ({
      object,
      ...found,
    }));
  });
}

/**
 * Formats differences for people to read: one line per object, followed by one indented line per changed path. Escapes
 * control characters, so that no text of an object can look like a line of the output.
 *
 * @param found the differences that {@link differences} returned
 */
export function describeDifferences(found: readonly Difference[]): string {
  checkInput('describeDifferences', 'found', found, listOf(anyMap));
  const lines: string[] = [];
  for (const [index, { object, path, change, before, after }] of found.entries()) {
    if (path === '') {
      lines.push(printable(`${object}: ${change}`));
      continue;
    }
    if (object !== found[index - 1]?.object) {
      lines.push(printable(object));
    }
    const values = [before, after].filter((value) => value !== undefined);
    lines.push(`  ${printable(`${change} ${path}: ${values.join(' -> ')}`)}`);
  }
  return lines.join('\n');
}

function byIdentity(manifests: readonly Manifest[]): Map<string, Manifest> {
  return new Map(manifests.map((manifest) => [identity(manifest), manifest]));
}

/** Returns kind, namespace and name of an object, as differences name it. */
export function identity({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** Annotation in which kubectl keeps a copy of the object that it applied last, with its secrets. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Returns the part of an object to compare: everything except the copy that kubectl keeps, and nulls. */
function comparable(manifest: Manifest): unknown {
  const { annotations, ...metadata } = manifest.metadata;
  const kept = Object.entries(annotations ?? {}).filter(([key]) => key !== LAST_APPLIED);
  return withoutNulls({
    ...manifest,
    metadata: { ...metadata, annotations: kept.length > 0 ? Object.fromEntries(kept) : undefined },
  });
}

/** Returns the members of a map or list with their places, by key or index; undefined for other values. */
function membersOf({ value, place }: Side): ReadonlyMap<string, Side> | undefined {
  if (Array.isArray(value)) {
    return new Map(value.map((entry, index) => [String(index), { value: entry, place: placeOfEntry(place) }]));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return new Map(entries.map(([key, member]) => [key, { value: member, place: placeOfMember(place, value, key) }]));
  }
  return undefined;
}

/** Returns the names of the entries of two lists; undefined if they are no lists, or have no unique names to show. */
function namesOf(before: Side, after: Side, display: Display): [string[], string[]] | undefined {
  const [old, now] = [before, after].map(({ value, place }) =>
    Array.isArray(value) ? display.names(value, place) : undefined,
  );
  return old && now && [old, now];
}

/** Place of two values that are compared: its path as people read it, and its JSON pointer. */
type Where = Pick<Difference, 'path' | 'pointer'>;

const ROOT: Where = { path: '', pointer: '' };

function* compare(before: Side, after: Side, where: Where, display: Display): Iterable<Change> {
  if (isDeepStrictEqual(before.value, after.value)) {
    return;
  }
  const isList = Array.isArray(before.value);
  const [old, now] = [membersOf(before), membersOf(after)];
  if (old === undefined || now === undefined || isList !== Array.isArray(after.value)) {
    yield change(before, after, where, display);
    return;
  }
  const names = namesOf(before, after, display);
  const [a, b] = names ? [withNames(old, names[0]), withNames(now, names[1])] : [old, now];
  if (names && isSameInOtherOrder(a, b)) {
    yield { ...where, change: 'changed', before: orderOf(names[0]), after: orderOf(names[1]) };
    return;
  }
  const indexes = isList ? new Map([...indexed(a), ...indexed(b)]) : undefined;
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [left = ABSENT, right = ABSENT] = [a.get(key), b.get(key)];
    const name = isList ? key : display.key(key, left.value, right.value);
    const below: Where = {
      path: isList ? `${where.path}[${key}]` : childPath(where.path, name),
      pointer: name === key ? where.pointer + jsonPointer([indexes?.get(key) ?? key]) : where.pointer,
    };
    const isFile = before.place === FILES && after.place === FILES && isYamlFile(key);
    yield* isFile ? compareFiles(left, right, below, display) : compare(left, right, below, display);
  }
}

/** A member that one of two maps or lists does not have. */
const ABSENT: Side = { value: undefined, place: undefined };

/** Compares two files of a ConfigMap by their content, because Helm writes comments and quotes. */
function compareFiles(before: Side, after: Side, where: Where, display: Display): Iterable<Change> {
  const [old, now] = [contentOf(before.value), contentOf(after.value)];
  return old === undefined || now === undefined
    ? compare(before, after, where, display)
    : inFile(
        where.pointer,
        compare({ value: old, place: CONFIGURATION }, { value: now, place: CONFIGURATION }, where, display),
      );
}

/** Yields changes inside a file, to which no JSON pointer leads. */
function* inFile(pointer: string, changes: Iterable<Change>): Iterable<Change> {
  for (const each of changes) {
    yield { ...each, pointer };
  }
}

/** Returns the entries of a list by their names. */
function withNames(entries: ReadonlyMap<string, Side>, names: readonly string[]): ReadonlyMap<string, Side> {
  return new Map([...entries.values()].map((entry, index) => [names[index] ?? String(index), entry]));
}

/** Returns the indexes of the entries of a list by their names. */
function indexed(entries: ReadonlyMap<string, Side>): [string, string][] {
  return [...entries.keys()].map((name, index) => [name, String(index)]);
}

/** Whether two lists have the same named entries, in a different order. */
function isSameInOtherOrder(before: ReadonlyMap<string, Side>, after: ReadonlyMap<string, Side>): boolean {
  return (
    before.size === after.size &&
    [...before].every(([name, { value }]) => after.has(name) && isDeepStrictEqual(value, after.get(name)?.value))
  );
}

/** Describes the order of a list by the names of its entries. */
function orderOf(names: readonly string[]): string {
  return `in the order ${names.join(', ')}`;
}

/** Returns the difference between two values that cannot be compared member by member. */
function change(before: Side, after: Side, where: Where, display: Display): Change {
  if (before.value === undefined) {
    return { ...where, change: 'added', after: show(after, display) };
  }
  if (after.value === undefined) {
    return { ...where, change: 'removed', before: show(before, display) };
  }
  return { ...where, change: 'changed', before: show(before, display), after: show(after, display) };
}

function show({ value, place }: Side, display: Display): string {
  const shown = display.value(value, place);
  return shown === HIDDEN ? HIDDEN : JSON.stringify(shown);
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
