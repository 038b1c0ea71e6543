import { isMap, type YamlMap } from './merge';

// `--set` as Helm reads it: https://helm.sh/docs/intro/using_helm, "The Format and Limitations of --set".

/** How the values of an assignment are read. */
export type SetMode = 'typed' | 'string';

/** Thrown where an assignment is not one. Its message shows keys only: values may be secret. */
export class SetError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SetError';
  }
}

/** Helm's own limit for indexes. */
const MAX_INDEX = 65_536;

/** Helm's own limit for dots and indexes in one key. */
const MAX_DEPTH = 30;

type Key = string | number;

/**
 * The values with the assignments in them: `a.b=1,c[0].d=x,e={1,2}`.
 *
 * Dots lead into maps, brackets into lists, a backslash takes the next character as it is. Typed values are true, false,
 * null and whole numbers; anything else, and anything in mode `string`, is a string.
 *
 * @param topLevel the keys that values may begin with. What begins with another one behind a comma is refused unseen: it
 * may be the rest of a secret that has a comma in it.
 * @throws SetError where the text is no assignment, or leads through a value that is no map or list
 */
export function setValues(values: YamlMap, assignments: string, mode: SetMode, topLevel?: readonly string[]): YamlMap {
  const reader = new Reader(assignments);
  let result: unknown = values;
  let previous: string | undefined;
  while (!reader.atEnd) {
    const keys = readKeys(reader, previous);
    if (previous !== undefined && topLevel && !topLevel.includes(String(keys[0]))) {
      throw commaError(previous);
    }
    previous = show(keys);
    const value = readValue(reader, mode);
    // Helm takes an empty key for no key.
    if (keys.at(-1) !== '') {
      result = assign(result, keys, value, '');
    }
  }
  return isMap(result) ? result : values;
}

/** Reads characters one after the other. */
class Reader {
  private position = 0;
  private readonly text: readonly string[];

  constructor(text: string) {
    this.text = [...text];
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The next character, left where it is; empty at the end. */
  peek(): string {
    return this.text[this.position] ?? '';
  }

  skip(): void {
    this.position += 1;
  }

  /** Skips the next character if it is this one. */
  skips(character: string): boolean {
    const found = this.peek() === character;
    this.position += found ? 1 : 0;
    return found;
  }

  /** The characters up to one of `stops`, those behind a backslash as they are. */
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
 * Reads `a.b[0].c=`, with its equals sign.
 *
 * @param previous the key in front of the comma: what stands behind it may be a part of its value, a secret's too
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
  return new SetError(`--set ${previous}: has a comma in its value; write \\, for it, or KEY=VALUE behind it`);
}

function readIndex(reader: Reader, keys: readonly Key[]): number {
  const digits = reader.until(']');
  reader.skip();
  const index = Number(digits);
  if (!/^\d+$/.test(digits) || index > MAX_INDEX) {
    throw new SetError(`--set ${show(keys)}: must have an index of 0 to ${MAX_INDEX} in its brackets`);
  }
  return index;
}

/** Reads a value or `{a,b}`, with the comma behind it. */
function readValue(reader: Reader, mode: SetMode): unknown {
  if (!reader.skips('{')) {
    const value = typed(reader.until(','), mode);
    reader.skip();
    return value;
  }
  const list: unknown[] = [];
  do {
    list.push(typed(reader.until(',}'), mode));
  } while (reader.skips(','));
  if (!reader.skips('}')) {
    throw new SetError('--set: a list must end with }');
  }
  reader.skips(',');
  return list;
}

/** Helm's types: no fractions, and no number with a zero in front but 0 itself. */
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

function assign(target: unknown, [key, ...rest]: readonly Key[], value: unknown, path: string): unknown {
  if (key === undefined) {
    return value;
  }
  const here = pathOf(path, key);
  const below = (member: unknown) => assign(member, rest, value, here);
  if (typeof key === 'number') {
    const list = Array.isArray(target) ? [...target] : [];
    if (!Array.isArray(target) && target !== undefined && target !== null) {
      throw new SetError(`--set ${here}: ${path} must be a list, got another value; set ${path} as a whole`);
    }
    while (list.length < key) {
      list.push(null);
    }
    list[key] = below(list[key]);
    return list;
  }
  if (!isMap(target) && target !== undefined && target !== null) {
    throw new SetError(`--set ${here}: ${path} must be a map, got another value; set ${path} as a whole`);
  }
  const map = isMap(target) ? target : {};
  return Object.fromEntries([
    ...Object.entries(map).filter(([name]) => name !== key),
    [key, below(Object.hasOwn(map, key) ? map[key] : undefined)],
  ]);
}

function show(keys: readonly Key[]): string {
  return keys.reduce<string>(pathOf, '');
}

/** A path with a key behind it, less what stands behind a colon in the key: it may be a secret, for which `=` was meant. */
function pathOf(path: string, key: Key): string {
  if (typeof key === 'number') {
    return `${path}[${key}]`;
  }
  const shown = key.replace(/[:\s].*/s, '');
  return path === '' ? shown : `${path}.${shown}`;
}
