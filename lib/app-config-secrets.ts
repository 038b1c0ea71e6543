import { leaves } from './app-config-leaves';
import { configKeys, configTree } from './app-config-variables';
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

/** Words in front of a reference: Bearer, `Token token=`, `Server=db;Password=`. What is stuck to it may be half a secret. */
const WORDS = '(?:[\\w.]+[ =:;,]+)*';

/** Variables as Backstage replaces them in files. A text to fall back on is in clear. */
const REFERENCE = new RegExp(`^(?:${WORDS}\\$\\{[^{}:]+\\}[;,\\s]*)+$`);

/** The same in variables, where Kubernetes replaces `$(NAME)`. `${NAME}` stays as it is there, and is no secret either. */
const REFERENCE_IN_VARIABLE = new RegExp(`^(?:${WORDS}(?:\\$\\([-\\w.]+\\)|\\$\\{[^{}:]+\\})[;,\\s]*)+$`);

/** What a switch or a small number says, whatever its name ends in: GENERATE_SECRET, MIN_PASSWORD, MAX_TOKENS. */
const SETTING = /^(?:true|false|yes|no|on|off|\d{1,5})?$/i;

/** Paths of the secrets that are in clear in a configuration tree: a reference to a variable is none. */
export function secretsInClear(tree: JsonValue, path?: string): Iterable<string> {
  return secrets(tree, REFERENCE, path);
}

/** Whether a variable has a secret in clear, by its name, by its look, or in the JSON that it holds. */
export function isSecretInClear(name: string, text: string): boolean {
  const keys = configKeys(name);
  if (keys === undefined && SECRET_KEY.test(name)) {
    return !SETTING.test(text) && !REFERENCE_IN_VARIABLE.test(text);
  }
  return [...secrets(configTree(keys ?? [name], text), REFERENCE_IN_VARIABLE)].length > 0;
}

function* secrets(tree: JsonValue, reference: RegExp, root?: string): Iterable<string> {
  for (const { path, key, value } of leaves(tree, root)) {
    const isSecret =
      typeof value === 'string'
        ? isSecretText(key, value, reference)
        : typeof value === 'number' && PASSWORD_KEY.test(key);
    if (isSecret) {
      yield path;
    }
  }
}

function isSecretText(key: string, text: string, reference: RegExp): boolean {
  const [, password, token] = SECRET_IN_URL.exec(text) ?? [];
  const inUrl = password ?? token;
  return (
    (SECRET_KEY.test(key) && text !== '' && !reference.test(text)) ||
    SECRET_TEXT.test(text) ||
    (inUrl !== undefined && !reference.test(inUrl))
  );
}
