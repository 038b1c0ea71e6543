import type { FindingSource } from '../../util/finding';
import type { Violation } from '../../util/violation';
import type { Severity } from '../finding';
import type { Subject } from '../subject';

/** A violation that may have another severity than its rule. */
export interface RuleViolation extends Violation {
  /** Severity of the violation. @default - the severity of the rule */
  readonly severity?: Severity;
  /** Source of the value. @default - the last file or option that set it */
  readonly source?: FindingSource;
  /** Id of the chart's defect that the violation is about. */
  readonly defect?: string;
}

/** A check that TypeScript types cannot express. */
export interface Rule<S extends Subject = Subject> {
  /** Id of the rule, for findings and `allow`. */
  readonly id: string;
  readonly severity: Severity;
  /** Requirement that the rule checks, in one sentence. */
  readonly about: string;
  /** Finds all violations, in the order of the values. A rule about Backstage finds none if Backstage is disabled. */
  check(subject: S): Iterable<RuleViolation>;
}
