import type { PlacedFinding } from '../../bin/preview/protocol';
import { button, counted, element } from './dom';

/**
 * Shows findings in a list.
 *
 * @param list element for the list
 * @param findings the findings
 * @param onSelect called with a finding whose place the user selects
 */
export function showFindings(
  list: HTMLElement,
  findings: readonly PlacedFinding[],
  onSelect: (finding: PlacedFinding) => void,
): void {
  list.replaceChildren(
    ...findings.map((finding) => {
      const { severity, rule, subject, message, fix, place, range } = finding;
      const where = place !== undefined && range ? button(place, () => onSelect(finding)) : undefined;
      const head = element('div', 'head', element('span', `badge ${severity}`, severity), ...(where ? [where] : []));
      head.append(element('span', 'rule', rule));
      const text = element('div', 'message', subject === '' ? message : `${subject}: ${message}`);
      return element('li', `finding ${severity}`, head, text, element('div', 'fix', `Fix: ${fix}`));
    }),
  );
  if (findings.length === 0) {
    list.append(element('li', 'none', 'No findings.'));
  }
}

/** Returns the number of findings of each severity, such as `1 error, 2 warnings`. */
export function summaryOf(findings: readonly PlacedFinding[]): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return (['error', 'warning', 'info'] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => counted(count(severity), severity))
    .join(', ');
}
