import type { Secret } from 'kubernetes-types/core/v1';
import { checkBase64, checkSize, checkTexts } from '../data';
import { requireMember } from '../members';
import type { Place } from '../place';
import type { Given, TypeChecks } from '../type-check';

/** Checks of Secrets. */
export const secretChecks = {
  Secret(secret: Given<Secret>, at: Place) {
    const { data = {}, stringData = {} } = secret;
    checkTexts(stringData, at.at('stringData'));
    checkBase64(data, at.at('data'));
    // The API server replaces values in `data` by those in `stringData`.
    const replaced = Object.entries(data).filter(([key]) => !Object.hasOwn(stringData, key));
    checkSize(stringData, Object.fromEntries(replaced), at.at('data'));
    checkType(secret, at);
  },
} satisfies TypeChecks;

/** Keys that a Secret of a type must have. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** Annotation that names the ServiceAccount of a token. */
const ACCOUNT = 'kubernetes.io/service-account.name';

/** Checks what Kubernetes requires of a Secret of a type. */
function checkType({ metadata, type = '', data = {}, stringData = {} }: Given<Secret>, at: Place): void {
  const place = at.at('stringData');
  const has = (key: string) => Object.hasOwn(data, key) || Object.hasOwn(stringData, key);
  const textOf = (key: string) => stringData[key] ?? Buffer.from(data[key] ?? '', 'base64').toString();

  for (const key of KEYS[type] ?? []) {
    if (!has(key)) {
      place.at(key).refuse(`is required, because the type is ${type}`, 'add this key, or change the type');
    } else if (type === 'kubernetes.io/ssh-auth' && textOf(key) === '') {
      place.at(key).refuse('must not be empty', 'set it to the private key');
    } else if (key.startsWith('.docker') && !isJsonMap(textOf(key))) {
      place.at(key).refuse('must be a JSON object', 'set it to the content of the configuration file of Docker');
    }
  }
  if (type === 'kubernetes.io/basic-auth' && !has('username') && !has('password')) {
    place.refuse(`must have username or password, because the type is ${type}`, 'add one of them');
  }
  if (type === 'kubernetes.io/service-account-token') {
    requireMember(metadata?.annotations?.[ACCOUNT], at.at('metadata').at('annotations').at(ACCOUNT));
  }
}

/** Checks whether a text is a JSON object or null, which the API server reads as an empty object. */
function isJsonMap(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
