import { isJsonMap, type JsonValue } from './json';

/** Checks whether a text is a JSON pointer to a member of a document (RFC 6901). */
export function isJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)+$/.test(text);
}

/** Returns the value that a JSON pointer points to; undefined if there is no such value. */
export function valueAt(document: JsonValue, pointer: string): JsonValue | undefined {
  return keys(pointer).reduce<JsonValue | undefined>(
    (value, key) =>
      typeof value === 'object' &&
      value !== null &&
      Object.hasOwn(value, key) &&
      !(Array.isArray(value) && !isIndex(key))
        ? (Reflect.get(value, key) as JsonValue)
        : undefined,
    document,
  );
}

/** Pointers that reach into JavaScript's own objects. */
const UNSAFE_KEYS = /\/__proto__(?:\/|$)|\/constructor\/prototype(?:\/|$)/;

/** Checks whether a value can be added at a JSON pointer: the map or list that should contain it must exist. */
export function canAdd(document: JsonValue, pointer: string): boolean {
  const key = keys(pointer).at(-1);
  const parent = valueAt(document, pointer.slice(0, pointer.lastIndexOf('/')));
  if (key === undefined || UNSAFE_KEYS.test(pointer)) {
    return false;
  }
  return Array.isArray(parent) ? key === '-' || (isIndex(key) && Number(key) <= parent.length) : isJsonMap(parent);
}

function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(key);
}

/** Returns the keys of a JSON pointer (RFC 6901). */
function keys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Returns the JSON pointer with these keys (RFC 6901). */
export function jsonPointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
