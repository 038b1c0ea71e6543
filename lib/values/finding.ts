import { type Finding, sourceText } from '../util/finding';
import { nameList } from '../util/name-list';
import { printable } from '../util/printable';

export type { Finding, Severity } from '../util/finding';

/** Error for refused values. Carries all errors, and warnings that may explain them. */
export class ValuesError extends Error {
  /**
   * The findings. Findings about values of files come first, in the order of the files and lines. Of the others, errors
   * about names and types come first, in the order of the values, then errors of the rules.
   */
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
 * Returns a readable report. Each finding has two lines: severity, rule, source, environments, path and message, then the fix.
 * Control characters are escaped.
 *
 * @param findings findings of a rendering, in the order of the report
 */
export function formatFindings(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const { severity, message, fix, rule } = finding;
      const where = placeOf(finding).map((part) => `${part}: `);
      return `${printable(`${severity} [${rule}] ${where.join('')}${message}`)}\n  fix: ${printable(fix)}`;
    })
    .join('\n');
}

/** Returns source, environments and path of a value, or the construct, its object and the member of the object. */
function placeOf({ construct, object, path, source, alsoAt = [], environments }: Finding): string[] {
  const sources = source && nameList([source, ...alsoAt].map(sourceText));
  const names = environments && nameList(environments);
  const parts = construct === undefined ? [sources, names, path] : [construct, object, path];
  return parts.flatMap((part) => part || []);
}
