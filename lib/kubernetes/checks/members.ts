import type { Place } from './place';

/**
 * Reports a member that must have a value, but is absent or empty. Returns whether it has one.
 *
 * The API server reads an absent text of a built-in kind as empty.
 */
export function requireMember(value: unknown, at: Place, fix?: string): boolean {
  if (value === undefined) {
    at.refuse('is required', fix ?? `add ${at.keys.at(-1)}`);
  } else if (value === '') {
    at.refuse('must not be empty', fix ?? 'set it');
  } else if (Array.isArray(value) && value.length === 0) {
    at.refuse('must not be empty', fix ?? 'add an entry');
  } else {
    return true;
  }
  return false;
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
