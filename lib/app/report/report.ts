import type { Effect } from '../../kubernetes/effects';
import type { Difference } from '../../output/differences';
import type { Finding } from '../../values/finding';

/** Everything that a run of a command found. It is the JSON document of all commands. */
export interface Report {
  /** Findings about the values, in the order of their places. */
  readonly findings: readonly Finding[];
  /** Differences between what exists and what was rendered. */
  readonly differences: readonly (Difference | FileDifference)[];
  /** Effects of applying what was rendered. */
  readonly effects: readonly Effect[];
}

/** Difference of a file in an output folder whose objects do not differ. */
export interface FileDifference {
  /** Path of the file, from the working directory. */
  readonly file: string;
  /** Whether rendering would add, remove or change the file. */
  readonly change: 'added' | 'removed' | 'changed';
}

/** Formats of a report. `text` is for people. */
export const REPORT_FORMATS = ['text', 'json', 'github', 'sarif'] as const;

/** One of the formats of a report. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Returns a difference as one line. */
export function differenceText(difference: Difference | FileDifference): string {
  if ('file' in difference) {
    return `${difference.file}: ${FILE_CHANGES[difference.change]}`;
  }
  const { object, path, change, before, after } = difference;
  const values = [before, after].filter((value) => value !== undefined);
  return path === '' ? `${object}: ${change}` : `${object}: ${change} ${path}: ${values.join(' -> ')}`;
}

const FILE_CHANGES: Readonly<Record<FileDifference['change'], string>> = {
  added: 'is missing',
  removed: 'is not part of the rendered output',
  changed: 'differs from the rendered file',
};
