import { keysOf } from '../../lib/util/path';
import type { Finding } from '../../lib/values/finding';
import { Parsed, rangeOf } from '../../lib/values/rewrite-yaml/parsed';
import type { PlacedFinding, Range } from './protocol';

/** Text whose places findings can name: a values file, or the values of options. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** Position that a finding names. */
const POSITION = /^(.*):(\d+):(\d+)$/;

/**
 * Returns findings with their places in the texts.
 *
 * A finding about a missing value has the place of the section that lacks it.
 *
 * @param findings the findings
 * @param sources the texts, in the order in which they override each other
 */
export function placeFindings(findings: readonly Finding[], sources: readonly Source[]): PlacedFinding[] {
  const parsed = sources.map(({ text }) => new Parsed(text));
  return findings.map((finding) => {
    const { severity, rule, message, fix, construct, object, path } = finding;
    const found = namedPlace(finding, sources, parsed) ?? (construct ? undefined : valuePlace(path, parsed));
    const subject = construct === undefined ? path : [object, path].filter(Boolean).join(' ');
    return {
      severity,
      rule,
      subject: POSITION.test(path) ? '' : subject,
      message,
      fix,
      ...placed(found, sources, parsed),
    };
  });
}

/** A part of one of the texts. */
interface Found {
  readonly file: number;
  readonly range: Range;
}

/** Returns the place that a finding names as `<file>:<line>:<column>`. */
function namedPlace(
  { source, path }: Finding,
  sources: readonly Source[],
  parsed: readonly Parsed[],
): Found | undefined {
  const [, name, line = '', column = ''] = POSITION.exec(source ?? '') ?? POSITION.exec(path) ?? [];
  const file = sources.findIndex((each) => each.name === name);
  const text = parsed[file];
  if (text === undefined) {
    return undefined;
  }
  const index = Math.min(Number(line), text.lines.length) - 1;
  const before = text.lines.slice(0, index).reduce((length, each) => length + each.length + 1, 0);
  const own = text.lines[index] ?? '';
  const from = before + Math.min(Number(column) - 1, own.length);
  return { file, range: [from, before + own.trimEnd().length] };
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
