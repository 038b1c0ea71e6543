import { describe } from '../util/describe';
import { isJsonMap, type JsonValue } from '../util/json';
import { childPath, itemPath } from '../util/path';
import { isToken } from '../util/tokens';
import { configKeys, configTree } from './app-config-variables';
import { isAmbiguousName, isAmount, isChosenSecret, isNeutralKey, isPluralSecret, isSecretName } from './secret-names';
import {
  IN_FILES,
  IN_VARIABLES,
  isLocation,
  isRandom,
  isReference,
  isSecretText,
  isSetting,
  type References,
} from './secret-texts';

// This file decides which values are secrets. Rules, constructs and messages use it.

/** Yields the paths of plain-text secrets in a configuration tree. A reference to a variable is not a secret. */
export function plainTextSecrets(tree: JsonValue, path = ''): Iterable<string> {
  return secrets(tree, { path, name: '', references: IN_FILES });
}

/** Checks whether a variable holds a plain-text secret: by its name, by the form of its value, or inside its JSON. */
export function isPlainTextSecret(name: string, text: string): boolean {
  const keys = configKeys(name);
  if (keys === undefined && isSecret(name, text, IN_VARIABLES)) {
    return true;
  }
  return hasPlainTextSecret('', configTree(keys ?? [name], text));
}

/** Checks whether a part of an object holds a plain-text secret, where Kubernetes replaces `$(NAME)`. */
export function hasPlainTextSecret(key: string, value: JsonValue): boolean {
  const [found] = secrets(value, { path: '', name: key, references: IN_VARIABLES });
  return found !== undefined;
}

/** Checks whether a text is or contains a secret, whatever its name is. */
export function holdsSecret(text: string): boolean {
  return isSecretText(text, IN_VARIABLES);
}

/** Checks whether a header of an HTTP request holds a plain-text secret. */
export function isSecretHeader(name: string, text: string): boolean {
  return isSecret(name, text, IN_VARIABLES);
}

/** Position in a tree whose secrets are searched. */
interface Place {
  readonly path: string;
  /** Nearest key above that says what the value is; empty if there is none. */
  readonly name: string;
  readonly references: References;
}

function* secrets(value: JsonValue | undefined, place: Place): Iterable<string> {
  const { path, name, references } = place;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* secrets(item, { ...place, path: itemPath(path, index) });
    }
  } else if (isJsonMap(value)) {
    const named = nameOfPair(value);
    for (const [key, member] of Object.entries(value)) {
      const below = key === 'value' && named ? named : nameBelow(name, key);
      yield* secrets(member, { path: childPath(path, key), name: below, references });
    }
  } else if (isSecret(name, value, references)) {
    yield path;
  }
}

/** Returns the name of an entry such as `{ name: Authorization, value: … }`. */
function nameOfPair({ name, key, header }: { readonly [key: string]: JsonValue | undefined }): string | undefined {
  return [name, key, header].find((each) => typeof each === 'string');
}

/** Returns the name by which a value is judged: its key, unless only the key above says what it is. */
function nameBelow(above: string, key: string): string {
  const isPart = isNeutralKey(key) || (isPluralSecret(above) && !key.startsWith('$') && !DESCRIPTIVE_KEY.test(key));
  return above !== '' && isPart ? above : key;
}

/** Keys that describe a secret, in a list or map of secrets. */
const DESCRIPTIVE_KEY =
  /(?:name|id|type|kind|url|uri|path|file|user|username|subject|host|region|scope|scopes|role|account|email|policy|ttl|lifetime|expiry|expires|expiration|issuer|audience|algorithm|description|title|enabled|provider|location)$/i;

/** Checks whether a value is a secret, by its name or by its form. */
export function isSecret(name: string, value: JsonValue | undefined, references: References): boolean {
  if (typeof value === 'number') {
    return Number.isInteger(value) && isSecretName(name) && !isSmallNumber(name, String(value));
  }
  if (typeof value !== 'string' || isSetting(value)) {
    return false;
  }
  const byName =
    (isSecretName(name) && !isLocation(value) && !isSmallNumber(name, value)) ||
    (isAmbiguousName(name) && isRandom(value));
  return (byName && !isReference(value, references)) || isSecretText(value, references);
}

/** Checks whether a text is a number that is no secret, such as MAX_TOKENS or a port. */
function isSmallNumber(name: string, text: string): boolean {
  return isAmount(name) ? /^\d{1,15}$/.test(text) : !isChosenSecret(name) && /^\d{1,5}$/.test(text);
}

/** Returns a URL as messages show it: hidden if it may contain a secret. */
export function describeUrl(url: string): string {
  return mayHoldSecret(url) ? NOT_SHOWN : describe(url);
}

/** Returns a URL that users can copy from a message. It is hidden if it may contain a secret. */
export function urlToCopy(url: string): string {
  return mayHoldSecret(url) ? NOT_SHOWN : url;
}

/**
 * Returns a host name as messages show it.
 *
 * A connection URL or string is hidden, because it often contains a password.
 */
export function describeHost(host: string): string {
  return isToken(host) || /[@?=]|^[^\s:[\]]+:(?!\d+$|\/\/)/.test(host) ? NOT_SHOWN : describe(host);
}

const NOT_SHOWN = 'a URL (not shown)';

function mayHoldSecret(url: string): boolean {
  return url.includes('@') || url.includes('=') || isToken(url);
}
