import { InputError } from '../../util/input-error';

/** Error for a malformed assignment. Its message shows only keys, because values may be secret. */
export class SetError extends InputError {
  constructor(message: string) {
    super(message);
    this.name = 'SetError';
  }
}

/** A key of a map, or the index of an entry of a list. */
export type Key = string | number;

/**
 * Returns a path as messages show it, without the text after a colon or space. That text may be a secret, if the user
 * wrote a colon instead of `=`.
 */
export function show(keys: readonly Key[]): string {
  const end = keys.findIndex((key) => typeof key === 'string' && SEPARATOR.test(key));
  return (end === -1 ? keys : keys.slice(0, end + 1)).reduce<string>(pathOf, '');
}

const SEPARATOR = /[:\s]/;

/** Appends a key to a path, without the text after a colon or space in the key. */
function pathOf(path: string, key: Key): string {
  if (typeof key === 'number') {
    return `${path}[${key}]`;
  }
  const [shown = ''] = key.split(SEPARATOR, 1);
  return path === '' ? shown : `${path}.${shown}`;
}
