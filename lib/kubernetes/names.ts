import { describe } from '../util/describe';
import type { Violation } from '../util/violation';
import { isDnsLabel, isDnsName } from './dns';

/** Form that a group of names must have. */
export interface NameForm {
  /** Description of the form, as it follows "must be" in messages. */
  readonly words: string;
  /** Instruction for writing such a name. */
  readonly fix: string;
  /** Checks whether a name has the form. */
  fits(name: string): boolean;
}

/** Names of objects, whose parts are separated by dots. */
export const DNS_NAME: NameForm = {
  words: 'a DNS name: lower-case letters, digits and hyphens, in parts separated by dots',
  fix: 'write it as my-name or my-name.example.com',
  fits: isDnsName,
};

/** Names that are one part of a DNS name, for example of namespaces, Services and containers. */
export const DNS_LABEL: NameForm = {
  words: 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end',
  fix: 'write it as my-name',
  fits: isDnsLabel,
};

/** Values of labels. */
export const LABEL_VALUE: NameForm = {
  words: 'a label value: at most 63 letters, digits, -, _ and .',
  fix: 'shorten it, or replace other characters with -; begin and end it with a letter or digit',
  fits: (value) => /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/.test(value),
};

/** Names of labels and annotations. */
export const LABEL_KEY: NameForm = {
  words: 'a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /',
  fix: 'write it as team or example.com/team',
  fits: (key) => {
    const [name = '', prefix] = key.split('/').reverse();
    const isPrefixed = prefix === undefined || isDnsName(prefix);
    return key.split('/').length <= 2 && isPrefixed && name !== '' && LABEL_VALUE.fits(name);
  },
};

/** Keys of ConfigMaps and Secrets. */
export const DATA_KEY: NameForm = {
  words: 'a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .',
  fix: 'set it to the key only, such as ca.crt or client-secret',
  fits: (key) => /^(?!\.$|\.\.)[-\w.]{1,253}$/.test(key),
};

/** Returns the violation for a name that does not have the form. */
export function misfit(path: string, form: NameForm, got: string | undefined): Violation {
  return nameViolation(path, `must be ${form.words}`, got, form.fix);
}

/** Returns a violation that shows the name. */
export function nameViolation(path: string, message: string, got: string | undefined, fix: string): Violation {
  return { path, message: `${message}, got ${describe(got)}`, fix };
}
