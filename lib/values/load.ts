import { isUtf8 } from 'node:buffer';
import { constructFromEvents, eventsToAst, YAMLException } from 'js-yaml';
import { describe } from '../util/describe';
import { isMap } from '../util/members';
import { MEBIBYTE } from '../util/read-bounded';
import { exceededLimit } from '../util/tree-limits';
import { yamlFault } from '../util/yaml-fault';
import { type Finding, ValuesError } from './finding';
import { isShallow, withHelmIndentation, type YamlSource } from './helm-indentation';
import { HELM_SCHEMA } from './helm-yaml';
import type { YamlMap } from './merge';
import { keyBeforeMerge } from './merge-keys';
import { rememberFile } from './sources';
import { TextLines } from './text-lines';
import { causeOf } from './yaml-cause';
import { yamlEvents } from './yaml-events';

/** Rule of all findings about the YAML of a file. */
export const YAML = 'yaml';

/** Name of standard input in messages. */
export const STANDARD_INPUT = 'standard input';

/** Maximum number of bytes of a values file. */
export const MAX_VALUES_BYTES = MEBIBYTE;

/** Bounds of a values file. A file with more is an attack or a mistake. */
const LIMITS = { values: 100_000, depth: 100, characters: MAX_VALUES_BYTES };

/**
 * Reads values from the bytes of a YAML or JSON file. Rendering checks their content later.
 *
 * @param bytes content of the file, in UTF-8
 * @param name name of the file in messages
 * @throws ValuesError with file, line and column if the bytes are not a YAML map
 */
export function readValues(bytes: Uint8Array, name: string): YamlMap {
  // A file may have no values: it may be empty, and `helm get values` prints null.
  const text = decode(bytes, name);
  const { value, hasDuplicates, source } = parse({ text, lines: new TextLines(text) }, name);
  const values = value ?? {};
  if (!isMap(values)) {
    throw new ValuesError([
      fault(name, 1, 1, `must be a map, got ${describe(values, true)}`, 'begin the file with a key such as backstage'),
    ]);
  }
  const exceeded = exceededLimit(values, LIMITS);
  if (exceeded) {
    throw new ValuesError([fault(name, 1, 1, `must have ${exceeded.bound}, got more`, exceeded.fix)]);
  }
  const before = keyBeforeMerge(source.text);
  if (before !== undefined) {
    const { line, column } = source.lines.positionOf(before);
    const message = 'is a key that << below it contains, too; Helm takes the value of <<';
    throw new ValuesError([fault(name, line, column, message, 'write << above the keys that override it')]);
  }
  return rememberFile(values, name, source, hasDuplicates);
}

function decode(bytes: Uint8Array, name: string): string {
  if (!isUtf8(bytes)) {
    const { line, column } = firstInvalidByte(bytes);
    throw new ValuesError([fault(name, line, column, 'must be UTF-8, got an invalid byte', 'save the file as UTF-8')]);
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function firstInvalidByte(bytes: Uint8Array): { line: number; column: number } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let valid = '';
  try {
    for (const byte of bytes) {
      valid += decoder.decode(Uint8Array.of(byte), { stream: true });
    }
  } catch {
    // The text before the invalid byte is enough to find its position.
  }
  const lines = valid.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** Content of a file. */
interface Content {
  readonly value: unknown;
  /** Whether a map has a key more than once. Helm uses the last one. */
  readonly hasDuplicates: boolean;
  /** The text that was parsed. */
  readonly source: YamlSource;
}

function parse(source: YamlSource, name: string, hasDuplicates = false): Content {
  const { text } = source;
  try {
    const documents = constructFromEvents(yamlEvents(text), { source: text, schema: HELM_SCHEMA, json: hasDuplicates });
    return documents.length > 1 ? firstDocument(source, name) : { value: documents[0], hasDuplicates, source };
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    const { line, column, reason } = yamlFault(error);
    if (/^duplicated mapping key/.test(reason) && !hasDuplicates) {
      return parse(source, name, true);
    }
    const found = { line, column: source.lines.columnInFile(line, column), reason };
    const indented = isShallow(found) ? withHelmIndentation(source.text) : { source, fault: found };
    if (indented.fault === undefined) {
      return parse(indented.source, name);
    }
    const cause = causeOf(indented.source, indented.fault);
    throw new ValuesError([fault(name, cause.line, cause.column, cause.reason, cause.fix ?? fixFor(cause.reason))]);
  }
}

/**
 * Returns the first document of a text with several, if the others are empty.
 *
 * @throws ValuesError with the position of the second document, which Helm ignores without a message
 */
function firstDocument(source: YamlSource, name: string): Content {
  const { text } = source;
  const [, ...others] = eventsToAst(yamlEvents(text), { source: text, schema: HELM_SCHEMA });
  const lines = text.split('\n');
  const start = lines.findIndex((line) => !EMPTY_LINE.test(line));
  if (start === -1) {
    return { value: null, hasDuplicates: false, source };
  }
  const second = lines.findIndex((line, index) => index > start && /^---(?:\s|$)/.test(line));
  if (
    second > 0 &&
    others.every(({ contents }) => contents === null || (contents.kind === 'scalar' && contents.value === ''))
  ) {
    return parse({ ...source, text: lines.slice(0, second).join('\n') }, name);
  }
  throw new ValuesError([
    fault(
      name,
      Math.max(second, 0) + 1,
      1,
      'begins a second document, but Helm reads only the first one of a values file',
      'remove this line and all that follow, or move them to a separate values file',
    ),
  ]);
}

/** Line without content: space, a comment, a directive or a marker of YAML. */
const EMPTY_LINE = /^(?:\s*(?:#.*)?|%.*|(?:---|\.\.\.)\s*(?:#.*)?)$/;

function fixFor(reason: string): string {
  const fixes: readonly (readonly [RegExp, string])[] = [
    [/inside each other/, 'use fewer levels'],
    [/^tab /, 'indent with spaces'],
    [/alias/, 'define the anchor above its first use'],
    [/tag/, 'remove the tag'],
    [/flow collection/, 'close the bracket'],
    [/bad indentation/, 'indent it like the lines around it, or put the value in quotes'],
    [/deficient indentation/, 'indent the line like the lines around it'],
  ];
  return fixes.find(([pattern]) => pattern.test(reason))?.[1] ?? 'correct the YAML at this position';
}

/** Returns a finding about a position in a file. It does not show the text at the position, which may be a secret. */
function fault(name: string, line: number, column: number, message: string, fix: string): Finding {
  return { rule: YAML, severity: 'error', path: '', message, fix, source: { file: name, line, column } };
}
