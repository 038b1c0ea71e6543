import { describe } from '../util/describe';
import type { Violation } from '../util/violation';
import { isDnsLabel, isDnsName } from './dns';

/** How names of some sort are written. */
export interface NameForm {
  /** What such a name is, as messages say it after "must be". */
  readonly words: string;
  /** How to write one. */
  readonly fix: string;
  fits(name: string): boolean;
}

/** Names of objects, parts of which stand between dots. */
export const DNS_NAME: NameForm = {
  words: 'parts of lower-case letters, digits and hyphens between dots',
  fix: 'write it as my-name or my-name.example.com',
  fits: isDnsName,
};

/** Names that are one part of a DNS name: of namespaces, Services, containers. */
export const DNS_LABEL: NameForm = {
  words: 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end',
  fix: 'write it as my-name',
  fits: isDnsLabel,
};

export const LABEL_VALUE: NameForm = {
  words: 'a label value: at most 63 letters, digits, -, _ and .',
  fix: 'shorten it, or write - for other characters; it begins and ends with a letter or digit',
  fits: (value) => /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/.test(value),
};

/** Names of labels and annotations. */
export const LABEL_KEY: NameForm = {
  words: 'a key of at most 63 letters, digits, -, _ and ., after a DNS name and / at most',
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
  fix: 'set it to the key alone, such as ca.crt or client-secret',
  fits: (key) => /^(?!\.$|\.\.)[-\w.]{1,253}$/.test(key),
};

/** The violation of a name that does not have the form. */
export function misfit(path: string, form: NameForm, got: string | undefined): Violation {
  return nameViolation(path, `must be ${form.words}`, got, form.fix);
}

/** The violation of a name, which is shown. */
export function nameViolation(path: string, message: string, got: string | undefined, fix: string): Violation {
  return { path, message: `${message}, got ${describe(got)}`, fix };
}
