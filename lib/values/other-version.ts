import type { ChartVersion } from '../backstage/profile';
import { isWithinAny } from '../util/path';
import type { Finding } from './finding';
import { hasPath } from './has-path';
import type { Section } from './node';
import { type Inspection, inspect, SCHEMA, type UnknownKey } from './validate';

/** Another version of the chart, to which values may belong. */
export interface OtherVersion {
  /** Name in messages: the beginning that its versions share. */
  readonly name: string;
  /** Its newest version. */
  readonly version: ChartVersion;
  readonly schema: Section;
}

/** Another version, with its view of the values. */
interface Candidate {
  readonly other: OtherVersion;
  readonly inspection: Inspection;
  /** Keys that are unknown here, but not there. */
  readonly accepted: readonly UnknownKey[];
  /** Number of keys that the other version refuses, except typos that this version refuses too. */
  readonly refused: number;
}

/**
 * Returns the findings about values of another chart version, or undefined if the values belong to this one.
 *
 * The first finding names the version. Each other finding is at a place that both versions refuse, so it remains after
 * the user changes the version. Values belong to another version on two conditions. They have a key of that version
 * that is unknown here and resembles no key here. The other version also accepts at least twice as many of the unknown
 * keys as it refuses.
 *
 * @param values merged values
 * @param inspection their check with the schema of the chosen version
 * @param chosen version that the user chose
 * @param otherVersions returns the other versions, newest first; called only if the values have unknown keys
 * @param option option that chooses the version
 */
export function findOtherVersion(
  values: unknown,
  inspection: Inspection,
  chosen: string,
  otherVersions: () => readonly OtherVersion[],
  option: VersionOption = 'chartVersion',
): readonly Finding[] | undefined {
  const { unknownKeys, findings } = inspection;
  if (unknownKeys.length === 0) {
    return undefined;
  }
  const [best] = otherVersions()
    .map((other) => candidate(values, unknownKeys, other))
    .filter(({ other, accepted, refused }) => hasMark(accepted, other) && 2 * refused <= accepted.length)
    .sort((a, b) => b.accepted.length - b.refused - (a.accepted.length - a.refused));
  if (!best) {
    return undefined;
  }
  const here = new Set(findings.map(({ path }) => path));
  const remaining = best.inspection.findings.filter(({ path }) => isWithinAny(path, here));
  return [lookLike(best, chosen, option), ...remaining];
}

function candidate(values: unknown, unknownHere: readonly UnknownKey[], other: OtherVersion): Candidate {
  const inspection = inspect(other.schema, values);
  const here = new Set(unknownHere.map(({ path }) => path));
  const there = new Set(inspection.unknownKeys.map(({ path }) => path));
  return {
    other,
    inspection,
    accepted: unknownHere.filter(({ path }) => !isWithinAny(path, there)),
    refused: inspection.unknownKeys.filter(({ path, isTypo }) => !isTypo || !isWithinAny(path, here)).length,
  };
}

/** Checks whether a key belongs to the other version without doubt: it is not a typo, and the schema names it. */
function hasMark(accepted: readonly UnknownKey[], { schema }: OtherVersion): boolean {
  return accepted.some(({ path, isTypo }) => !isTypo && hasPath(schema, path));
}

/** Maximum number of unknown keys in the message. */
const MAX_KEYS = 3;

/** Option that chooses the chart version of values, and its name on the command line. */
type VersionOption = keyof typeof FLAGS;

const FLAGS = { chartVersion: '--chart-version', from: '--from' } as const;

function lookLike({ other, accepted }: Candidate, chosen: string, option: VersionOption): Finding {
  const paths = accepted.map(({ path }) => path);
  const more = paths.length > MAX_KEYS ? ` and ${paths.length - MAX_KEYS} more` : '';
  return {
    rule: SCHEMA,
    severity: 'error',
    path: option,
    message: `these look like values of chart ${other.name}, got ${chosen}; unknown here: ${paths.slice(0, MAX_KEYS).join(', ')}${more}`,
    fix: `set ${option} to ${other.version} (${FLAGS[option]} ${other.version}), or remove the unknown keys`,
  };
}
