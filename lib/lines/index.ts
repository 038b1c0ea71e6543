import { type ChartProfile, type ChartVersion, registerProfiles } from '../backstage/profile';
import { describe } from '../util/describe';
import { ValuesError } from '../values/finding';
import { SCHEMA } from '../values/validate';
import type { DefectId as DefectId0_11 } from './0.11/defect-id';
import type { EffectiveValues as EffectiveValues0_11, Values as Values0_11 } from './0.11/schema';
import type { ChartLine } from './line';

// Every chart line that is known. A line is loaded when it is first used: evaluating its schema takes milliseconds.

/** The documented values as one writes them: every key optional, `null` to take a default away. */
export type Values = Values0_11;

/** The values with all defaults in: every key is there, undefined if it has no value. */
export type EffectiveValues = EffectiveValues0_11;

/** Id of a known defect of the chart. */
export type DefectId = DefectId0_11;

interface Line {
  /** Versions of the chart whose Backstage templates are this line's. */
  readonly versions: readonly ChartVersion[];
  readonly profile: (version: ChartVersion) => ChartProfile;
  readonly line: (version: ChartVersion) => ChartLine;
}

const LINES: readonly Line[] = [
  {
    versions: ['0.11.0', '0.12.0'],
    profile: (version) => (require('./0.11/profile') as typeof import('./0.11/profile')).profile(version),
    line: (version) => (require('./0.11') as typeof import('./0.11')).line(version),
  },
];

/** The version that holds if none is given. */
const DEFAULT_VERSION: ChartVersion = '0.11.0';

registerProfiles((version = DEFAULT_VERSION) => find(version).profile(version));

/**
 * Returns the chart line of a version.
 *
 * @throws ValuesError that lists the known versions if the version is unknown
 */
export function lineOf(version: ChartVersion = DEFAULT_VERSION): ChartLine {
  return find(version).line(version);
}

/** Whether a text is the id of a known defect of the version that holds if none is given. */
export function isDefectId(text: string): text is DefectId {
  return lineOf().defects.some(({ id }) => id === text);
}

function find(version: ChartVersion): Line {
  const line = LINES.find(({ versions }) => versions.includes(version));
  if (!line) {
    const known = LINES.flatMap(({ versions }) => versions).join(', ');
    throw new ValuesError([
      {
        rule: SCHEMA,
        severity: 'error',
        path: 'chartVersion',
        message: `must be one of ${known}, got ${describe(version)}`,
        fix: 'use one of them',
      },
    ]);
  }
  return line;
}
