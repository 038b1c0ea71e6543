import type { EnvVar, VolumeMount } from 'kubernetes-types/core/v1';
import { isJsonMap, type JsonMap, type JsonValue } from '../util/json';
import { APP_CONFIG } from './volumes';

/** What the names of Backstage's configuration variables begin with; the path of the key follows, with `_` for dots. */
const PREFIX = 'APP_CONFIG_';

/** Keys that every shell, container runtime and version of Backstage takes as a part of a variable's name. */
const KEY = /^[A-Za-z][A-Za-z0-9]*$/;

/** Linux takes 128 KiB for one variable and has a limit for all of them; a ConfigMap holds 1 MiB. */
const MAX_BYTES = 100_000;

/**
 * Backstage's variables for a configuration tree, one for each leaf, or undefined where variables cannot express it.
 *
 * They cannot where a `$` is in it: Backstage replaces `${NAME}` in files only, and Kubernetes `$(NAME)` and `$$` in
 * variables. Nor where a key of the first level does not fit into a name. Keys further down that do not fit are in the
 * JSON of the level above (Backstage: EnvConfigSource of its config loader).
 */
export function appConfigVariables(tree: JsonMap): EnvVar[] | undefined {
  const members = entries(tree);
  const text = JSON.stringify(tree);
  const canExpress =
    members.every(([key, value]) => isPartOfName(key) && value !== null) &&
    !text.includes('$') &&
    Buffer.byteLength(text) <= MAX_BYTES &&
    hasFiniteNumbers(tree);
  return canExpress ? members.flatMap(([key, value]) => variables(`${PREFIX}${key}`, value)) : undefined;
}

/** The mount of the file that holds a configuration tree; none if variables hold it. */
export function appConfigMounts(tree: JsonMap): VolumeMount[] {
  const { volume, file, path } = APP_CONFIG;
  return appConfigVariables(tree) ? [] : [{ name: volume, mountPath: path, subPath: file, readOnly: true }];
}

/** Names of variables that would set what a configuration tree sets, be it in variables or in a file. */
export function configNames(tree: JsonMap): string[] {
  const named = entries(tree).filter(([key]) => isPartOfName(key));
  return named.flatMap(([key, value]) => variables(`${PREFIX}${key}`, value)).map(({ name }) => name);
}

/** The keys that a variable sets, or undefined where it is none of Backstage's configuration. */
export function configKeys(name: string): string[] | undefined {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('_') : undefined;
}

/** Whether Backstage can read the keys; it does not start otherwise (Backstage: EnvConfigSource of its config loader). */
export function areConfigKeys(keys: readonly string[]): boolean {
  return keys.every((key) => /^[a-z][a-z0-9]*(?:[-:][a-z0-9]+)*$/i.test(key) && !(key in {}));
}

/** The configuration tree that a variable stands for. What is no JSON is a text. */
export function configTree(keys: readonly string[], text: string): JsonValue {
  return keys.reduceRight<JsonValue>((below, key) => ({ [key]: below }), parse(text));
}

function parse(text: string): JsonValue {
  if (!/^\s*(?:[[{"\d-]|true|false|null)/.test(text)) {
    // A failure costs a hundred times as much as a look, and most variables are words.
    return text;
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whether two variables set the same key of the configuration, or one a key below the other's. */
export function overlapping(name: string, other: string): boolean {
  const covers = (above: string, below: string) => below === above || below.startsWith(`${above}_`);
  return name.startsWith(PREFIX) && (covers(name, other) || covers(other, name));
}

function variables(name: string, value: JsonValue): EnvVar[] {
  const members = isJsonMap(value) ? entries(value) : [];
  if (members.length > 0 && members.every(([key, member]) => isPartOfName(key) && member !== null)) {
    return members.flatMap(([key, member]) => variables(`${name}_${key}`, member));
  }
  return [{ name, value: JSON.stringify(value) }];
}

/** Backstage takes a name that every object has, such as constructor, for a key that is set already. */
function isPartOfName(key: string): boolean {
  return KEY.test(key) && !(key in {});
}

function entries(map: JsonMap): [string, JsonValue][] {
  return Object.entries(map).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

/** JSON has neither infinity nor not-a-number. */
function hasFiniteNumbers(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null
    ? Object.values(value).every(hasFiniteNumbers)
    : typeof value !== 'number' || Number.isFinite(value);
}
