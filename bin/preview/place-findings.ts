import { type FindingSource, sourceText } from '../../lib/util/finding';
import { keysOf } from '../../lib/util/path';
import type { Finding } from '../../lib/values/finding';
import type { YamlMap } from '../../lib/values/merge';
import { sourceAt } from '../../lib/values/sources';
import type { FindingPlace, PlacedFinding, Range } from './protocol';

/** Text whose places findings can name. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Values that options set, as a text of YAML. */
export interface OptionValues extends Source {
  /** The values, which were read from the text. */
  readonly values: YamlMap;
}

/**
 * Returns findings with their places in the texts.
 *
 * @param findings the findings
 * @param files texts of the values files
 * @param options values that options set, which the index after the last file means; undefined if there are none
 */
export function placeFindings(
  findings: readonly Finding[],
  files: readonly Source[],
  options?: OptionValues,
): PlacedFinding[] {
  const texts = [...files, ...(options ? [options] : [])].map(({ name, text }) => ({ name, lines: linesOf(text) }));
  const placeOf = (source: FindingSource, path: string): FindingPlace => {
    const position = 'option' in source ? options && sourceAt(options.values, keysOf(path)) : source;
    if (position === undefined || 'option' in position) {
      return { text: sourceText(source) };
    }
    const file = texts.findIndex(({ name }) => name === position.file);
    const lines = texts[file]?.lines;
    const text = sourceText(position);
    return lines === undefined ? { text } : { text, file, range: rangeFrom(lines, position) };
  };
  return findings.map(({ severity, rule, message, fix, construct, object, path, source, alsoAt = [] }) => ({
    severity,
    rule,
    subject: construct === undefined ? path : [object, path].filter(Boolean).join(' '),
    message,
    fix,
    places: source === undefined ? [] : [source, ...alsoAt].map((each) => placeOf(each, path)),
  }));
}

/** Returns the lines of a text. */
function linesOf(text: string): readonly Line[] {
  let offset = 0;
  return text.split('\n').map((line) => {
    const start = offset;
    offset += line.length + 1;
    return [start, start + line.trimEnd().length];
  });
}

/** Offsets of the start of a line, and of the end of its content. */
type Line = readonly [start: number, end: number];

/** Returns the part of a line that begins at a position. */
function rangeFrom(lines: readonly Line[], { line, column }: { line: number; column: number }): Range {
  const [start, end] = lines[Math.min(line, lines.length) - 1] ?? [0, 0];
  return [Math.min(start + column - 1, end), end];
}
