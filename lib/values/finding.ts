import { printable } from '../util/printable';
import type { Violation } from '../util/violation';

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

/** Error for refused values. Carries all findings of severity `error`. */
export class ValuesError extends Error {
  /** The errors. Errors about names and types come first, in the order of the values, then errors of the rules. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(formatFindings(findings));
    this.name = 'ValuesError';
    this.findings = findings;
  }
}

/**
 * Refuses warnings, as if they were errors.
 *
 * @throws ValuesError with the warnings if there are any
 */
export function refuseWarnings(findings: readonly Finding[]): void {
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) {
    throw new ValuesError(warnings.map((warning) => ({ ...warning, severity: 'error' })));
  }
}

/**
 * Returns a readable report. Each finding has two lines: severity, rule, path and message, then the fix. Control
 * characters are escaped.
 *
 * @param findings findings of a rendering, in the order of the report
 */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, path, message, fix, rule }) => {
      const where = path === '' ? '' : `${path}: `;
      return `${printable(`${severity} [${rule}] ${where}${message}`)}\n  fix: ${printable(fix)}`;
    })
    .join('\n');
}
