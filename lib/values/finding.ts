import type { Violation } from '../util/violation';

/** How much a finding weighs: an error stops the rendering, `--strict` refuses a warning too, and an info is never refused. */
export type Severity = 'error' | 'warning' | 'info';

/** Something wrong with values, or worth knowing about them. No finding shows a secret value. */
export interface Finding extends Violation {
  /** Id of the rule that found it; `allow` takes it, unless it is `schema` or `yaml`. */
  readonly rule: string;
  /** Whether it stops the rendering. */
  readonly severity: Severity;
  /** Path in the values: `backstage.ingress.hosts[0].host`. Empty for the values as a whole. */
  readonly path: string;
  /** What is wrong, with the value that was written. */
  readonly message: string;
  /** How to fix it. */
  readonly fix: string;
  /** Id of the chart's defect that the finding is about; absent for any other. */
  readonly defect?: string;
  /** Path of the construct; absent for a finding about values. */
  readonly construct?: string;
  /** The object, as `<kind> <name>`; absent for a finding about values. */
  readonly object?: string;
  /** Where the value was written, as `<file>:<line>:<column>`; absent if that is unknown. */
  readonly source?: string;
}

/** Thrown when values are refused, with all their errors. */
export class ValuesError extends Error {
  /** The errors: those of names and types first, in the order of the values, then those of the rules. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(formatFindings(findings));
    this.name = 'ValuesError';
    this.findings = findings;
  }
}

/**
 * Refuses warnings as errors.
 *
 * @throws ValuesError with the warnings, if there are any
 */
export function refuseWarnings(findings: readonly Finding[]): void {
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) {
    throw new ValuesError(warnings.map((warning) => ({ ...warning, severity: 'error' })));
  }
}

/**
 * Findings as text for people: a paragraph each, of severity and rule, path and message, with the fix below.
 *
 * @param findings what a render found, in the order of the text
 */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, path, message, fix, rule }) => {
      const where = path === '' ? '' : `${path}: `;
      return `${severity} [${rule}] ${where}${message}\n  fix: ${fix}`;
    })
    .join('\n');
}
