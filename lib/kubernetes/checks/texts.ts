import type { NameForm } from '../names';
import { requireMember } from './members';
import type { Place } from './place';

/** Reports a text that does not have a form, or is absent although the form does not allow an empty text. */
export function checkForm(text: string | undefined, form: NameForm, at: Place): void {
  if (!form.fits(text ?? '') && requireMember(text, at, form.fix)) {
    at.refuseValue(text, form.words, form.fix);
  }
}

/** Reports a text that is set, even to an empty text, and does not have a form. */
export function checkFormIfSet(text: string | undefined, form: NameForm, at: Place): void {
  if (text !== undefined) {
    checkForm(text, form, at);
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

/** Reports a member that is set to an empty text, which the API server does not read as absent. */
export function checkNotEmpty(text: string | undefined, at: Place): void {
  if (text === '') {
    at.refuse('must not be empty', 'set it, or remove it');
  }
}
