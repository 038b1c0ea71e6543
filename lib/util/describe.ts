import { textBefore } from './text-before';
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
    return describeObject(value);
  }
  if (typeof value === 'function' || typeof value === 'symbol') {
    return `a ${typeof value}`;
  }
  if (secret || (typeof value === 'string' && (isToken(value) || mayContainSecret(value)))) {
    return `a ${typeof value} (not shown)`;
  }
  const written = typeof value === 'string' ? JSON.stringify(value) : String(value);
  const shown = written.length > 80 ? `${written.slice(0, 77)}…` : written;
  return typeof value === 'bigint' ? `the BigInt ${shown}` : shown;
}

function describeObject(value: object): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  const name = classOf(value);
  return name === 'Object' ? 'a map' : `an object of the class ${name}`;
}

/** Returns the name of an object's class; `Object` if it has none. */
export function classOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const { constructor: of } = (prototype ?? {}) as { readonly constructor?: { readonly name?: string } };
  return of?.name || 'Object';
}
/**
 * Checks whether a text may contain a secret, because a user wrote more than the value.
 *
 * For example, it has an assignment, a pair of YAML, an option of a command, or the user of a URL.
 */
function mayContainSecret(text: string): boolean {
  return /[=:\s@]/.test(text) && /[\w"'] ?= ?\S|[\w"'] ?:\s+\S|\s--?[A-Za-z]|@(?!sha256:)/.test(text);
}

/**
 * Returns the name of a variable or the key of a map as messages show it.
 *
 * It has no text after `=`, `:` or a space. That text may be a secret, if the user wrote name and value as one text.
 */
export function describeName(name: string): string {
  const shown = textBefore(name, /[=:\s]/);
  return shown.length < name.length ? `${shown}…` : name;
}
