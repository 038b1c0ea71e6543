import type { Values } from '../../../../lib';
import { error, shown } from './support';

export type Backstage = NonNullable<Values['backstage']>;

export const RULE = 'kubernetes-names';
export const DNS_LABEL = 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end';
export const DNS_NAME = 'must be parts of lower-case letters, digits and hyphens between dots';
export const DATA_KEY = 'must be a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .';
export const LABEL_VALUE = 'must be a label value: at most 63 letters, digits, -, _ and .';
export const LABEL_KEY = 'must have a key of at most 63 letters, digits, -, _ and ., after a DNS name and / at most';

/** How to fix a name, by what is said of it. */
const FIXES: Readonly<Record<string, string>> = {
  [`must be ${DNS_LABEL}`]: 'write it as my-name',
  [DNS_NAME]: 'write it as my-name or my-name.example.com',
  [LABEL_VALUE]: 'shorten it, or write - for other characters; it begins and ends with a letter or digit',
  [LABEL_KEY]: 'write it as team or example.com/team',
  [DATA_KEY]: 'set it to the key alone, such as ca.crt or client-secret',
  "must differ from the names of Backstage's HTTPRoutes": 'choose another name, or another fullnameOverride',
  'must not begin with system-': 'begin it with another word; Kubernetes keeps that one for itself',
  'must be an absolute path without a colon': 'write it as /app/.config/backstage',
  'must not hide the files of the image': 'choose a folder of its own, such as /app/.config/backstage',
  'must be letters, digits, _, - and ., with no digit in front': 'write it as MY_VARIABLE',
  'must be a registry and repository, without tag':
    'write it as ghcr.io/acme/portal; tag and digest are keys of their own',
  'must be a registry, without protocol': 'write it as registry.example.com or registry.example.com:5000',
  'must be a tag: at most 128 letters, digits, _, - and .': 'write it as v1.2.3; a digest is a key of its own',
  'must be sha256: and 64 digits from 0 to f': 'copy it as a whole from the registry, or leave it empty',
};

/** What the rule says of a name. */
export const refused = (path: string, message: string, got: string | null, fix = FIXES[message] ?? 'none is known') =>
  error(RULE, path, `${message}, got ${shown(got)}`, fix);

/** That many characters. */
export const a = (length: number) => 'a'.repeat(length);

/** A DNS name of that many characters, in parts of at most 63. */
export const long = (length: number) =>
  `${a(63)}.`
    .repeat(4)
    .slice(0, length - 1)
    .concat('a');

/** Values of Backstage. */
export const on = (backstage: Backstage): Values => ({ backstage });
