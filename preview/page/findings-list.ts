import type { FindingPlace, PlacedFinding } from '../../bin/preview/protocol';
import { button, counted, element } from './dom';

/** Number of findings that the list shows. A file of another kind can have thousands, which nobody reads. */
export const MAX_FINDINGS = 200;

/**
 * Shows findings in a list.
 *
 * @param list element for the list
 * @param findings the findings
 * @param onSelect called with a place that the user selects
 */
export function showFindings(
  list: HTMLElement,
  findings: readonly PlacedFinding[],
  onSelect: (place: FindingPlace) => void,
): void {
  const shown = findings.slice(0, MAX_FINDINGS).map(({ severity, rule, subject, message, fix, places }) => {
    const head = element('div', 'head', element('span', `badge ${severity}`, severity));
    head.append(
      ...places.map((place) =>
        place.range === undefined ? element('span', 'place', place.text) : button(place.text, () => onSelect(place)),
      ),
      element('span', 'rule', rule),
    );
    const text = element('div', 'message', subject === '' ? message : `${subject}: ${message}`);
    return element('li', `finding ${severity}`, head, text, element('div', 'fix', `Fix: ${fix}`));
  });
  const more = findings.length - shown.length;
  list.replaceChildren(
    ...shown,
    ...(more > 0 ? [element('li', 'none', `and ${counted(more, 'more finding')}.`)] : []),
    ...(shown.length === 0 ? [element('li', 'none', 'No findings.')] : []),
  );
}

/** Returns the number of findings of each severity, such as `1 error, 2 warnings`. */
export function summaryOf(findings: readonly PlacedFinding[]): string {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return (['error', 'warning', 'info'] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => counted(count(severity), severity))
    .join(', ');
}
