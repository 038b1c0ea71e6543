import type { Manifest } from '../kubernetes/manifest';
import { isToken } from '../util/tokens';
import { type Members, NAME, nameOf, type Place, placesOf, REFERENCES, TEXT, VARIABLE, WORDS } from './shown-places';

/** Text that replaces a hidden value. */
export const HIDDEN = '(hidden)';

/** Returns the place of a member of a map, from the place of the map. */
export function placeOfMember(place: Place, map: object, key: string): Place {
  if (place === TEXT || place === REFERENCES) {
    return place;
  }
  const members = membersOf(place, map);
  if (members === undefined) {
    return undefined;
  }
  return Object.hasOwn(members, key) ? members[key] : members['*'];
}

function membersOf(place: Place, value: unknown): Members | undefined {
  const members = typeof place === 'function' ? place(value) : place;
  return typeof members === 'object' ? members : undefined;
}

/** Returns the place of an entry of a list, from the place of the list. A variable, name or annotation is no list. */
export function placeOfEntry(place: Place): Place {
  return place === VARIABLE || place === NAME || place === WORDS ? undefined : place;
}

/** Returns a value as it may be shown: hidden parts are replaced, and a map or list without shown parts as a whole. */
export function shownValue(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) {
    const entryPlace = placeOfEntry(place);
    return entryPlace === undefined ? HIDDEN : value.map((entry) => shownValue(entry, entryPlace));
  }
  if (typeof value !== 'object' || value === null) {
    return isShown(value, place) ? shownScalar(value, place) : HIDDEN;
  }
  if (place !== TEXT && place !== REFERENCES && membersOf(place, value) === undefined) {
    return HIDDEN;
  }
  const members = Object.entries(value).map(([key, member]) => [
    shownKey(key, member),
    shownValue(member, placeOfMember(place, value, key)),
  ]);
  return Object.fromEntries(members);
}

/** References to variables in Backstage's configuration. One with a fallback contains plain text. */
const REFERENCE = /^\$\{[A-Za-z_]\w*\}$/;

function isShown(value: unknown, place: Place): boolean {
  switch (place) {
    case TEXT:
    case NAME:
    case VARIABLE:
    case WORDS:
      return true;
    case REFERENCES:
      return value === null || typeof value === 'boolean' || (typeof value === 'string' && REFERENCE.test(value));
    default:
      return false;
  }
}

/** Lists of words and settings, such as `Prune=false,Delete=false`. */
const WORD_LIST = /^[\w ,.:/=+-]{0,200}$/;

function shownScalar(value: unknown, place: Place): unknown {
  if (typeof value !== 'string' || place === REFERENCES) {
    return value;
  }
  if (place === WORDS || place === NAME) {
    return (place === NAME ? KEY : WORD_LIST).test(value) ? value : HIDDEN;
  }
  const shown = withoutCredentials(value);
  return place === VARIABLE && (CONNECTION.test(shown) || !SETTING.test(shown)) ? HIDDEN : shown;
}

/** User and password, such as `user:password`, where a host and its port could be. */
const CONNECTION = /(?:^|\s|\/\/)[^\s/:,[\]]+:(?!\d{1,5}(?:[\s/,]|$)|\/\/)/;

/** URLs, hosts, paths and lists of words. JSON and other structured texts have other characters. */
const SETTING = /^[\p{L}\p{N}_ .,:/@+~%$(){}[\]*?#-]*$/u;

/** Longest text to show. */
const MAX_TEXT = 1000;

/** Connection strings such as `host=pg password=…`, parameters such as `;token=…`, and references with a fallback. */
const PLAIN_TEXT = /=|\$\{[^{}]*:/;

/** Digest at the end of an image. */
const DIGEST = /@sha(?:256|512):[0-9a-f]{64,128}$/;

/**
 * Returns a text without the parts that may hold credentials: user info of URLs and images, and parameters. A password
 * may contain every character, so everything before the last `@` is user info. A text with a token is hidden.
 */
export function withoutCredentials(text: string): string {
  if (text.length > MAX_TEXT || /[\r\n]/.test(text) || isToken(text)) {
    return HIDDEN;
  }
  const [digest = ''] = DIGEST.exec(text) ?? [];
  const withUser = text.slice(0, text.length - digest.length);
  const at = withUser.lastIndexOf('@');
  const scheme = /^[a-z][a-z\d+.-]{0,31}:\/\//i.exec(withUser)?.[0] ?? '';
  const host = at < 0 ? withUser : `${scheme}${HIDDEN}${withUser.slice(at)}`;
  const parameters = host.search(/[?#]./);
  const shown = parameters < 0 ? host : `${host.slice(0, parameters + 1)}${HIDDEN}`;
  return PLAIN_TEXT.test(shown) ? HIDDEN : shown + digest;
}

/** Keys and names that can be part of a path. Others are texts. */
const KEY = /^[\w./-]{1,100}$/;

/** Returns a key as a path may show it. A key without a value may be a misplaced value, as in `password: {secret}`. */
export function shownKey(key: string, member: unknown): string {
  return KEY.test(key) && member !== null ? key : HIDDEN;
}

/** Returns the names of the entries of a list; undefined if an entry has none, or two have the same. */
export function uniqueNames(list: readonly unknown[]): string[] | undefined {
  const names = list.flatMap((entry) => nameOf(entry) ?? []);
  return new Set(names).size === list.length ? names : undefined;
}

/** Returns the names of the entries of a list if they are unique and a path may show them; undefined otherwise. */
export function shownNames(list: readonly unknown[], place: Place): string[] | undefined {
  const isShown = list.every((entry) => {
    const nameOfEntry = place === TEXT ? TEXT : membersOf(place, entry)?.name;
    return nameOfEntry === TEXT || nameOfEntry === NAME;
  });
  const names = isShown ? uniqueNames(list) : undefined;
  return names?.every((name) => KEY.test(name)) ? names : undefined;
}

/**
 * Returns an object without its hidden values. Its kind and name stay unchanged.
 *
 * @param manifest the object
 * @param publicVariables names of the variables whose values are shown in the portal's container
 */
export function shownManifest(manifest: Manifest, publicVariables: ReadonlySet<string> = new Set()): Manifest {
  const { kind, metadata } = manifest;
  const shown = shownValue(manifest, placesOf(manifest, publicVariables)) as Manifest;
  return { ...shown, kind, metadata: { ...shown.metadata, name: metadata.name } };
}
