import type { EnvVar, VolumeMount } from 'kubernetes-types/core/v1';
import { isJsonMap, type JsonMap, type JsonValue } from '../util/json';
import { APP_CONFIG, configMount } from './volumes';

/** Prefix of Backstage's configuration variables. The path of the key follows, with `_` instead of dots. */
export const CONFIG_PREFIX = 'APP_CONFIG_';

/** Keys that every shell, container runtime and version of Backstage accepts in a variable's name. */
const KEY = /^[A-Za-z][A-Za-z0-9]*$/;

/**
 * Largest configuration that variables carry, in bytes of JSON.
 *
 * Linux allows 128 KiB for one variable and limits their total size. A ConfigMap holds 1 MiB.
 */
const MAX_BYTES = 100_000;

/**
 * Returns Backstage's variables for a configuration tree, or undefined if variables cannot express it.
 *
 * Each leaf becomes one variable (Backstage: EnvConfigSource of its config loader). Some keys below the first level do
 * not fit into a variable's name, or have the value null. The level above such a key becomes one variable with JSON.
 *
 * Variables cannot express a tree in these cases:
 *
 * - It contains a `$`. Backstage replaces `${NAME}` in files only. Kubernetes replaces `$(NAME)` and `$$` in variables.
 * - A key of the first level does not fit into a variable's name, or its value is null.
 * - It is too large, or contains a number that JSON does not have.
 */
export function appConfigVariables(tree: JsonMap): EnvVar[] | undefined {
  const members = entries(tree);
  const text = JSON.stringify(tree);
  const canExpress =
    members.every(([key, value]) => isPartOfName(key) && value !== null) &&
    !text.includes('$') &&
    Buffer.byteLength(text) <= MAX_BYTES &&
    hasFiniteNumbers(tree);
  return canExpress ? members.flatMap(([key, value]) => variables(`${CONFIG_PREFIX}${key}`, value)) : undefined;
}

/** Returns the mount of the file that holds a configuration tree; an empty list if variables hold the tree. */
export function appConfigMounts(tree: JsonMap): VolumeMount[] {
  return appConfigVariables(tree) ? [] : [configMount(APP_CONFIG)];
}

/** Returns the names of the variables that set the same keys as a configuration tree, even if a file holds the tree. */
export function configNames(tree: JsonMap): string[] {
  const named = entries(tree).filter(([key]) => isPartOfName(key));
  return named.flatMap(([key, value]) => variables(`${CONFIG_PREFIX}${key}`, value)).map(({ name }) => name);
}

/** Returns the configuration keys that a variable sets, or undefined if it is not a configuration variable. */
export function configKeys(name: string): string[] | undefined {
  return name.startsWith(CONFIG_PREFIX) ? name.slice(CONFIG_PREFIX.length).split('_') : undefined;
}

/**
 * Checks whether Backstage can read the keys.
 *
 * If not, it does not start (Backstage: EnvConfigSource of its config loader).
 */
export function areConfigKeys(keys: readonly string[]): boolean {
  return keys.every((key) => /^[a-z][a-z0-9]*(?:[-:][a-z0-9]+)*$/i.test(key) && !(key in {}));
}

/** Most levels of a configuration tree that a variable sets. Deeper levels count as one. */
const MAX_LEVELS = 100;

/** Returns the configuration tree that a variable sets. A value that is not JSON becomes a string. */
export function configTree(keys: readonly string[], text: string): JsonValue {
  const levels = [...keys.slice(0, MAX_LEVELS), ...keys.slice(MAX_LEVELS).slice(-1)];
  return levels.reduceRight<JsonValue>((below, key) => ({ [key]: below }), parse(text));
}

function parse(text: string): JsonValue {
  if (!/^\s*(?:[[{"\d-]|true|false|null)/.test(text) || isDeep(text)) {
    // A failed parse takes a hundred times as long as this check, and most variables are words.
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Checks whether a JSON text may have more levels than functions can follow. */
function isDeep(text: string): boolean {
  let [level, deepest] = [0, 0];
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    level += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, level);
  }
  return deepest > MAX_LEVELS;
}

function variables(name: string, value: JsonValue): EnvVar[] {
  const members = isJsonMap(value) ? entries(value) : [];
  if (members.length > 0 && members.every(([key, member]) => isPartOfName(key) && member !== null)) {
    return members.flatMap(([key, member]) => variables(`${name}_${key}`, member));
  }
  return [{ name, value: JSON.stringify(value) }];
}

/**
 * Checks whether a key fits into a variable's name.
 *
 * Names that every object has, such as `constructor`, do not fit. Backstage treats them as keys that are already set.
 */
function isPartOfName(key: string): boolean {
  return KEY.test(key) && !(key in {});
}

function entries(map: JsonMap): [string, JsonValue][] {
  return Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

/** Checks whether all numbers are finite, because JSON has neither infinity nor NaN. */
function hasFiniteNumbers(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null
    ? Object.values(value).every(hasFiniteNumbers)
    : typeof value !== 'number' || Number.isFinite(value);
}
