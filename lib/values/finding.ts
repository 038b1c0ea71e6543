/** How much a finding weighs: an error stops the rendering, a warning does not. */
export type Severity = 'error' | 'warning';

/** Something that is wrong, or worth knowing, about values. No finding shows a secret value. */
export interface Finding {
  /** Id of the rule that found it; `allow` takes it, unless it is `schema` or `yaml`. */
  readonly rule: string;
  /** Whether it stops the rendering. */
  readonly severity: Severity;
  /** Where in the values: `backstage.ingress.hosts[0].host`. Empty for the values as a whole. */
  readonly path: string;
  /** What is wrong, with the value got. */
  readonly message: string;
  /** What to do about it. */
  readonly mend: string;
}

/** Thrown where values are refused, with everything that is wrong with them. */
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
 * Takes warnings for errors.
 *
 * @throws ValuesError with them, where there are any
 */
export function refuseWarnings(warnings: readonly Finding[]): void {
  if (warnings.length > 0) {
    throw new ValuesError(warnings.map((warning) => ({ ...warning, severity: 'error' })));
  }
}

/**
 * Findings as text for people: a paragraph each, of severity and rule, path and message, with the mend below.
 *
 * @param findings what a render found, in the order of the text
 */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ severity, path, message, mend, rule }) => {
      const where = path === '' ? '' : `${path}: `;
      return `${severity} [${rule}] ${where}${message}\n  ${mend}`;
    })
    .join('\n');
}
