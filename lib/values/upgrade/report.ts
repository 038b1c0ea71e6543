import type { ChartVersion } from '../../backstage/profile';
import type { Effect } from '../../kubernetes/effects';

/**
 * Kind of an entry. The user must decide a value (`decide`) or do something else (`task`). A value has another meaning or
 * default (`changed`), followed from others and is now written out (`derived`), has another path (`moved`), or is gone
 * (`dropped`).
 */
export type UpgradeEntryKind = 'decide' | 'task' | 'changed' | 'derived' | 'moved' | 'dropped';

/** Entry of the report about an upgrade. No entry shows a secret value. */
export interface UpgradeEntry {
  /** Kind of the entry. */
  readonly kind: UpgradeEntryKind;
  /** Path of the value: in the old values if it moved or was dropped, otherwise in the new ones. */
  readonly path: string;
  /** New path of a value that moved. @default - the path is unchanged */
  readonly to?: string;
  /** Description of the change, or of the decision. */
  readonly message: string;
  /** Instruction for the user. @default - there is nothing to do */
  readonly fix?: string;
  /** Id of the rule that refuses the values until the user decides. @default - no rule refuses them */
  readonly rule?: string;
  /** Shell commands for the user. @default - there are none */
  readonly command?: string;
}

/** Secret that must exist before the pods of the new chart start. */
export interface UpgradeSecret {
  /** Name of the Secret. */
  readonly name: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Keys that the upgrade adds. */
  readonly keys: readonly string[];
  /** Shell command that creates the Secret from the old one, or adds the keys. It contains no secret. */
  readonly command: string;
}

/** Report about an upgrade of values. */
export interface UpgradeReport {
  /** Chart version of the old values. */
  readonly from: ChartVersion;
  /** Chart version of the new values. */
  readonly to: ChartVersion;
  /** Versions of the control plane on the way, each with another minor version. OpenChoreo supports one step at a time. */
  readonly stops: readonly ChartVersion[];
  /** Changes of the values, and tasks of the user. */
  readonly entries: readonly UpgradeEntry[];
  /** Secret that must exist. @default - the Secret of before has all keys */
  readonly secret?: UpgradeSecret;
  /** Conditions that the cluster must meet, as sentences. */
  readonly requirements: readonly string[];
  /**
   * Effects on the running portal, if the objects that leave the output are deleted. Values that are to be decided count
   * as changed. @default - the old or the new values cannot be rendered
   */
  readonly effects?: readonly Effect[];
}
