import { InputError } from '../util/input-error';
import { isMap } from '../util/members';
import type { YamlMap } from './merge';
import { type Assignment, rememberOption } from './written';

// This file reads `--set` as Helm does: https://helm.sh/docs/intro/using_helm, "The Format and Limitations of --set".

/** Mode in which the values of an assignment are read. */
export type SetMode = 'typed' | 'string';

/** Error for a malformed assignment. Its message shows only keys, because values may be secret. */
export class SetError extends InputError {
  constructor(message: string) {
    super(message);
    this.name = 'SetError';
  }
}

/** Helm's limit for indexes. */
const MAX_INDEX = 65_536;

/** Helm's limit for dots and indexes in one path. */
const MAX_DEPTH = 30;

type Key = string | number;

/**
 * Returns a copy of the values that contains the assignments, such as `a.b=1,c[0].d=x,e={1,2}`.
 *
 * Dots lead into maps, and brackets into lists. A backslash escapes the next character. In mode `typed`, true, false,
 * null and integers have their types, and everything else is a string. In mode `string`, everything is a string.
 *
 * @param values values to change
 * @param assignments text of the assignments, separated by commas
 * @param mode mode in which the values of the assignments are read
 * @param topLevel known top-level keys. An assignment after a comma must begin with one of them. Otherwise it may be
 * the rest of a secret that contains a comma, so it is refused and not shown.
 * @throws SetError if the text is malformed, or if a path leads through a value that is not a map or list
 */
export function setValues(values: YamlMap, assignments: string, mode: SetMode, topLevel?: readonly string[]): YamlMap {
  const reader = new Reader(assignments);
  const changes = new Changes();
  const made: Assignment[] = [];
  let result: unknown = values;
  let previous: string | undefined;
  while (!reader.atEnd) {
    const keys = readKeys(reader, previous);
    if (previous !== undefined && topLevel && !topLevel.includes(String(keys[0]))) {
      throw commaError(previous);
    }
    previous = show(keys);
    const text = readText(reader);
    const value = typeof text === 'string' ? typed(text, mode) : text.map((entry) => typed(entry, mode));
    // Helm ignores an assignment to an empty key.
    if (keys.at(-1) !== '') {
      result = changes.assign(result, keys, value, []);
      made.push({ keys, text });
    }
  }
  return isMap(result) ? rememberOption(result, values, mode === 'typed' ? '--set' : '--set-string', made) : values;
}

/** Reader of single characters. */
class Reader {
  private position = 0;
  private readonly text: readonly string[];

  constructor(text: string) {
    this.text = [...text];
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Returns the next character without skipping it, or an empty string at the end. */
  peek(): string {
    return this.text[this.position] ?? '';
  }

  skip(): void {
    this.position += 1;
  }

  /** Skips the next character if it is `character`, and returns whether it was. */
  skips(character: string): boolean {
    const found = this.peek() === character;
    this.position += found ? 1 : 0;
    return found;
  }

  /** Reads up to one of the characters in `stops`. A backslash escapes the next character. */
  until(stops: string): string {
    let read = '';
    while (!this.atEnd && !stops.includes(this.peek())) {
      this.skips('\\');
      read += this.peek();
      this.skip();
    }
    return read;
  }
}

/**
 * Reads a path with its equals sign, such as `a.b[0].c=`.
 *
 * @param previous path before the comma. The text after the comma may be a part of its value, which may be a secret.
 */
function readKeys(reader: Reader, previous: string | undefined): Key[] {
  const keys: Key[] = [];
  for (;;) {
    keys.push(reader.until('.[=,'));
    while (reader.skips('[')) {
      keys.push(readIndex(reader, keys));
    }
    if (keys.length > MAX_DEPTH) {
      throw new SetError(`--set ${show(keys)}: must have at most ${MAX_DEPTH} parts; use a values file`);
    }
    if (reader.skips('=')) {
      return keys;
    }
    if (!reader.skips('.') || keys.at(-1) === '') {
      throw previous === undefined
        ? new SetError(`--set ${show(keys)}: has no value; write ${show(keys)}=VALUE`)
        : commaError(previous);
    }
  }
}

function commaError(previous: string): SetError {
  return new SetError(`--set ${previous}: has a comma in its value; write \\, for a comma, or KEY=VALUE after it`);
}

function readIndex(reader: Reader, keys: readonly Key[]): number {
  const digits = reader.until(']');
  reader.skip();
  const index = Number(digits);
  if (!/^\d+$/.test(digits) || index > MAX_INDEX) {
    throw new SetError(
      `--set ${show(keys)}: must have an index from 0 to ${MAX_INDEX} in its brackets, got another text; write it as [0]`,
    );
  }
  return index;
}

/** Reads the text of a value, or of each entry of a list such as `{a,b}`, with the comma after it. */
function readText(reader: Reader): string | string[] {
  if (!reader.skips('{')) {
    const text = reader.until(',');
    reader.skip();
    return text;
  }
  const list: string[] = [];
  do {
    list.push(reader.until(',}'));
  } while (reader.skips(','));
  if (!reader.skips('}')) {
    throw new SetError('--set: a list must end with }; write it as KEY={A,B}');
  }
  reader.skips(',');
  return list;
}

/** Returns a value with the type that Helm gives it. Fractions, and numbers with a leading zero, are strings. */
function typed(text: string, mode: SetMode): unknown {
  if (mode === 'string') {
    return text;
  }
  const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
  if (Object.hasOwn(words, text.toLowerCase())) {
    return words[text.toLowerCase()];
  }
  const isNumber = /^(?:0|[1-9]\d*|[+-]\d+)$/.test(text) && Number.isSafeInteger(Number(text));
  return isNumber ? Number(text) + 0 : text;
}

/** Maximum number of list entries that one text adds, with those before a given index. */
const MAX_ENTRIES = 100_000;

/** Assigns values to paths. It copies each map and list of the values once, and then changes the copy. */
class Changes {
  private readonly copies = new Set<unknown>();
  private entries = 0;

  assign(target: unknown, [key, ...rest]: readonly Key[], value: unknown, above: readonly Key[]): unknown {
    if (key === undefined) {
      return value;
    }
    const here = [...above, key];
    const refuse = (problem: string): never => {
      throw new SetError(`--set ${show(here)}: ${problem}`);
    };
    if (typeof key === 'number') {
      if (!Array.isArray(target) && target !== undefined && target !== null) {
        refuse(`${show(above)} must be a list, got another value; set ${show(above)} as a whole`);
      }
      const given = Array.isArray(target) ? target : [];
      const list: unknown[] = this.copies.has(target) ? given : this.added([...given]);
      this.entries += Math.max(0, key - list.length);
      if (this.entries > MAX_ENTRIES) {
        refuse(`must not add more than ${MAX_ENTRIES} entries; use a values file`);
      }
      while (list.length < key) {
        list.push(null);
      }
      list[key] = this.assign(list[key], rest, value, here);
      return list;
    }
    if (!isMap(target) && target !== undefined && target !== null) {
      refuse(`${show(above)} must be a map, got another value; set ${show(above)} as a whole`);
    }
    const given = isMap(target) ? target : {};
    const map: YamlMap = this.copies.has(target) ? given : this.added(copyOf(given));
    const member = this.assign(Object.hasOwn(map, key) ? map[key] : undefined, rest, value, here);
    // An assignment to the key __proto__ would change the prototype.
    return Object.defineProperty(map, key, { value: member, enumerable: true, configurable: true, writable: true });
  }

  private added<Copy>(copy: Copy): Copy {
    this.copies.add(copy);
    return copy;
  }
}

function copyOf(map: YamlMap): YamlMap {
  return Object.fromEntries(Object.entries(map));
}

/**
 * Returns a path as messages show it, without the text after a colon or space. That text may be a secret, if the user
 * wrote a colon instead of `=`.
 */
function show(keys: readonly Key[]): string {
  const end = keys.findIndex((key) => typeof key === 'string' && SEPARATOR.test(key));
  return (end === -1 ? keys : keys.slice(0, end + 1)).reduce<string>(pathOf, '');
}

const SEPARATOR = /[:\s]/;

/** Appends a key to a path, without the text after a colon or space in the key. */
function pathOf(path: string, key: Key): string {
  if (typeof key === 'number') {
    return `${path}[${key}]`;
  }
  const [shown = ''] = key.split(SEPARATOR, 1);
  return path === '' ? shown : `${path}.${shown}`;
}
