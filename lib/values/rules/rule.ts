import type { Violation } from '../../util/violation';
import type { Severity } from '../finding';
import type { Subject } from '../subject';

/** A violation whose weight may differ from its rule's. */
export interface RuleViolation extends Violation {
  /** @default - the rule's */
  readonly severity?: Severity;
  /** Id of the chart's defect that it is about. */
  readonly defect?: string;
}

/** A check that types cannot make, as data. */
export interface Rule<S extends Subject = Subject> {
  /** Name of the rule: in findings, and for `allow`. */
  readonly id: string;
  readonly severity: Severity;
  /** What the rule ensures, in one sentence. */
  readonly about: string;
  /** Finds all violations, in the order of the values. Rules about Backstage find none while it is disabled. */
  check(subject: S): Iterable<RuleViolation>;
}
