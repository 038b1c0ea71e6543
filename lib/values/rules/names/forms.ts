import { isDnsLabel, isDnsName } from '../../dns';
import { describe } from '../../validate';
import type { Problem } from '../rule';

/** How names of some sort are written. */
export interface Form {
  /** What such a name is, as messages say it after "must be". */
  readonly words: string;
  /** How to write one. */
  readonly mend: string;
  fits(name: string): boolean;
}

/** Names of objects, parts of which stand between dots. */
export const DNS_NAME: Form = {
  words: 'parts of lower-case letters, digits and hyphens between dots',
  mend: 'write it as my-name or my-name.example.com',
  fits: isDnsName,
};

/** Names that are one part of a DNS name: of namespaces, Services, containers. */
export const DNS_LABEL: Form = {
  words: 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end',
  mend: 'write it as my-name',
  fits: isDnsLabel,
};

export const LABEL_VALUE: Form = {
  words: 'a label value: at most 63 letters, digits, -, _ and .',
  mend: 'shorten it, or write - for other characters; it begins and ends with a letter or digit',
  fits: (value) => /^(?:[A-Za-z0-9](?:[-\w.]{0,61}[A-Za-z0-9])?)?$/.test(value),
};

/** Names of labels and annotations. */
export const LABEL_KEY: Form = {
  words: 'a key of at most 63 letters, digits, -, _ and ., after a DNS name and / at most',
  mend: 'write it as team or example.com/team',
  fits: (key) => {
    const [name = '', prefix] = key.split('/').reverse();
    const isPrefixed = prefix === undefined || isDnsName(prefix);
    return key.split('/').length <= 2 && isPrefixed && name !== '' && LABEL_VALUE.fits(name);
  },
};

/** Keys of ConfigMaps and Secrets. */
export const DATA_KEY: Form = {
  words: 'a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .',
  mend: 'set it to the key alone, such as ca.crt or client-secret',
  fits: (key) => /^(?!\.$|\.\.)[-\w.]{1,253}$/.test(key),
};

/** A problem with a name that has not the form. */
export function misfit(path: string, form: Form, got: string | null): Problem {
  return problem(path, `must be ${form.words}`, got, form.mend);
}

/** A problem with a name, which is shown. */
export function problem(path: string, message: string, got: string | null, mend: string): Problem {
  return { path, message: `${message}, got ${describe(got)}`, mend };
}
