import { isToken } from './tokens';

/** Returns a value as messages show it. Hides a secret, and a text that looks like one. Shortens a long value. */
export function describe(value: unknown, secret = false): string {
  if (value === undefined) {
    return 'no value';
  }
  if (value === null) {
    return 'null';
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? 'a list' : 'a map';
  }
  if (secret || (typeof value === 'string' && (isToken(value) || mayContainSecret(value)))) {
    return `a ${typeof value} (not shown)`;
  }
  const written = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return written.length > 80 ? `${written.slice(0, 77)}…` : written;
}

/**
 * Checks whether a text may contain a secret, because a user wrote more than the value.
 *
 * For example, it has an assignment, a pair of YAML, an option of a command, or the user of a URL.
 */
function mayContainSecret(text: string): boolean {
  return /[\w"'] ?= ?\S|[\w"'] ?:\s+\S|\s--?[A-Za-z]|@(?!sha256:)/.test(text);
}

/**
 * Returns the name of a variable or the key of a map as messages show it.
 *
 * It has no text after `=`, `:` or a space. That text may be a secret, if the user wrote name and value as one text.
 */
export function describeName(name: string): string {
  const [shown = ''] = name.split(/[=:\s]/, 1);
  return shown.length < name.length ? `${shown}…` : name;
}
