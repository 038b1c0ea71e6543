import { textBefore } from '../util/text-before';
import { isToken, PRIVATE_KEY } from '../util/tokens';
import { isAmbiguousName, isSecretName } from './secret-names';

// This file recognizes secrets by their form, and references to secrets.

/** Beginning of a PEM block in base64. */
const PEM_IN_BASE64 = /(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]{1,60}/g;

/** Credentials of an Authorization header. */
const AUTHORIZATION = /^Bearer\s{1,9}[^\s$]\S*\s*$/;
const BASIC = /^Basic\s{1,9}([A-Za-z0-9+/_-]{4,}={0,2})\s*$/;

/** User and password before the address of a MySQL server. */
const MYSQL_DSN = /^[^\s:@/]{1,200}:([^\s@]{1,200})@(?:tcp|unix)\(/;

/** Text that only a generator writes: long, without words. */
const RANDOM =
  /^(?:(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=\D*\d)[\w+/=.~-]{20,}|(?=[^a-f]*[a-f])(?=\D*\d)[0-9a-f]{32,}|(?=[^A-F]*[A-F])(?=\D*\d)[0-9A-F]{32,})$/;

/** Users of URLs that no one logs in with. */
const PUBLIC_USERS = new Set(['', 'git', 'anonymous', 'guest', 'public', 'nobody']);

/** Kind of references that a position replaces, or at least does not keep secrets in. */
export type References = RegExp;

/**
 * References that Backstage replaces in files.
 *
 * A reference with a fallback does not match, unless the fallback is empty: the fallback is plain text.
 */
export const IN_FILES: References = /(?<!\$)\$\{[^{}:$]{1,200}(?::-)?\}/g;

/**
 * References in variables, where Kubernetes replaces `$(NAME)`.
 *
 * `${NAME}` remains unchanged there, and is not a secret.
 */
export const IN_VARIABLES: References = /(?<!\$)\$(?:\([-\w.]{1,200}\)|\{[^{}:$]{1,200}(?::-)?\})/g;

/** References in commands, which may also be scripts of a shell. */
export const IN_COMMANDS: References = /\$(?:\([^()]{0,200}\)|\{[^{}$]{1,200}\}|\w{1,200})|%[a-z]/g;

/** Character that replaces a reference while this file judges the text around it. */
const REPLACED = '\0';

/** Words before the credentials of an Authorization header. */
export const SCHEME =
  /^(?:bearer|basic|token|digest|apikey|api-key|key|geniekey|negotiate|oauth|bot|splunk|sso-key|zoho-oauthtoken|pve\w{1,20})$/i;

/** References with characters between them, after an optional name such as `token=`. */
const REFERENCES_ONLY = /^["']?(?:[A-Za-z_-]{1,40}[=:])?["']?[\0:.,_\-/@+]*["']?$/;

/** Checks whether a text contains no secret itself, but references: `${TOKEN}`, `Bearer ${TOKEN}`, `Password=${PW};`. */
export function isReference(text: string, references: References): boolean {
  const replaced = text.replaceAll(REPLACED, '').replace(references, REPLACED).trim();
  if (!replaced.includes(REPLACED)) {
    return false;
  }
  const [first = '', ...others] = replaced.split(/[;,&\s]+/);
  const parts = SCHEME.test(first) ? others : [first, ...others];
  return (
    parts.every((part) => REFERENCES_ONLY.test(part)) ||
    isConnectionString(replaced.split(';')) ||
    isConnectionString(replaced.split(/\s+/))
  );
}

/** Checks whether a text is a list of settings, such as `Server=db;Password=…`, of which all secrets are references. */
function isConnectionString(parts: readonly string[]): boolean {
  const given = parts.map((part) => part.trim()).filter((part) => part !== '');
  return (
    given.length > 1 &&
    given.every((part) => {
      const [name = '', ...value] = part.split('=');
      return value.length > 0 && (REFERENCES_ONLY.test(value.join('=')) || !isSecretName(name));
    })
  );
}

/** Checks whether a text looks as if a generator had written it. */
export function isRandom(text: string): boolean {
  return RANDOM.test(text.trim());
}

/** Checks whether a text is or contains a secret, whatever its name is. */
export function isSecretText(text: string, references: References): boolean {
  // Most texts have none of the characters that the patterns begin with, so that the patterns need not be compiled.
  return (
    isToken(text) ||
    (text.startsWith('Bearer') && AUTHORIZATION.test(text)) ||
    (text.startsWith('Basic') && isBasic(text)) ||
    (text.includes('LS0tLS1') && [...text.matchAll(PEM_IN_BASE64)].some(([pem]) => PRIVATE_KEY.test(decoded(pem)))) ||
    (text.includes('@') && isSecretOf(MYSQL_DSN.exec(text)?.[1], references)) ||
    hasUrlWithUser(text, references) ||
    hasSecretPair(text, references) ||
    hasSecretMember(text, references)
  );
}

function isBasic(text: string): boolean {
  return decoded(BASIC.exec(text)?.[1] ?? '').includes(':');
}

/** Returns the beginning of a text in base64. */
function decoded(text: string): string {
  return Buffer.from(text.slice(0, 200), 'base64').toString('latin1');
}

function isSecretOf(text: string | undefined, references: References): boolean {
  return text !== undefined && text !== '' && !isReference(text, references);
}

/** Checks whether a text contains a URL with a password, or with a token as its user. */
function hasUrlWithUser(text: string, references: References): boolean {
  const [before = '', ...addresses] = text.split('://');
  let scheme = before;
  for (const address of addresses) {
    const [user, password] = userOf(textBefore(address, /[\s"'<>]/));
    const isWeb = /(?:^|[^a-z])(?:https?|wss?)$/.test(scheme.slice(-8).toLowerCase());
    if (
      password
        ? isSecretOf(password, references)
        : isWeb && !PUBLIC_USERS.has(user.toLowerCase()) && isSecretOf(user, references)
    ) {
      return true;
    }
    if (isToken(user)) {
      return true;
    }
    scheme = address;
  }
  return false;
}

/** Returns user and password of a URL after its scheme. A password may contain `/` and `@`, although it must not. */
function userOf(url: string): readonly [user: string, password: string] {
  const authority = textBefore(url, /[/?#]/);
  const port = authority.startsWith('[') ? '' : authority.slice(authority.indexOf(':') + 1);
  const isCut = !authority.includes('@') && authority.includes(':') && !/^\d*$/.test(port) && !port.includes('$');
  const end = (isCut ? url : authority).lastIndexOf('@');
  if (end === -1) {
    return ['', ''];
  }
  const info = url.slice(0, end);
  // The first colon ends the user, unless it is inside a reference.
  const colon = info.replace(/\$\{[^{}]{0,200}\}/g, (reference) => '_'.repeat(reference.length)).indexOf(':');
  return colon === -1 ? [info, ''] : [info.slice(0, colon), info.slice(colon + 1)];
}

/** Parameter of a URL, setting of a connection string or assignment of a script. */
const PAIR = /(?:^|[?&;#,:/\s"'])([A-Za-z_][\w.-]{0,100})=("[^"\n]*"|'[^'\n]*'|[^&;,\s"'#]+)/g;

function hasSecretPair(text: string, references: References): boolean {
  if (!text.includes('=')) {
    return false;
  }
  for (const [, name = '', value = ''] of text.matchAll(PAIR)) {
    const bare = value.replace(/^["']|["']$/g, '');
    const isNamed = isSecretName(name) || (isAmbiguousName(name) && isRandom(bare));
    if (isNamed && isSecretOf(bare, references) && !isSetting(bare)) {
      return true;
    }
  }
  return false;
}

/** Member of JSON inside a text. */
const JSON_MEMBER = /["']([\w.-]{1,60})\\?["'][ \t]{0,9}:[ \t]{0,9}\\?["']([^"'\n\\]{1,200})/g;

/** Line of YAML inside a text of several lines. Its value is one word, because other lines may be sentences. */
const YAML_LINE = /^[ \t-]{0,100}([\w.-]{1,60}):[ \t]{1,9}["']?([^\s"']{1,200})["']?[ \t]{0,9}$/gm;

/** Checks whether a text contains JSON or YAML with a secret. */
function hasSecretMember(text: string, references: References): boolean {
  const members = [
    ...(text.includes(':') ? text.matchAll(JSON_MEMBER) : []),
    ...(text.includes('\n') ? text.matchAll(YAML_LINE) : []),
  ];
  return members.some(
    ([, name = '', value = '']) =>
      isSecretName(name) && isSecretOf(value, references) && !isSetting(value) && !isLocation(value),
  );
}

/** Words that set something on or off. They are not secrets, even in GENERATE_SECRET. */
const SETTINGS = (
  'true false yes no on off none null enabled disabled required require optional forward include omit same-origin ' +
  'dangerously-allow-unauthenticated'
).split(' ');

/** Checks whether a text is empty or switches something, so that it is no secret. */
export function isSetting(text: string): boolean {
  const word = text.trim().toLowerCase();
  return word === '' || SETTINGS.includes(word);
}

/** Checks whether a text says where something is: a URL, or the path of a file. */
export function isLocation(text: string): boolean {
  return (
    /^[a-z][a-z\d+.-]{1,30}:\/\/[^\s@]+$/i.test(text) ||
    /^(?:\.{0,2}\/)[^\s=+]*\.(?:pem|key|crt|cer|txt|json|ya?ml|p12|pfx|jks|env)$/i.test(text) ||
    /^\/(?:run|etc|var|app|mnt|opt|usr|home|tmp|srv|vault|secrets?)(?:\/[\w.-]+){0,30}$/.test(text)
  );
}
