import type { Parsed, Place } from './parsed';
import { rangeOf } from './parsed';
import type { Form } from './written';

/** Returns a text with another text between two offsets. */
export function splice(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** Returns the first and the last line of a pair. */
export function linesOf(parsed: Parsed, { pair }: Place): readonly [number, number] {
  return pair ? [parsed.lineAt(rangeOf(pair.key)[0]), parsed.lineAt(parsed.endOfPair(pair))] : [0, 0];
}

/** Replaces lines. If nothing remains between two empty lines, one of the two goes. */
export function replaceLines(all: readonly string[], first: number, last: number, lines: readonly string[]): string {
  const before = all.slice(0, first);
  const after = all.slice(last + 1);
  const isEmpty = (line: string | undefined) => line === undefined || line.trim() === '';
  const drops = lines.length === 0 && isEmpty(before.at(-1)) && after.length > 1 && isEmpty(after[0]);
  return [...before, ...lines, ...(drops ? after.slice(1) : after)].join('\n');
}

/** Returns lines with more indentation. */
export function indented(lines: readonly string[], indent: string): string[] {
  return lines.map((line) => (line === '' ? line : indent + line));
}

/** Returns how a text indents its levels and lists. */
export function formOf({ lines }: Parsed): Form {
  const nested = lines.find((line) => /^ +[^ #-]/.test(line));
  const entry = lines.findIndex((line) => /^ *- /.test(line));
  const key = lines.slice(0, Math.max(0, entry)).findLast((line) => !/^\s*(#|$)/.test(line));
  return {
    indent: nested === undefined ? 2 : widthOf(nested),
    indentsLists: entry < 0 || widthOf(lines[entry]) > widthOf(key),
  };
}

/** Returns the number of spaces at the start of a line. */
export function widthOf(line = ''): number {
  return line.length - line.trimStart().length;
}
