import type { Effect } from '../../kubernetes/effects';
import type { Difference } from '../../output/differences';
import type { FilePosition } from '../../util/finding';
import type { Finding } from '../../values/finding';
import { STANDARD_INPUT } from '../../values/load';

/** Everything that a run of a command found. It is the JSON document of all commands. */
export interface Report {
  /** Findings about the values, in the order of their places. */
  readonly findings: readonly Finding[];
  /** Differences between what exists and what was rendered. */
  readonly differences: readonly (OfEnvironment & (Difference | FileDifference))[];
  /** Effects of applying what was rendered. */
  readonly effects: readonly (OfEnvironment & Effect)[];
}

/** Entry of a report that may belong to one of several environments. */
export interface OfEnvironment {
  /** Name of the environment. @default - there is only one */
  readonly environment?: string;
}

/** Difference of a file in an output folder whose objects do not differ. */
export interface FileDifference {
  /** Path of the file, from the working directory. */
  readonly file: string;
  /** Whether rendering would add, remove or change the file. */
  readonly change: 'added' | 'removed' | 'changed';
}

/** Result of a comparison. */
export interface Comparison extends Pick<Report, 'differences' | 'effects'> {
  /** The differences and effects for people to read. */
  readonly text: string;
  /** Accepted differences that do not occur. */
  readonly unused: readonly string[];
}

/** Formats of a report. `text` is for people. */
export const REPORT_FORMATS = ['text', 'json', 'github', 'sarif'] as const;

/** One of the formats of a report. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Returns what a finding is about: the path of a value, or a construct, its object and the member of the object. */
export function subjectOf({ construct, object, path }: Finding): string {
  const parts = construct === undefined ? [path] : [construct, object, path];
  return parts.filter(Boolean).join(': ');
}

/** Returns a finding as text, without its place in a file. Its fix is in the second line. */
export function findingText(finding: Finding): string {
  const { source, environments, message, fix } = finding;
  const option = source && 'option' in source ? source.option : undefined;
  const parts = [option, environments?.join(', '), subjectOf(finding), message];
  return `${parts.filter(Boolean).join(': ')}\nfix: ${fix}`;
}

/** Returns the positions of a finding in files; undefined for a place that is not in a file. */
export function filePositions({ source, alsoAt = [] }: Finding): (FilePosition | undefined)[] {
  const places = source === undefined ? [undefined] : [source, ...alsoAt];
  return places.map((place) =>
    place !== undefined && 'file' in place && place.file !== STANDARD_INPUT ? place : undefined,
  );
}

/** Returns a difference as one line. */
export function differenceText(difference: Report['differences'][number]): string {
  const of = difference.environment === undefined ? '' : `${difference.environment}: `;
  if ('file' in difference) {
    return `${of}${difference.file}: ${FILE_CHANGES[difference.change]}`;
  }
  const { object, path, change, before, after } = difference;
  const values = [before, after].filter((value) => value !== undefined);
  const member = path === '' ? change : `${change} ${path}: ${values.join(' -> ')}`;
  return `${of}${object}: ${member}`;
}

/** Returns an effect as text, with its fix in further lines. */
export function effectText({
  environment,
  effect,
  object: { kind, name },
  path,
  message,
  fix,
}: Report['effects'][number]): string {
  const of = environment === undefined ? '' : `${environment}: `;
  const place = path === undefined ? '' : ` ${path}`;
  const text = `${of}${effect} ${kind} ${name}${place}: ${message}`;
  return fix === undefined ? text : `${text}\nfix: ${fix}`;
}

const FILE_CHANGES: Readonly<Record<FileDifference['change'], string>> = {
  added: 'is missing',
  removed: 'is not part of the rendered output',
  changed: 'differs from the rendered file',
};
