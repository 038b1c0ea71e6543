import { isMap } from '../../util/members';
import { mergeValues, type YamlMap } from '../merge';
import { type Assignment, rememberOption } from '../sources';
import type { Keys } from '../tree';
import type { SetOption } from '../written';
import { Changes } from './changes';
import { parseJson, readAssignments } from './read-assignments';
import { SetError } from './set-error';

export { SetError } from './set-error';

// This folder reads the options that set values as Helm does: https://helm.sh/docs/intro/using_helm, "The Format and
// Limitations of --set".

/** Options that set values, in the order in which Helm applies them. */
export const SET_OPTIONS: readonly SetOption[] = ['--set-json', '--set', '--set-string', '--set-file', '--set-literal'];

/** Settings of {@link setValues}. */
export interface SetSettings {
  /**
   * Known top-level keys. An assignment after a comma must begin with one of them. Otherwise it may be the rest of a
   * secret that contains a comma, so it is refused and not shown.
   *
   * @default - every key is accepted
   */
  readonly topLevel?: readonly string[];
  /** Returns the text of a file, for `--set-file`. @default - files are refused */
  readonly readFile?: (path: string) => string;
}

/**
 * Returns a copy of the values that contains the assignments of an option, such as `a.b=1,c[0].d=x,e={1,2}`.
 *
 * Dots lead into maps, and brackets into lists. A backslash escapes the next character. With `--set`, true, false, null
 * and integers have their types, and everything else is a string. With `--set-string`, everything is a string. The value
 * of `--set-json` is JSON, and the value of `--set-file` the path of a file with a string. The value of `--set-literal`
 * is the rest of the text.
 *
 * @throws SetError if the text is malformed, or if a path leads through a value that is not a map or list
 */
export function setValues(values: YamlMap, text: string, option: SetOption, settings: SetSettings = {}): YamlMap {
  if (option === '--set-json' && text.trim().startsWith('{')) {
    return mergeJson(values, text);
  }
  const { topLevel, readFile = refuseFile } = settings;
  const changes = new Changes(option);
  const made: Assignment[] = [];
  let result: unknown = values;
  for (const assignment of readAssignments(text, { option, topLevel, readFile })) {
    const { keys, value } = assignment;
    // Helm ignores an assignment to an empty key.
    if (keys.at(-1) !== '') {
      result = changes.assign(result, keys, value, []);
      made.push(assignment);
    }
  }
  return isMap(result) ? rememberOption(result, values, option, made) : values;
}

/** Merges a map of JSON with values, as another values file. */
function mergeJson(values: YamlMap, text: string): YamlMap {
  const map = parseJson(text, '');
  if (!isMap(map)) {
    return values;
  }
  return rememberOption(mergeValues([values, map]), values, '--set-json', [...assignmentsIn(map)]);
}

/** Yields the values that replace others when a map is merged: all but maps with entries. */
function* assignmentsIn(map: YamlMap, above: Keys = []): Iterable<Assignment> {
  for (const [key, value] of Object.entries(map)) {
    const keys = [...above, key];
    if (isMap(value) && Object.keys(value).length > 0) {
      yield* assignmentsIn(value, keys);
    } else {
      yield { keys };
    }
  }
}

function refuseFile(): never {
  throw new SetError('--set-file: is not available here; use --set');
}
