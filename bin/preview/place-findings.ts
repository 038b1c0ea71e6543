import type { FilePosition } from '../../lib/util/finding';
import { keysOf } from '../../lib/util/path';
import type { Finding } from '../../lib/values/finding';
import { Parsed, rangeOf } from '../../lib/values/rewrite-yaml/parsed';
import type { PlacedFinding, Range } from './protocol';

/** Text whose places findings can name: a values file, or the values of options. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/**
 * Returns findings with their places in the texts.
 *
 * A finding without a source has the place of its value, or of the section that lacks the value.
 *
 * @param findings the findings
 * @param sources the texts, in the order in which they override each other; the last one has the values of options
 */
export function placeFindings(findings: readonly Finding[], sources: readonly Source[]): PlacedFinding[] {
  const parsed = sources.map(({ text }) => new Parsed(text));
  return findings.map((finding) => {
    const { severity, rule, message, fix, construct, object, path } = finding;
    const subject = construct === undefined ? path : [object, path].filter(Boolean).join(' ');
    return { severity, rule, subject, message, fix, ...placed(placeOf(finding, sources, parsed), sources, parsed) };
  });
}

/** A part of one of the texts. */
interface Found {
  readonly file: number;
  readonly range: Range;
}

function placeOf(finding: Finding, sources: readonly Source[], parsed: readonly Parsed[]): Found | undefined {
  const { source, construct, path } = finding;
  if (construct !== undefined) {
    return undefined;
  }
  if (source === undefined) {
    return valuePlace(path, parsed);
  }
  if ('option' in source) {
    // All texts but that of the options are empty, so that the place is not in a file.
    return valuePlace(
      path,
      parsed.map((text, index) => (index === parsed.length - 1 ? text : new Parsed(''))),
    );
  }
  const file = sources.findIndex(({ name }) => name === source.file);
  const text = parsed[file];
  return text && { file, range: rangeFrom(text, source) };
}

/** Returns the part of a line that begins at a position, without space at its end. */
function rangeFrom({ lines }: Parsed, { line, column }: FilePosition): Range {
  const index = Math.min(line, lines.length) - 1;
  const before = lines.slice(0, index).reduce((length, each) => length + each.length + 1, 0);
  const { length } = (lines[index] ?? '').trimEnd();
  return [before + Math.min(column - 1, length), before + length];
}

/** Returns the place of the value with a path in the last text that has it, or that has most of the values around it. */
function valuePlace(path: string, parsed: readonly Parsed[]): Found | undefined {
  const keys = keysOf(path);
  const found = parsed
    .map((text, file) => ({ file, text, places: text.placesAt(keys) }))
    .reduce((best, each) => (each.places.length >= best.places.length ? each : best));
  const place = found.places.at(-1);
  if (keys.length === 0 || place === undefined || found.places.length === 1) {
    return undefined;
  }
  return { file: found.file, range: rangeOf(place.pair?.key ?? place.node) };
}

function placed(
  found: Found | undefined,
  sources: readonly Source[],
  parsed: readonly Parsed[],
): Pick<PlacedFinding, 'file' | 'range' | 'place'> {
  const [source, text] = found ? [sources[found.file], parsed[found.file]] : [];
  if (found === undefined || source === undefined || text === undefined) {
    return {};
  }
  const { file, range } = found;
  const [from] = range;
  return { file, range, place: `${source.name}:${text.lineAt(from) + 1}:${text.columnAt(from) + 1}` };
}
