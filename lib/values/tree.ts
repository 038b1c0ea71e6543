import { isDeepStrictEqual } from 'node:util';
import { entriesOf, isMap, memberOf } from '../util/members';

/** Keys and indexes from the root of a tree to one of its values. */
export type Keys = readonly (string | number)[];

/** Yields the values in a tree that have no values inside, with their keys. */
export function* leaves(value: unknown, keys: Keys = []): Iterable<[Keys, unknown]> {
  const entries = entriesOf(value);
  if (entries.length === 0 && value !== undefined && value !== null) {
    yield [keys, value];
  }
  for (const [key, member] of entries) {
    yield* leaves(member, [...keys, key]);
  }
}

/** Returns a copy of the values with another value at a place. Lists that are not given are copied from the defaults. */
export function changedAt(given: unknown, complete: unknown, [key, ...rest]: Keys, other: unknown): unknown {
  if (key === undefined) {
    return other;
  }
  const below = changedAt(memberOf(given, key), memberOf(complete, key), rest, other);
  if (typeof key === 'number') {
    const list: readonly unknown[] = Array.isArray(given) ? given : Array.isArray(complete) ? complete : [];
    return list.map((entry, index) => (index === key ? below : entry));
  }
  return { ...(isMap(given) ? given : {}), [key]: below };
}

/** Yields the keys of the values at which two trees differ. */
export function* differingKeys(before: unknown, after: unknown, keys: Keys = []): Iterable<Keys> {
  const [old, changed] = [entriesOf(before), entriesOf(after)];
  if (old.length === 0 && changed.length === 0) {
    if (!isDeepStrictEqual(before, after)) {
      yield keys;
    }
    return;
  }
  for (const key of new Set([...old, ...changed].map(([each]) => each))) {
    yield* differingKeys(memberOf(before, key), memberOf(after, key), [...keys, key]);
  }
}

/** Checks whether keys begin with other keys. */
export function startsWith(keys: Keys, start: Keys): boolean {
  return start.every((key, index) => keys[index] === key);
}

/** Returns keys without the given end; undefined if they do not end so. */
export function withoutEnd(keys: Keys, end: Keys): Keys | undefined {
  const start = keys.length - end.length;
  return start > 0 && end.every((key, index) => keys[start + index] === key) ? keys.slice(0, start) : undefined;
}
