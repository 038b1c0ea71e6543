import { leaves } from './app-config-leaves';
import type { JsonValue } from './json';

/** What keys of secrets are called in the configuration of Backstage and its plugins. */
const SECRET_KEY =
  /(?:secret|password|passwd|pwd|passphrase|token|(?:api|private|access|account|signing|encryption|auth)[-_]?key|connection[-_]?string)s?$|^(?:authorization|cookie|pat)$/i;

/** Those whose value is a secret even where it is a number. */
const PASSWORD_KEY = /(?:secret|password|passwd|pwd|passphrase)$/i;

/** Texts that are secrets whatever their key is: private keys, and tokens by their well-known beginnings. */
const SECRET_TEXT =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|^(?:gh[opsur]_|github_pat_|glpat-|xox[abp]-)\w|^Bearer\s+[^\s$]/;

/** A URL with a password or token in it. */
const SECRET_IN_URL = /:\/\/[^/\s:@]*:([^/\s@]+)@|[?&](?:access_token|token|api_key)=([^&\s]+)/;

/** A variable, behind a word such as Bearer at most, and without a text to fall back on. */
const REFERENCE = /^(?:[A-Za-z]+ )?(?:\$\{[^{}:]+\})+$/;

/** Paths of the secrets that are in clear in a configuration tree: a reference to a variable is none. */
export function* secretsInClear(tree: JsonValue, path?: string, key?: string): Iterable<string> {
  for (const leaf of leaves(tree, path, key)) {
    const { value } = leaf;
    const isSecret =
      typeof value === 'string'
        ? isSecretText(leaf.key, value)
        : typeof value === 'number' && PASSWORD_KEY.test(leaf.key);
    if (isSecret) {
      yield leaf.path;
    }
  }
}

function isSecretText(key: string, text: string): boolean {
  const [, password, token] = SECRET_IN_URL.exec(text) ?? [];
  const inUrl = password ?? token;
  return (
    (SECRET_KEY.test(key) && text !== '' && !REFERENCE.test(text)) ||
    SECRET_TEXT.test(text) ||
    (inUrl !== undefined && !REFERENCE.test(inUrl))
  );
}
