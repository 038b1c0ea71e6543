import { describe } from '../util/describe';
import { isMap } from '../util/members';
import { keysOf } from '../util/path';
import { shellWord } from '../util/shell-word';
import type { Violation } from '../util/violation';
import { readWithoutQuotes } from './helm-yaml';
import type { JsonType, Node } from './node';
import type { SetOption, Written } from './written';

/** Returns the types that a node allows; an empty list if it allows all. */
export function types({ type }: Node): readonly JsonType[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}

/** Checks whether a value has one of the types that a node allows. */
export function hasType(node: Node, value: unknown): boolean {
  const expected = types(node);
  return expected.length === 0 || expected.some((type) => TYPES[type].test(value));
}

const TYPES: Readonly<Record<JsonType, { readonly words: string; test(value: unknown): boolean }>> = {
  string: { words: 'a string', test: (value) => typeof value === 'string' },
  integer: { words: 'an integer', test: (value) => Number.isSafeInteger(value) },
  number: { words: 'a number', test: (value) => Number.isFinite(value) },
  boolean: { words: 'true or false', test: (value) => typeof value === 'boolean' },
  array: { words: 'a list', test: Array.isArray },
  object: { words: 'a map', test: isMap },
  null: { words: 'null', test: (value) => value === null },
};

function typeWords(node: Node): string {
  return types(node)
    .filter((type) => type !== 'null')
    .map((type) => TYPES[type].words)
    .join(' or ');
}

/** Place of a value of the wrong type. */
interface WrongPlace {
  readonly path: string;
  /** Whether the value is a secret. */
  readonly secret: boolean;
  /** Whether the value is inside a Kubernetes type. */
  readonly isKubernetes: boolean;
  /** Text of the value as the user wrote it, if it is known. */
  readonly as: Written | undefined;
}

/** Returns message and fix for a value that has none of the types that a node allows. */
export function wrongType(node: Node, value: unknown, place: WrongPlace): Violation {
  const got = mayBeSecret(node, value, place) ? describe(value, true) : shown(value, place.as);
  return { path: place.path, message: `must be ${typeWords(node)}, got ${got}`, fix: fixOf(node, value, place) };
}

/** Checks whether the node, or a node inside it, is a secret. */
function holdsSecret({ writeOnly, properties = {}, items }: Node): boolean {
  return (
    writeOnly === true || (items !== undefined && holdsSecret(items)) || Object.values(properties).some(holdsSecret)
  );
}

/**
 * Checks whether a value of the wrong type may be a secret.
 *
 * A text or number that stands for a map or list may be anything, for example a URL with a password. Texts inside
 * Kubernetes types may be secrets, too.
 */
function mayBeSecret(node: Node, value: unknown, { secret, isKubernetes }: WrongPlace): boolean {
  const expected = types(node).filter((type) => type !== 'null');
  const isTextOfKubernetes = isKubernetes && expected.includes('string') && typeof value === 'number';
  const standsForMore = typeof value !== 'boolean' && expected.every((type) => type === 'object' || type === 'array');
  return secret || holdsSecret(node) || isTextOfKubernetes || standsForMore;
}

/** Returns a value as messages show it: a number or boolean as the user wrote it. */
function shown(value: unknown, as: Written | undefined): string {
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  return isScalar && as?.text !== undefined && as.text.length <= MAX_SHOWN ? as.text : describe(value);
}

/** Options that set strings only. */
const STRING_OPTIONS: readonly SetOption[] = ['--set-string', '--set-literal'];

/** Maximum number of characters of a number or boolean in a message. */
const MAX_SHOWN = 77;

function fixOf(node: Node, value: unknown, place: WrongPlace): string {
  const expected = types(node);
  const { as } = place;
  // A program's number has lost the text that its author wrote.
  const text = as?.text ?? (typeof value === 'boolean' ? String(value) : undefined);
  const isShown = text !== undefined && text.length <= MAX_SHOWN && !mayBeSecret(node, value, place);
  if (expected.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) {
    if (as?.option !== undefined) {
      return `use --set-string ${assignment(place.path, isShown ? text : undefined)}`;
    }
    return isShown ? `put it in quotes: ${JSON.stringify(text)}` : 'put it in quotes';
  }
  if (
    typeof value === 'string' &&
    expected.some((type) => type === 'integer' || type === 'number' || type === 'boolean')
  ) {
    const isFit = isShown && readsAs(node, text);
    if (as?.option !== undefined && STRING_OPTIONS.includes(as.option) && isFit) {
      return `use --set ${assignment(place.path, text)}`;
    }
    return isFit ? `write ${text} without quotes` : `write ${typeWords(node)} without quotes`;
  }
  if (value === null) {
    return place.path.endsWith(']') ? 'remove the entry, or set it to a value' : 'remove the key to use the default';
  }
  return `change it to ${typeWords(node)}`;
}

/** Returns an argument of `--set` or `--set-string`, quoted for a shell. */
function assignment(path: string, text: string | undefined): string {
  // Helm's syntax has dots between keys, and a backslash before a dot, comma or bracket inside a key or value.
  const keys = keysOf(path).reduce<string>((before, key) => {
    const name = typeof key === 'number' ? `[${key}]` : key.replace(/[.,=[\]\\]/g, '\\$&');
    return typeof key === 'number' || before === '' ? before + name : `${before}.${name}`;
  }, '');
  return `${shellWord(keys)}=${text === undefined ? 'VALUE' : shellWord(text.replace(/[,\\]/g, '\\$&'))}`;
}

/** Checks whether YAML reads a text, without quotes, as a value of the node's type. */
function readsAs(node: Node, text: string): boolean {
  const value = readWithoutQuotes(text.trim());
  return typeof value !== 'string' && hasType(node, value);
}
