import type { Release } from '../backstage/release';
import type { Facts } from './facts';
import type { Fidelity } from './fidelity';

/**
 * What a rule looks at. `Values` is as little of the values as the rule reads, so that one rule serves every chart
 * version that has them.
 */
export interface Subject<Values = unknown, F extends Facts = Facts, Id extends string = string> {
  /** The values, with defaults. */
  readonly values: Values;
  readonly release: Release;
  readonly facts: F;
  readonly fidelity: Fidelity;
  /** The chart's defects that this rendering reproduces, each with the values that it spoils. */
  readonly reproduced: readonly { readonly id: string; find(): Iterable<Spoilt> }[];
  /** Whether this rendering reproduces a defect of the chart. */
  reproduces(id: Id): boolean;
  /** Whether the user's values have something at a path, null included. */
  isGiven(path: string): boolean;
}

/** What facts are derived from. */
export type FactsSource<Values, Id extends string> = Omit<Subject<Values, Facts, Id>, 'facts' | 'reproduced'>;

/** A value that a defect spoils. */
export interface Spoilt {
  /** Path of the value; absent if none sets it. */
  readonly path?: string;
  /** What the chart does with it. */
  readonly message: string;
}
