import { describeName } from '../../util/describe';
import type { Place } from './place';

type Key = string | number;

/**
 * Reports entries of a list whose keys are the same. Server-side apply refuses them, because it finds the entries of
 * such a list by their keys. Entries without a key may repeat.
 */
export function checkUnique<T>(list: readonly T[], at: Place, keyOf: (entry: T) => Key | undefined): void {
  for (const { index, earlier } of repeated(list, keyOf)) {
    at.at(index).refuse(`must not repeat ${at.at(earlier).path}`, 'remove one of them, or change it');
  }
}

/** Reports the member of an entry that makes it the same as an earlier one. Entries without a key may repeat. */
export function checkUniqueMember<T>(
  list: readonly T[],
  at: Place,
  member: string,
  keyOf: (entry: T) => string | undefined,
): void {
  for (const { index, key } of repeated(list, keyOf)) {
    // The values that the list comes from may have other indexes.
    const message = `must be unique, but an earlier entry has ${describeName(key)} too`;
    at.at(index).at(member).refuse(message, 'change or remove one of them');
  }
}

/** Reports a list with more entries than it may have. */
export function checkLength(list: readonly unknown[], most: number, at: Place): void {
  if (list.length > most) {
    at.refuse(`must have at most ${most} entries, got ${list.length}`, 'remove the others');
  }
}

/** Yields the entries whose keys earlier entries have too. */
function* repeated<T, K extends Key>(
  list: readonly T[],
  keyOf: (entry: T) => K | undefined,
): Iterable<{ readonly index: number; readonly earlier: number; readonly key: K }> {
  const first = new Map<K, number>();
  for (const [index, entry] of list.entries()) {
    const key = keyOf(entry);
    const earlier = key === undefined ? undefined : first.get(key);
    if (key !== undefined && earlier !== undefined) {
      yield { index, earlier, key };
    } else if (key !== undefined) {
      first.set(key, index);
    }
  }
}
