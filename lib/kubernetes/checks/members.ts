import { describeName } from '../../util/describe';
import type { NameForm } from '../names';
import { checkForm } from './basics';
import type { Place } from './place';

// Checks that many types share. The API server reads an absent text of a built-in kind as empty.

/** Reports a member that must have a value, but is absent or empty. Returns whether it has one. */
export function requireMember(value: unknown, at: Place, fix: string): boolean {
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) {
    at.refuse(value === undefined ? 'is required' : 'must not be empty', fix);
  }
  return !isEmpty;
}

/** Reports a name that is absent, or does not have a form. */
export function checkName(name: string | undefined, form: NameForm, at: Place): void {
  if (requireMember(name, at, form.fix)) {
    checkForm(name ?? '', form, at);
  }
}

/** Reports a name that is set, even to an empty text, and does not have a form. */
export function checkNameIfSet(name: string | undefined, form: NameForm, at: Place): void {
  if (name !== undefined) {
    checkForm(name, form, at);
  }
}

/** Reports a number that is set and outside a range. */
export function checkSetRange(
  value: number | undefined,
  [least, greatest]: readonly [number, number],
  at: Place,
): void {
  if (value === undefined || (value >= least && value <= greatest)) {
    return;
  }
  if (greatest === Number.POSITIVE_INFINITY) {
    at.refuseValue(value, `an integer of at least ${least}`, `set it to ${least} or more`);
  } else {
    at.refuseValue(value, `an integer from ${least} to ${greatest}`, 'set it to a value in this range');
  }
}

/** Reports the member of an entry that makes it the same as an earlier one. Entries without a key are skipped. */
export function checkUniqueMember<Item>(
  list: readonly Item[],
  at: Place,
  member: string,
  keyOf: (item: Item) => string | undefined,
): void {
  const first = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const key = keyOf(item);
    const earlier = key === undefined ? undefined : first.get(key);
    if (key !== undefined && earlier !== undefined) {
      const message = `must be unique, but entry ${earlier} has ${describeName(key)} too`;
      at.at(index).at(member).refuse(message, 'change or remove one of them');
    } else if (key !== undefined) {
      first.set(key, index);
    }
  }
}

/** Returns the members of a list of names that are set. */
export function setMembers(object: object, names: readonly string[]): string[] {
  return names.filter((name) => (object as Readonly<Record<string, unknown>>)[name] !== undefined);
}

/** Reports an object that must have exactly one of its members, but has none or several. */
export function requireOne(object: object, names: readonly string[], at: Place): void {
  const set = setMembers(object, names);
  if (set.length === 0) {
    at.refuse(`must have one of ${names.join(', ')}`, 'add one of them');
  }
  refuseSeveral(set, at);
}

/** Reports an object that has several of the members of which it may have one. */
export function refuseSeveral([one, ...others]: readonly string[], at: Place): void {
  for (const other of others) {
    at.at(other).refuse(`must not be set, because ${one} is set`, `remove ${other} or ${one}`);
  }
}
