import type { ChartVersion } from '../../backstage/profile';
import type { YamlMap } from '../merge';
import type { ResolveOptions } from '../options';

// Vocabulary of a step from the values of one line of the chart to those of the next one. A step describes its changes
// as data. They can then be applied to plain values and to the text of several files.

/** Change of the values, with what the report says about it. Paths are dotted, with indexes of lists. */
export type Edit = Move | Drop | Derive | Replace | Decide | Remark;

/** Moves a value to another path, in every file that has it. */
interface Move {
  readonly type: 'move';
  readonly from: string;
  readonly to: string;
  /** Key of the list's entries whose values the moved list contains instead. @default - the list is unchanged */
  readonly pick?: string;
  readonly message?: string;
}

/** Removes a value from every file that has it. */
interface Drop {
  readonly type: 'drop';
  readonly path: string;
  /** Reason, as a sentence without its subject. */
  readonly message: string;
  readonly fix?: string;
}

/** Sets a value that no file has. Until now, it followed from other values. */
interface Derive {
  readonly type: 'derive';
  readonly path: string;
  readonly value: unknown;
  /** Path of a value in whose file the new one belongs. @default - the last file that may have the new value */
  readonly beside?: string;
  readonly message: string;
  readonly fix?: string;
}

/** Replaces a value where it is. */
interface Replace {
  readonly type: 'replace';
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/** Adds a key that the user must set, because no value of before determines it. */
interface Decide {
  readonly type: 'decide';
  readonly path: string;
  /** Instruction for the user. */
  readonly message: string;
  /** Value that the new chart accepts. It is for checks of the other values, and never in a file. */
  readonly example: unknown;
}

/** Remark about a value that stays, or about a default that changes. */
interface Remark {
  /** `changed`: the value has another meaning. `task`: something to do in addition to changing values. */
  readonly type: 'changed' | 'task';
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
  /** Shell commands for the task. */
  readonly command?: string;
}

/** Values and release that a step starts from. */
export interface UpgradeSource {
  /** The user's values, merged, as the steps before changed them. */
  readonly given: YamlMap;
  /** The release, and the chart version that the values belong to. */
  readonly options: ResolveOptions & { readonly chartVersion: ChartVersion };
  /** Whether the objects get the names that the new chart gives them. */
  readonly newNames: boolean;
  /** Checks whether the chart version at the end of the upgrade has a value. */
  knows(path: string): boolean;
}

/** Secret that the pods read credentials from after the upgrade. */
export interface SecretPlan {
  readonly name: string;
  readonly namespace: string;
  /** Secret with the credentials of before, and the key there of each new key. */
  readonly copied?: { readonly from: string; readonly keys: Readonly<Record<string, string>> };
  /** Texts of other keys, which are no secrets. */
  readonly literals: Readonly<Record<string, string>>;
}

/** Result of a step. */
export interface UpgradeChanges {
  readonly edits: readonly Edit[];
  /** Secret that must exist. Absent if the step needs no other Secret or key than before. */
  readonly secret?: SecretPlan;
  /** Conditions that the cluster must meet, by topic. A later step replaces the condition of an earlier one. */
  readonly requirements: Readonly<Record<string, string>>;
}

/** Returns what changes between the values of a line and those of the next one. */
export type UpgradeStep = (source: UpgradeSource) => UpgradeChanges;
