import { type ChartProfile, type ChartVersion, registerProfiles } from '../backstage/profile';
import { describe } from '../util/describe';
import { ValuesError } from '../values/finding';
import { SCHEMA } from '../values/validate';
import type { DefectId as DefectId0_11 } from './0.11/defect-id';
import type { EffectiveValues as EffectiveValues0_11, Values as Values0_11 } from './0.11/schema';
import type { ChartLine } from './line';

// All known chart lines. Each is loaded when it is first used, because evaluating its schema takes milliseconds.

/** Values as users write them: every key is optional, and `null` removes a default. */
export type Values = Values0_11;

/** Values merged with all defaults. Every key is present; it is undefined if it has no value. */
export type EffectiveValues = EffectiveValues0_11;

/** Id of a known defect of the chart. */
export type DefectId = DefectId0_11;

interface Line {
  /** Chart versions that share the Backstage templates of this line. */
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

/** Default chart version. */
const DEFAULT_VERSION: ChartVersion = '0.11.0';

registerProfiles((version = DEFAULT_VERSION) => find(version).profile(version));

/**
 * Returns the chart line of a version.
 *
 * @throws ValuesError if the version is unknown; the error lists the known versions
 */
export function lineOf(version: ChartVersion = DEFAULT_VERSION): ChartLine {
  return find(version).line(version);
}

/** Checks whether a text is the id of a known defect of the default chart version. */
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
