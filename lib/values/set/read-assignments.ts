import type { SetOption } from '../written';
import { Reader } from './reader';
import { type Key, SetError, show } from './set-error';

/** Value that a text assigns to a path. */
export interface ReadAssignment {
  readonly keys: readonly Key[];
  readonly value: unknown;
  /** Text of the value, or of each entry of a list. Absent if messages must not show it. */
  readonly text?: string | readonly string[];
}

/** How the text of an option is read. */
export interface ReadOptions {
  readonly option: SetOption;
  /** Known top-level keys; undefined if any key is accepted. */
  readonly topLevel: readonly string[] | undefined;
  /** Returns the text of a file. */
  readonly readFile: (path: string) => string;
}

/** Helm's limit for indexes. */
const MAX_INDEX = 65_536;

/** Helm's limit for the keys and indexes of one path. It allows 30 dots. */
const MAX_DEPTH = 31;

/**
 * Yields the assignments in the text of an option.
 *
 * @throws SetError if the text is malformed
 */
export function* readAssignments(text: string, options: ReadOptions): Iterable<ReadAssignment> {
  const { option, topLevel } = options;
  const reader = new Reader(text);
  let previous: string | undefined;
  while (!reader.atEnd) {
    const keys = readKeys(reader, option, previous);
    if (previous !== undefined && topLevel && !topLevel.includes(String(keys[0]))) {
      throw commaError(option, previous);
    }
    previous = show(keys);
    yield { keys, ...readValue(reader, keys, options) };
  }
}

/**
 * Reads a path with its equals sign, such as `a.b[0].c=`.
 *
 * @param previous path before the comma. The text after the comma may be a part of its value, which may be a secret.
 */
function readKeys(reader: Reader, option: SetOption, previous: string | undefined): Key[] {
  const keys: Key[] = [];
  // Helm knows neither commas nor backslashes in a literal.
  const isLiteral = option === '--set-literal';
  for (;;) {
    keys.push(reader.until(isLiteral ? '.[=' : '.[=,', !isLiteral));
    while (reader.skips('[')) {
      keys.push(readIndex(reader, option, keys));
    }
    if (keys.length > MAX_DEPTH) {
      throw new SetError(`${option} ${show(keys)}: must have at most ${MAX_DEPTH} parts; use a values file`);
    }
    if (reader.skips('=')) {
      return keys;
    }
    if (!reader.skips('.') || keys.at(-1) === '') {
      throw previous === undefined
        ? new SetError(`${option} ${show(keys)}: has no value; write ${show(keys)}=VALUE`)
        : commaError(option, previous);
    }
  }
}

function commaError(option: SetOption, previous: string): SetError {
  return option === '--set-json'
    ? jsonError(previous)
    : new SetError(`${option} ${previous}: has a comma in its value; write \\, for a comma, or KEY=VALUE after it`);
}

function jsonError(path: string): SetError {
  return new SetError(
    `--set-json${path === '' ? '' : ` ${path}`}: must be JSON; put texts in double quotes, and the whole assignment in single quotes`,
  );
}

function readIndex(reader: Reader, option: SetOption, keys: readonly Key[]): number {
  const digits = reader.until(']');
  reader.skip();
  const index = Number(digits);
  if (!/^\d+$/.test(digits) || index > MAX_INDEX) {
    throw new SetError(
      `${option} ${show(keys)}: must have an index from 0 to ${MAX_INDEX} in its brackets, got another text; write it as [0]`,
    );
  }
  return index;
}

function readValue(reader: Reader, keys: readonly Key[], { option, readFile }: ReadOptions) {
  switch (option) {
    case '--set':
    case '--set-string': {
      const text = readText(reader, option);
      const read = option === '--set' ? typed : (each: string) => each;
      return { text, value: typeof text === 'string' ? read(text) : text.map(read) };
    }
    case '--set-file': {
      const path = readText(reader, option);
      const content = (each: string) => (each === '' ? '' : readFile(each));
      return { value: typeof path === 'string' ? content(path) : path.map(content) };
    }
    case '--set-literal': {
      const text = reader.until('', false);
      return { text, value: text };
    }
    case '--set-json':
      return readJson(reader, keys);
  }
}

/** Reads the text of a value, or of each entry of a list such as `{a,b}`, with the comma after it. */
function readText(reader: Reader, option: SetOption): string | string[] {
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
    throw new SetError(`${option}: a list must end with }; write it as KEY={A,B}`);
  }
  reader.skips(',');
  return list;
}

/** Reads a value of JSON, with the comma after it. Helm reads an empty text as null. */
function readJson(reader: Reader, keys: readonly Key[]): { readonly value: unknown; readonly text?: string } {
  const text = reader.untilEndOfJson().trim();
  reader.skip();
  if (text === '') {
    return { value: null };
  }
  const value = parseJson(text, show(keys));
  return value === null || typeof value === 'object' ? { value } : { value, text: String(value) };
}

/**
 * Returns the value of a JSON text.
 *
 * @param path path for the message of an error; empty for the values as a whole
 * @throws SetError if the text is not JSON. The message does not show it, because it may be a secret.
 */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw jsonError(path);
  }
}

/** Returns a value with the type that Helm gives it. Fractions, and numbers with a leading zero, are strings. */
function typed(text: string): unknown {
  const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };
  if (Object.hasOwn(words, text.toLowerCase())) {
    return words[text.toLowerCase()];
  }
  const isNumber = /^(?:0|[1-9]\d*|[+-]\d+)$/.test(text) && Number.isSafeInteger(Number(text));
  return isNumber ? Number(text) + 0 : text;
}
