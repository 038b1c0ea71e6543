import { isDeepStrictEqual } from 'node:util';
import { InputError } from '../../util/input-error';
import { isMap, memberOf } from '../../util/members';
import { keysOf } from '../../util/path';
import { ValuesError } from '../finding';
import { readValues } from '../load';
import type { YamlMap } from '../merge';
import type { Keys } from '../tree';
import { addComment } from './add-comment';
import { expandAliases } from './expand-aliases';
import { remove } from './remove';
import { rename } from './rename';
import { set } from './set';

/** Change of a values file. */
export interface Rewriting {
  /** Values of the file after the change. */
  readonly values: YamlMap;
  /** Values that moved, by paths, in order. The text keeps their place if only the last key changes. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** Comments for values, by path. */
  readonly comments: ReadonlyMap<string, string>;
  /** Text of the comment that replaces a removed key, if comments about the key stay. */
  readonly removed: string;
}

/** Maximum number of changes of one file. */
const MAX_CHANGES = 10_000;

/**
 * Returns the text of a values file with other values. Lines without a change stay as they are, and every comment stays.
 *
 * @param text text of the file, in YAML or JSON
 * @param name name of the file in messages
 * @param change the new values, and what to write about them
 * @throws InputError if the text cannot be changed, for example because of its anchors
 */
export function rewriteYaml(text: string, name: string, change: Rewriting): string {
  if (isJson(text)) {
    return `${JSON.stringify(change.values, null, 2)}\n`;
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const rewritten = rewriteLines(text.slice(mark.length).replaceAll('\r\n', '\n'), name, change);
  return mark + rewritten.replaceAll('\n', eol);
}

function isJson(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return isMap(parsed) && Object.keys(parsed).length > 0;
  } catch {
    return false;
  }
}

function rewriteLines(text: string, name: string, change: Rewriting): string {
  const now = changed(text, name, change) ?? changed(expandAliases(text, name), name, change);
  if (now === undefined) {
    throw new InputError(
      `cannot change the text of ${name}; write it without brackets, anchors and tags, and try again`,
    );
  }
  return [...change.comments].reduce((lines, [path, comment]) => addComment(lines, keysOf(path), comment), now);
}

/** Returns the text with the new values; undefined if an edit does not have the expected result. */
function changed(text: string, name: string, { values, moves, removed }: Rewriting): string | undefined {
  let now = moves.reduce((lines, { from, to }) => rename(lines, keysOf(from), keysOf(to)), text);
  for (let changes = 0; changes < MAX_CHANGES; changes++) {
    const next = firstDifference(valuesOf(now, name), values);
    if (next === undefined) {
      return now;
    }
    const after = next.isRemoved ? remove(now, next.keys, removed) : set(now, next.keys, next.value);
    // For example, an alias may refer to an anchor that is gone.
    if (after === now || !isReadable(after, name)) {
      return undefined;
    }
    now = after;
  }
  return undefined;
}

/** A value that differs, and its new value. */
type Difference =
  | { readonly keys: Keys; readonly isRemoved: true }
  | { readonly keys: Keys; readonly isRemoved: false; readonly value: unknown };

/** Returns the first difference: removed values first, because others may take their place. */
function firstDifference(before: YamlMap, after: YamlMap, keys: Keys = []): Difference | undefined {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) {
      return { keys: [...keys, key], isRemoved: true };
    }
    const below = differenceOf(before[key], after[key], [...keys, key]);
    if (below) {
      return below;
    }
  }
  const added = Object.keys(after).find((key) => !Object.hasOwn(before, key));
  return added === undefined ? undefined : { keys: [...keys, added], isRemoved: false, value: after[added] };
}

function differenceOf(before: unknown, after: unknown, keys: Keys): Difference | undefined {
  if (isDeepStrictEqual(before, after)) {
    return undefined;
  }
  if (isMap(before) && isMap(after) && Object.keys(before).length > 0) {
    return firstDifference(before, after, keys);
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const index = before.findIndex((entry, at) => !isDeepStrictEqual(entry, after[at]));
    const [old, changed] = [memberOf(before, index), memberOf(after, index)];
    // An entry that is a map keeps its lines.
    if (isMap(old) && isMap(changed)) {
      return differenceOf(old, changed, [...keys, index]);
    }
  }
  return { keys, isRemoved: false, value: after };
}

/** Reads the values of a text, which may have no keys yet. */
function valuesOf(text: string, name: string): YamlMap {
  return text.split('\n').every((line) => /^\s*(?:#.*|---\s*)?$/.test(line)) ? {} : readValues(Buffer.from(text), name);
}

function isReadable(text: string, name: string): boolean {
  try {
    valuesOf(text, name);
    return true;
  } catch (error) {
    if (error instanceof ValuesError) {
      return false;
    }
    throw error;
  }
}
