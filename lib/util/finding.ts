import type { Violation } from './violation';

/** Weight of a finding. An error stops the rendering, `--strict` also refuses warnings, and nothing refuses an info. */
export type Severity = 'error' | 'warning' | 'info';

/** A problem in the values, or a note about them. No finding shows a secret value. */
export interface Finding extends Violation {
  /** Id of the rule that found it. `allow` accepts every id except `schema`, `yaml` and `options`. */
  readonly rule: string;
  /** Weight of the finding: an error stops the rendering. */
  readonly severity: Severity;
  /** Path in the values, such as `backstage.ingress.hosts[0].host`. Empty for the values as a whole. */
  readonly path: string;
  /** Description of the problem, with the value that was written. */
  readonly message: string;
  /** Instruction that fixes the problem. */
  readonly fix: string;
  /** Id of the chart's defect that the finding is about. Absent if it is about something else. */
  readonly defect?: string;
  /** Path of the construct. Absent for a finding about values. */
  readonly construct?: string;
  /** The object, as `<kind> <name>`. Absent for a finding about values. */
  readonly object?: string;
  /** Position of the value in its file, as `<file>:<line>:<column>`. Absent if it is unknown. */
  readonly source?: string;
}
