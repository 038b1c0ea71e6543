import type { Release } from '../backstage/release';
import type { Facts } from './facts';
import type { Fidelity } from './fidelity';
import type { DuplicateKey } from './written';

/**
 * Input of a rule. `Values` has only the values that the rule reads, so that every chart version with these values can
 * use the rule.
 */
export interface Subject<Values = unknown, F extends Facts = Facts, Id extends string = string> {
  /** Values, merged with the defaults. */
  readonly values: Values;
  readonly release: Release;
  readonly facts: F;
  readonly fidelity: Fidelity;
  /** Paths that the user's values set to null. */
  readonly nulls: ReadonlySet<string>;
  /** Keys that a file has more than once in a map. */
  readonly duplicateKeys: readonly DuplicateKey[];
  /** Defects of the chart that this rendering reproduces. Each finds the values that it affects. */
  readonly reproduced: readonly { readonly id: string; find(): Iterable<AffectedValue> }[];
  /** Checks whether this rendering reproduces a defect of the chart. */
  reproduces(id: Id): boolean;
  /** Checks whether the user's values set a path, possibly to null. */
  isGiven(path: string): boolean;
  /** Returns the paths of the values, at a path or below it, that the user's values set, and not to the default. */
  changed(path: string): readonly string[];
}

/** Input for deriving facts. */
export type FactsSource<Values, Id extends string> = Omit<
  Subject<Values, Facts, Id>,
  'facts' | 'reproduced' | 'changed'
>;

/** A value that a defect affects. */
export interface AffectedValue {
  /** Path of the value. Absent if the defect does not depend on a single value. */
  readonly path?: string;
  /** Description of what the chart does with the value. */
  readonly message: string;
}
