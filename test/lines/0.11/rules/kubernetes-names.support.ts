import type { Values } from '../../../../lib';
import { error, shown } from './support';

export type Backstage = NonNullable<Values['backstage']>;

export const RULE = 'kubernetes-names';
export const DNS_LABEL = 'at most 63 lower-case letters, digits and hyphens, with no hyphen at either end';
export const DNS_NAME = 'must be a DNS name: lower-case letters, digits and hyphens, in parts separated by dots';
export const DATA_KEY = 'must be a key of a ConfigMap or Secret: at most 253 letters, digits, -, _ and .';
export const LABEL_VALUE = 'must be a label value: at most 63 letters, digits, -, _ and .';
export const LABEL_KEY = 'must have a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /';

/** Fixes by message. */
const FIXES: Readonly<Record<string, string>> = {
  [`must be ${DNS_LABEL}`]: 'write it as my-name',
  [DNS_NAME]: 'write it as my-name or my-name.example.com',
  [LABEL_VALUE]: 'shorten it, or replace other characters with -; begin and end it with a letter or digit',
  [LABEL_KEY]: 'write it as team or example.com/team',
  [DATA_KEY]: 'set it to the key only, such as ca.crt or client-secret',
  "must differ from the names of Backstage's HTTPRoutes": 'choose another name, or another fullnameOverride',
  'must not begin with system-': 'choose another prefix; Kubernetes reserves this one',
  'must be an absolute path without a colon': 'write it as /app/.config/backstage',
  'must not hide the files of the image': 'choose a separate folder, such as /app/.config/backstage',
  'must consist of letters, digits, _, - and ., and must not begin with a digit': 'write it as MY_VARIABLE',
  'must be a registry and repository without a tag':
    'write it as ghcr.io/acme/portal; set tag and digest in the keys for them',
  'must be a registry without a protocol': 'write it as registry.example.com or registry.example.com:5000',
  'must be a tag: at most 128 letters, digits, _, - and .': 'write it as v1.2.3; set a digest in the key for it',
  'must be sha256: and 64 hexadecimal digits in lower case':
    'copy the whole digest from the registry, or leave it empty',
};

/** Returns the finding about a name. */
export const refused = (
  path: string,
  message: string,
  got: string | null,
  fix = FIXES[message] ?? '(no fix in the test)',
) => error(RULE, path, `${message}, got ${shown(got)}`, fix);

/** Returns a name of this length. */
export const a = (length: number) => 'a'.repeat(length);

/** Returns a DNS name of this length, in parts of at most 63 characters. */
export const long = (length: number) =>
  `${a(63)}.`
    .repeat(4)
    .slice(0, length - 1)
    .concat('a');

/** Returns values of Backstage. */
export const on = (backstage: Backstage): Values => ({ backstage });
