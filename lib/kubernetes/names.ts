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

/** Names of Services before Kubernetes 1.36, which must not begin with a digit. */
export const OLD_SERVICE_NAME: NameForm = {
  words: 'at most 63 lower-case letters, digits and hyphens, with a letter first and no hyphen at the end',
  fix: 'write it as my-name',
  fits: (name) => isDnsLabel(name) && !/^\d/.test(name),
};

/** Names that only have to fit in a path of the API, for example of Roles. */
export const PATH_SEGMENT: NameForm = {
  words: 'a name without / and %, and not . or ..',
  fix: 'write it as my-name',
  fits: (name) => name !== '' && !/^\.{1,2}$|[/%]/.test(name),
};

/** Names of ports of containers, as Services and policies refer to them. */
export const PORT_NAME: NameForm = {
  words: 'a port name: at most 15 lower-case letters, digits and single hyphens, with a letter',
  fix: 'write it as http or http-metrics',
  fits: (name) => name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name),
};

/** Names that begin with a domain, for example of controllers. */
export const DOMAIN_PATH: NameForm = {
  words: 'a DNS name and a path with / between them, of at most 63 characters',
  fix: 'write it as example.com/name',
  fits: (name) => {
    const [, domain = '', path = ''] = /^([^/]*)\/(.+)$/s.exec(name) ?? [];
    return name.length <= 63 && isDnsName(domain) && /^[-\w./~%!$&'()*+,;=:]+$/.test(path);
  },
};

/** Values of labels. */
export const LABEL_VALUE: NameForm = {
  words: 'a label value: at most 63 letters, digits, -, _ and .',
  fix: 'shorten it, or replace other characters with -; begin and end it with a letter or digit',
  fits: (value) => value.length <= 63 && /^(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?$/.test(value),
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
  fits: (key) => key.length <= 253 && /^[-\w.]+$/.test(key) && key !== '.' && !key.startsWith('..'),
};

/** Names of variables. */
export const VARIABLE_NAME: NameForm = {
  words: 'printable ASCII characters without =',
  fix: 'write it as MY_VARIABLE',
  fits: (name) => /^[ -<>-~]+$/.test(name),
};

/** Names of variables in Kubernetes before 1.32. */
export const OLD_VARIABLE_NAME: NameForm = {
  words: 'letters, digits, _, - and ., and not begin with a digit or with ..',
  fix: 'write it as MY_VARIABLE',
  fits: (name) => /^(?!\.$|\.\.)[-._A-Za-z][-._A-Za-z0-9]*$/.test(name),
};

/** Names of HTTP headers. */
export const HEADER_NAME: NameForm = {
  words: 'letters, digits and hyphens',
  fix: 'write it as X-My-Header',
  fits: (name) => /^[-A-Za-z0-9]+$/.test(name),
};

/** Returns the violation for a name that does not have the form. */
export function misfit(path: string, form: NameForm, got: string | undefined): Violation {
  return nameViolation(path, `must be ${form.words}`, got, form.fix);
}

/** Returns a violation that shows the name. */
export function nameViolation(path: string, message: string, got: string | undefined, fix: string): Violation {
  return { path, message: `${message}, got ${describe(got)}`, fix };
}
