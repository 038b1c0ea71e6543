import type { Problem } from '../../problem';
import type { Release } from '../../release';
import type { Addresses } from '../addresses';
import type { Fidelity } from '../fidelity';
import type { Severity } from '../finding';
import type { EffectiveValues } from '../schema';

/** What a rule looks at: the values with defaults, and what follows from them. */
export interface Subject {
  readonly values: EffectiveValues;
  readonly release: Release;
  readonly addresses: Addresses;
  readonly fidelity: Fidelity;
}

// What a rule says; its id and severity come from the rule.
export type { Problem };

/** A check that types cannot make, as data. */
export interface Rule {
  /** Name of the rule: in findings, and for `allow`. */
  readonly id: string;
  readonly severity: Severity;
  /** What the rule is for, in one sentence. */
  readonly about: string;
  /** Everything that is wrong, in the order of the values. Rules about Backstage say nothing while it is disabled. */
  check(subject: Subject): Iterable<Problem>;
}
