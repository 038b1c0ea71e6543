import { describe } from '../util/describe';
import type { JsonValue } from '../util/json';
import { leaves } from './app-config-leaves';
import { configKeys, configTree } from './app-config-variables';

// What counts as a secret, for rules, constructs, messages and differences alike.

/** Words at the end of names of secrets. */
const SECRET_WORDS =
  'secret|password|passwd|pwd|passphrase|token|(?:api|private|access|account|signing|encryption|auth)[-_]?key|connection[-_]?string';

/** Whole names of secrets. */
const SECRET_NAMES = 'authorization|cookie|pat';

/** Words in names of secrets and of much else: enough to hide a value, too little to refuse one. */
const HINTS = 'pass|pw|secret|token|key';

/** Names of keys and variables that hold secrets. */
const SECRET_KEY = new RegExp(`(?:${SECRET_WORDS})s?$|^(?:${SECRET_NAMES})$`, 'i');

/** Names whose value is a secret even if it is a number. */
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

/** A URL as messages show it: hidden if it may hold a password. */
export function describeUrl(url: string): string {
  return mayHoldPassword(url) ? NOT_SHOWN : describe(url);
}

/** A URL to copy from a message: whole, or hidden if it may hold a password. */
export function urlToCopy(url: string): string {
  return mayHoldPassword(url) ? NOT_SHOWN : url;
}

/** A host name as messages show it: hidden if it is a connection URL or string, which often holds the password. */
export function describeHost(host: string): string {
  return /[@?=]|^[^\s:[\]]+:(?!\d+$|\/\/)/.test(host) ? NOT_SHOWN : describe(host);
}

const NOT_SHOWN = 'a URL (not shown)';

function mayHoldPassword(url: string): boolean {
  return /@|[?#;].*=/.test(url);
}

/** Stands for a value that is not shown. */
export const HIDDEN = '(hidden)';

/** Name of an argument, or of a member of a text, that may be a secret. */
const HINTED_NAME = `[\\w-]*(?:${HINTS})[\\w-]*`;

/** The name of an argument that may be a secret, whose value is the argument behind it. */
const SECRET_FLAG = new RegExp(`^(?:-${HINTED_NAME}|-u|--user)$`, 'i');

/** A value in quotes, to its end; a quote behind a backslash does not end it. */
const QUOTED = `"(?:[^"\\\\]|\\\\.)*"|'[^']*'`;

/** A value of JSON that is a string of JSON itself. */
const QUOTED_TWICE = '\\\\+".*?\\\\+"';

/** A block of YAML, whose end is not looked for; or a value without quotes, to the end of its line. */
const TO_THE_END = '[|>][\\s\\S]*|\\S[^\\n]*';

/**
 * Arguments of a command, members of YAML or JSON in a text, passwords in URLs and of curl, and schemes of an Authorization
 * header.
 */
const SECRETS_IN_TEXT: readonly RegExp[] = [
  new RegExp(`(?<![\\w-])(${HINTED_NAME}=|-${HINTED_NAME}\\s+)(?:${QUOTED}|\\S+)`, 'gi'),
  new RegExp(`(${HINTED_NAME}\\\\*["']?\\s*:\\s*)(?:${QUOTED}|${QUOTED_TWICE}|${TO_THE_END})`, 'gi'),
  /(:\/\/[^/\s:@"']*:)[^/\s@"']+(?=@)/g,
  /((?<![\w-])(?:-u|--user)[\s=]+["']?[^\s:"']*:)[^\s"']+/g,
  /(\b(?:Bearer|Basic)\s+)[^\s"']+/gi,
];

/** Whether an argument is the name of another one behind it that may be a secret. */
export function isSecretFlag(argument: unknown): boolean {
  return typeof argument === 'string' && SECRET_FLAG.test(argument);
}

/** A text without the values in it that may be secrets, as far as their names tell. */
export function hideSecrets(text: string): string {
  return SECRETS_IN_TEXT.reduce((hidden, secret) => hidden.replace(secret, `$1${HIDDEN}`), text);
}
