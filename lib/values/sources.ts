import type { FindingSource } from '../util/finding';
import { isMap, memberOf } from '../util/members';
import type { YamlSource } from './helm-indentation';
import { type Keys, startsWith } from './tree';
import type { DuplicateKey, Reached, SetOption, Written } from './written';
import { YamlFile } from './yaml-file';

// Merged values are plain data. This file remembers beside them from which files and options they come.

/** One of the layers of merged values: a file, an option, or an object of a program. */
interface Layer {
  /** Follows keys as far as the layer has values. Returns undefined if the layer sets nothing on the way. */
  reach(keys: Keys): Reached | undefined;
  /** Returns the option of the command line if it sets a value inside a place. */
  optionInside?(keys: Keys): SetOption | undefined;
  /** Returns the keys that occur more than once in a map. */
  duplicates?(): readonly DuplicateKey[];
  /** Name of the file. */
  readonly file?: string;
}

/** Layers of values, in the order in which they override each other. */
const LAYERS = new WeakMap<object, readonly Layer[]>();

function layersOf(values: object): readonly Layer[] {
  return LAYERS.get(values) ?? [{ reach: (keys) => reachIn(values, keys) }];
}

/** Remembers that values were merged from others, later ones winning. */
export function rememberLayers<Values extends object>(values: Values, layers: readonly object[]): Values {
  LAYERS.set(values, layers.flatMap(layersOf));
  return values;
}

/**
 * Remembers the YAML file that values were read from. Only a finding about a value parses it again.
 *
 * @param hasDuplicates whether a key occurs more than once in a map
 */
export function rememberFile<Values extends object>(
  values: Values,
  file: string,
  source: YamlSource,
  hasDuplicates: boolean,
): Values {
  let parsed: YamlFile | undefined;
  const parse = () => {
    parsed ??= new YamlFile(file, source);
    return parsed;
  };
  const duplicates = () => (hasDuplicates ? parse().duplicates() : []);
  LAYERS.set(values, [{ file, reach: (keys) => parse().reach(keys), duplicates }]);
  return values;
}

/** Value that an option of the command line assigns. */
export interface Assignment {
  readonly keys: Keys;
  /** Text of the value, or of each entry of a list. Absent if messages must not show it. */
  readonly text?: string | readonly string[];
}

/** Remembers that an option of the command line changed values. */
export function rememberOption<Values extends object>(
  values: Values,
  before: object,
  option: SetOption,
  assignments: readonly Assignment[],
): Values {
  const reach: Layer['reach'] = (keys) => {
    const assignment = assignments.findLast((each) => startsWith(keys, each.keys));
    if (assignment === undefined) {
      return undefined;
    }
    const text = memberOf({ text: assignment.text }, 'text', ...keys.slice(assignment.keys.length));
    const written = typeof text === 'string' ? { text, option } : { option };
    return { written, depth: keys.length, isMap: false };
  };
  const optionInside = (keys: Keys) => (assignments.some((each) => startsWith(each.keys, keys)) ? option : undefined);
  LAYERS.set(values, [...layersOf(before), { reach, optionInside }]);
  return values;
}

/** Returns how the user wrote a value, or the value that stands in the place of a map around it. */
export function writtenAt(values: object, keys: Keys): Written | undefined {
  // Number of keys that lead to the innermost map. A value around it in a layer below has no effect.
  let mapDepth = -1;
  for (const layer of layersOf(values).toReversed()) {
    const reached = layer.reach(keys);
    if (reached?.depth === keys.length) {
      return reached.written;
    }
    if (reached?.isInList) {
      return undefined;
    }
    if (reached && !reached.isMap) {
      return reached.depth > mapDepth ? reached.written : undefined;
    }
    mapDepth = Math.max(mapDepth, reached?.depth ?? -1);
  }
  return undefined;
}

/**
 * Returns where a value was set: the last file or option that sets it. For a value that nobody set, that is the last
 * file that sets a value around it, or the option if no file does.
 */
export function sourceAt(values: object, keys: Keys): FindingSource | undefined {
  const written = writtenAt(values, keys);
  if (written !== undefined) {
    return written.option === undefined ? written.position : { option: written.option };
  }
  const layers = layersOf(values).toReversed();
  for (let length = keys.length - 1; length >= 0; length -= 1) {
    const around = keys.slice(0, length);
    for (const layer of layers) {
      const reached = layer.reach(around);
      if (reached?.depth === length && reached.written.position !== undefined) {
        return reached.written.position;
      }
    }
    const option = length === 0 ? undefined : layers.map((layer) => layer.optionInside?.(around)).find(Boolean);
    if (option !== undefined) {
      return { option };
    }
  }
  return undefined;
}

/** Returns the keys that occur more than once in a map of a file. */
export function duplicateKeys(values: object): readonly DuplicateKey[] {
  return layersOf(values).flatMap((layer) => layer.duplicates?.() ?? []);
}

/** Returns the names of the files that values were read from, in the order in which they override each other. */
export function filesOf(values: object): readonly string[] {
  return layersOf(values).flatMap(({ file }) => file ?? []);
}

/** Follows keys into the values of a program, which have no positions. Lists count as a whole. */
function reachIn(values: unknown, keys: Keys): Reached | undefined {
  let value = values;
  for (const [depth, key] of keys.entries()) {
    if (!isMap(value)) {
      return { written: {}, depth, isMap: false };
    }
    const member = memberOf(value, key);
    if (member === undefined) {
      return { written: {}, depth, isMap: true };
    }
    value = member;
  }
  return { written: {}, depth: keys.length, isMap: isMap(value) };
}
