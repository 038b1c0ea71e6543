import { describe } from '../util/describe';
import type { JsonValue } from '../util/json';
import { leaves } from './app-config-leaves';
import { configKeys, configTree } from './app-config-variables';

// This file decides which values are secrets. Rules, constructs and messages all use it.

/** Words that names of secrets end with. */
const SECRET_WORDS =
  'secret|password|passwd|pwd|passphrase|token|(?:api|private|access|account|signing|encryption|auth)[-_]?key|connection[-_]?string';

/** Complete names of secrets. */
const SECRET_NAMES = 'authorization|cookie|pat';

/** Names of keys and variables that hold secrets. */
const SECRET_KEY = new RegExp(`(?:${SECRET_WORDS})s?$|^(?:${SECRET_NAMES})$`, 'i');

/** Names of keys whose value is a secret even if it is a number. */
const PASSWORD_KEY = /(?:secret|password|passwd|pwd|passphrase)$/i;

/** Texts that are secrets under any key: private keys, and tokens with well-known prefixes. */
const SECRET_TEXT =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|^(?:gh[opsur]_|github_pat_|glpat-|xox[abp]-)\w|^Bearer\s+[^\s$]/;

/** URL that contains a password or token. */
const SECRET_IN_URL = /:\/\/[^/\s:@]*:([^/\s@]+)@|[?&](?:access_token|token|api_key)=([^&\s]+)/;

/**
 * Words before a reference, such as Bearer, `Token token=` or `Server=db;Password=`.
 *
 * A separator must follow each word. Text that touches the reference may be part of a secret.
 */
const WORDS = '(?:[\\w.]+[ =:;,]+)*';

/**
 * References that Backstage replaces in files.
 *
 * A reference with a fallback does not match: the fallback is plain text.
 */
const REFERENCE = new RegExp(`^(?:${WORDS}\\$\\{[^{}:]+\\}[;,\\s]*)+$`);

/**
 * References in variables, where Kubernetes replaces `$(NAME)`.
 *
 * `${NAME}` remains unchanged there, and is not a secret.
 */
const REFERENCE_IN_VARIABLE = new RegExp(`^(?:${WORDS}(?:\\$\\([-\\w.]+\\)|\\$\\{[^{}:]+\\})[;,\\s]*)+$`);

/** Switches and small numbers. They are not secrets, even in GENERATE_SECRET, MIN_PASSWORD or MAX_TOKENS. */
const SETTING = /^(?:true|false|yes|no|on|off|\d{1,5})?$/i;

/** Yields the paths of plain-text secrets in a configuration tree. A reference to a variable is not a secret. */
export function plainTextSecrets(tree: JsonValue, path?: string): Iterable<string> {
  return secrets(tree, REFERENCE, path);
}

/** Checks whether a variable holds a plain-text secret: by its name, by the form of its value, or inside its JSON. */
export function isPlainTextSecret(name: string, text: string): boolean {
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

/** Returns a URL as messages show it: hidden if it may contain a password. */
export function describeUrl(url: string): string {
  return mayHoldPassword(url) ? NOT_SHOWN : describe(url);
}

/** Returns a URL that users can copy from a message. It is hidden if it may contain a password. */
export function urlToCopy(url: string): string {
  return mayHoldPassword(url) ? NOT_SHOWN : url;
}

/**
 * Returns a host name as messages show it.
 *
 * A connection URL or string is hidden, because it often contains a password.
 */
export function describeHost(host: string): string {
  return /[@?=]|^[^\s:[\]]+:(?!\d+$|\/\/)/.test(host) ? NOT_SHOWN : describe(host);
}

const NOT_SHOWN = 'a URL (not shown)';

function mayHoldPassword(url: string): boolean {
  return /@|[?#;].*=/.test(url);
}
