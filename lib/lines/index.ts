import { type ChartProfile, type ChartVersion, registerProfiles } from '../backstage/profile';
import { describe } from '../util/describe';
import { ValuesError } from '../values/finding';
import { OPTIONS } from '../values/options';
import type { OtherVersion } from '../values/other-version';
import type { UpgradeStep } from '../values/upgrade/step';
import type { DefectId as DefectId0_11 } from './0.11/defect-id';
import type { Values0_11 } from './0.11/values';
import type { Values1_0 } from './1.0/values';
import type { Values1_1 } from './1.1/values';
import type { Values1_2 } from './1.2/values';
import type { DefectId as DefectId1 } from './1.x/defect-id';
import type { ChartLine } from './line';

// All known chart lines. Each is loaded when it is first used, because evaluating its schema takes milliseconds.

/** Types of each line: the versions that belong to it, its values, and the ids of its defects. */
export interface LineTypes {
  readonly '0.11': {
    readonly version: `0.11.${number}` | `0.12.${number}`;
    readonly values: Values0_11;
    readonly defect: DefectId0_11;
  };
  readonly '1.0': { readonly version: `1.0.${number}`; readonly values: Values1_0; readonly defect: DefectId1 };
  readonly '1.1': { readonly version: `1.1.${number}`; readonly values: Values1_1; readonly defect: DefectId1 };
  readonly '1.2': { readonly version: `1.2.${number}`; readonly values: Values1_2; readonly defect: DefectId1 };
}

/** Name of a line. */
type LineName = keyof LineTypes;

/** Line that a chart version belongs to. */
export type LineOf<Version extends ChartVersion> = {
  [Name in LineName]: Version extends LineTypes[Name]['version'] ? Name : never;
}[LineName];

/** Values of a chart version, as users write them: every key is optional, and `null` removes a default. */
export type Values<Version extends ChartVersion = DefaultVersion> = ChartVersion extends Version
  ? LineTypes[LineName]['values']
  : LineTypes[LineOf<Version>]['values'];

/** Id of a known defect of a chart version. */
export type DefectId<Version extends ChartVersion = DefaultVersion> = ChartVersion extends Version
  ? LineTypes[LineName]['defect']
  : LineTypes[LineOf<Version>]['defect'];

/** Values of a file, whose content the compiler does not know. They fit every chart version; rendering checks them. */
export type LoadedValues = LineTypes['0.11']['values'] &
  LineTypes['1.0']['values'] &
  LineTypes['1.1']['values'] &
  LineTypes['1.2']['values'] &
  Loaded;

declare const LOADED: unique symbol;

/** Mark that only values of files have, so that values in TypeScript cannot mix keys of several lines. */
export interface Loaded {
  /** Never set: it only makes the type different from that of values in TypeScript. */
  readonly [LOADED]: true;
}

/** Values of a line in TypeScript. Keys that only other lines have do not compile, even if no version is named. */
export type ExclusiveValues<Line extends LineName> = LineTypes[Line]['values'] & {
  readonly backstage?: Without<BackstageOf<Line>, BackstageOf<LineName>>;
};

type BackstageOf<Line extends LineName> = NonNullable<LineTypes[Line]['values']['backstage']>;

/** Keys of `Others` that `Own` does not have, none of which may be set. */
type Without<Own, Others> = { readonly [Key in Exclude<KeyOf<Others>, keyof Own>]?: never };

type KeyOf<T> = T extends unknown ? keyof T : never;

interface Line {
  /**
   * Newest versions that were compared with the chart, one per minor version, in order. Their minor versions share the
   * Backstage templates of this line.
   */
  readonly verified: readonly [ChartVersion, ...ChartVersion[]];
  readonly profile: (version: ChartVersion) => ChartProfile;
  readonly line: (version: ChartVersion) => ChartLine;
  /** Loads the step from the values of the line before. Absent for the oldest line. */
  readonly upgrade?: () => UpgradeStep;
}

const LINES: readonly Line[] = [
  {
    verified: ['0.11.0', '0.12.0'],
    profile: (version) => (require('./0.11/profile') as typeof import('./0.11/profile')).profile(version),
    line: (version) => (require('./0.11') as typeof import('./0.11')).line(version),
  },
  {
    verified: ['1.0.5'],
    profile: (version) => (require('./1.0/profile') as typeof import('./1.0/profile')).profile(version),
    line: (version) => (require('./1.0') as typeof import('./1.0')).line(version),
    upgrade: () => (require('./1.0/upgrade') as typeof import('./1.0/upgrade')).upgrade,
  },
  {
    verified: ['1.1.6'],
    profile: (version) => (require('./1.1/profile') as typeof import('./1.1/profile')).profile(version),
    line: (version) => (require('./1.1') as typeof import('./1.1')).line(version),
    upgrade: () => (require('./1.1/upgrade') as typeof import('./1.1/upgrade')).upgrade,
  },
  {
    verified: ['1.2.3'],
    profile: (version) => (require('./1.2/profile') as typeof import('./1.2/profile')).profile(version),
    line: (version) => (require('./1.2') as typeof import('./1.2')).line(version),
    upgrade: () => (require('./1.2/upgrade') as typeof import('./1.2/upgrade')).upgrade,
  },
];

/** Lines, oldest first: name, and the newest verified patch version of each minor version. For docs, tools and tests. */
export const CHART_LINES = LINES.map(({ verified }) => ({ name: minorOf(verified[0]), verified }));

/** Default chart version. */
export const DEFAULT_VERSION = '0.11.0';

/** Default chart version. */
export type DefaultVersion = typeof DEFAULT_VERSION;

/** A version of three numbers without leading zeros: the chart's repository has no other. */
const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/;

const profiles = new Map<ChartVersion, ChartProfile>();
const lines = new Map<ChartVersion, ChartLine>();

registerProfiles((version: ChartVersion = DEFAULT_VERSION) =>
  cached(profiles, version, () => find(version).profile(version)),
);

/**
 * Returns the chart line of a version.
 *
 * @throws ValuesError if the version is unknown; the error lists the known versions
 */
export function lineOf(version: ChartVersion = DEFAULT_VERSION): ChartLine {
  return cached(lines, version, () => find(version).line(version));
}

/** Step of an upgrade, with the chart version whose values it starts from. */
export interface VersionStep {
  readonly from: ChartVersion;
  /** Newest version of the line that the step leads to. */
  readonly to: ChartVersion;
  readonly step: UpgradeStep;
}

/**
 * Returns the steps from one version to another one: one for each line between them. Versions of one line need none.
 *
 * @throws ValuesError if a version is unknown; the error lists the known versions
 */
export function upgradeSteps(from: ChartVersion, to: ChartVersion): VersionStep[] {
  const lines = LINES.slice(LINES.indexOf(find(from)), LINES.indexOf(find(to)) + 1);
  return lines.flatMap((line, index) => {
    const before = lines[index - 1];
    if (before === undefined || line.upgrade === undefined) {
      return [];
    }
    const isLast = index === lines.length - 1;
    return [{ from: index === 1 ? from : newest(before), to: isLast ? to : newest(line), step: line.upgrade() }];
  });
}

/** Checks whether a version is older than another one. */
export function isOlder(version: ChartVersion, other: ChartVersion): boolean {
  const [a = [], b = []] = [version, other].map((text) => text.split('.').map(Number));
  const differing = a.findIndex((part, index) => part !== b[index]);
  return differing >= 0 && (a[differing] ?? 0) < (b[differing] ?? 0);
}

/** Returns the lines that a version does not belong to, newest first, for values of another line. Loads all of them. */
export function otherVersions(version: ChartVersion = DEFAULT_VERSION): OtherVersion[] {
  const line = find(version);
  return LINES.filter((other) => other !== line)
    .map((other) => {
      const version = newest(other);
      return { name: other.verified.map(minorOf).join(' or '), version, schema: other.line(version).schema };
    })
    .reverse();
}

/** Returns the entry of a version in a cache, or loads it. Rendering an environment asks for it several times. */
function cached<T>(cache: Map<ChartVersion, T>, version: ChartVersion, load: () => T): T {
  const known = cache.get(version) ?? load();
  cache.set(version, known);
  return known;
}

/** Checks whether a text is the id of a known defect of a chart version. */
export function isDefectId(text: string, version?: ChartVersion): text is DefectId<ChartVersion> {
  return lineOf(version).defects.some(({ id }) => id === text);
}

/** Returns the newest chart version that is verified, if `version` is a newer patch of its line; otherwise undefined. */
export function verifiedBefore(version: ChartVersion = DEFAULT_VERSION): ChartVersion | undefined {
  const verified = find(version).verified.find((known) => minorOf(known) === minorOf(version));
  return verified !== undefined && patchOf(version) > patchOf(verified) ? verified : undefined;
}

/** Checks whether a text is a version of a known line. Callers in JavaScript may pass anything. */
export function isChartVersion(version: unknown): version is ChartVersion {
  return lineWith(version) !== undefined;
}

/** Returns the known versions, for messages. */
export function knownVersions(): string {
  return LINES.flatMap(({ verified }) => verified.map((version) => `${minorOf(version)}.x`)).join(', ');
}

function isVersion(version: unknown): version is string {
  return typeof version === 'string' && VERSION.test(version);
}

function lineWith(version: unknown): Line | undefined {
  const isLike = (known: string) => known === version || (isVersion(version) && minorOf(known) === minorOf(version));
  return LINES.find(({ verified }) => verified.some(isLike));
}

/** Returns the newest verified version of a line. */
function newest({ verified }: Line): ChartVersion {
  return verified.at(-1) ?? verified[0];
}

/** Returns the minor version, such as `1.2` of `1.2.3`. */
function minorOf(version: string): string {
  return version.slice(0, version.lastIndexOf('.'));
}

function patchOf(version: string): number {
  return Number(version.slice(version.lastIndexOf('.') + 1));
}

function find(version: ChartVersion): Line {
  const line = lineWith(version);
  if (!line) {
    throw new ValuesError([
      {
        rule: OPTIONS,
        severity: 'error',
        path: 'chartVersion',
        message: `must be one of ${knownVersions()}, got ${describe(version)}`,
        fix: 'use one of them',
      },
    ]);
  }
  return line;
}
