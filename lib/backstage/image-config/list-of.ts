import { isJsonMap, type JsonValue } from '../../util/json';

/** Returns a list, or a text as a list; undefined if it is neither or its items are not known. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  const list = typeof value === 'string' ? value.split(',').map((text) => text.trim()) : value;
  return isList(list) && !list.some(isReference) ? list : undefined;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Checks whether a value comes from a variable or from another file. */
export function isReference(value: JsonValue): boolean {
  return isJsonMap(value)
    ? Object.keys(value).some((key) => key.startsWith('$'))
    : typeof value === 'string' && /\$[({]/.test(value);
}
