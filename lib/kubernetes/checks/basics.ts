import type { NameForm } from '../names';
import type { Place } from './place';

/** Reports an integer that is below `least`. */
export function checkAtLeast(value: number | undefined, least: number, at: Place): void {
  if (value !== undefined && value < least) {
    at.refuseValue(value, `an integer of at least ${least}`, `set it to ${least} or more`);
  }
}

/** Reports an integer outside a range. An absent one counts as 0, as the API server reads it. */
export function checkRange(value: number | undefined, least: number, most: number, at: Place): void {
  if ((value ?? 0) < least || (value ?? 0) > most) {
    at.refuseValue(value, `an integer from ${least} to ${most}`, 'set it to a value in this range');
  }
}

/** Reports a number that is not a port. An absent one counts as 0, as the API server reads it. */
export function checkPort(port: number | undefined, at: Place): void {
  checkRange(port, 1, 65535, at);
}

/** Reports a text that is absent although it must not be empty, or does not have a form. */
export function checkForm(text: string | undefined, form: NameForm, at: Place): void {
  if (form.fits(text ?? '')) {
    return;
  }
  if (text === undefined) {
    at.refuse('is required', form.fix);
  } else {
    at.refuseValue(text, form.words, form.fix);
  }
}

/** Reports a text that is absent, empty, or not one of these words. */
export function checkOneOf(text: string | undefined, words: readonly string[], at: Place): void {
  if (words.includes(text ?? '')) {
    return;
  }
  if (words.length === 1) {
    at.refuseValue(text, `${words[0]}`, `set it to ${words[0]}`);
  } else {
    at.refuseValue(text, `one of ${words.join(', ')}`, 'use one of them');
  }
}

/** Reports a value that is absent or empty. */
export function checkGiven(value: string | object | undefined, at: Place): void {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    at.refuse('is required', 'set it');
  }
}

/** Reports a member that is set to an empty text, which the API server does not read as absent. */
export function checkNotEmpty(text: string | undefined, at: Place): void {
  if (text === '') {
    at.refuse('must not be empty', 'set it, or remove it');
  }
}

/**
 * Reports entries of a list whose keys are the same. Server-side apply refuses them, because it finds the entries of
 * such a list by their keys. Entries without a key may repeat.
 */
export function checkUnique<T>(list: readonly T[], at: Place, keyOf: (entry: T) => string | number | undefined): void {
  const first = new Map<string | number, number>();
  for (const [index, entry] of list.entries()) {
    const key = keyOf(entry);
    const before = key === undefined ? undefined : first.get(key);
    if (before !== undefined) {
      at.at(index).refuse(`must not repeat ${at.at(before).path}`, 'remove one of them, or change it');
    } else if (key !== undefined) {
      first.set(key, index);
    }
  }
}
