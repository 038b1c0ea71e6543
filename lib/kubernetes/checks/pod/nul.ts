import type { Place } from '../place';

/** Reports a text with a NUL character. The kernel ends arguments and variables there, so no container can start. */
export function refuseNul(text: string | undefined, at: Place, key: string | number): void {
  if (text?.includes('\0')) {
    at.at(key).refuse('must not contain a NUL character', 'remove the character');
  }
}

/** Reports texts of a list with a NUL character. */
export function refuseNuls(texts: readonly (string | undefined)[] | undefined, at: Place): void {
  for (const [index, text] of (texts ?? []).entries()) {
    refuseNul(text, at, index);
  }
}
