import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { Release } from '../../backstage/release';

/** The chart's selector of PodDisruptionBudget and NetworkPolicy: by fullname, which pods carry only if it is the name. */
export function chartSelector({ fullname }: Release): LabelSelector {
  return { matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': fullname } };
}

/** The first label that a selector looks for and the pods do not carry; undefined if it selects them by labels alone. */
export function missingLabel(
  selector: LabelSelector | undefined,
  podLabels: Readonly<Record<string, string>>,
): { readonly key: string; readonly wanted: string } | undefined {
  const found = Object.entries(selector?.matchLabels ?? {}).find(([key, value]) => podLabels[key] !== value);
  return found && { key: found[0], wanted: found[1] };
}

/** Whether a selector looks for labels, all of which the pods carry, and for nothing else. */
export function selectsPods(selector: LabelSelector | undefined, podLabels: Readonly<Record<string, string>>): boolean {
  // Null may stand in a selector that is given, for nothing.
  return (
    (selector?.matchExpressions ?? []).length === 0 &&
    Object.keys(selector?.matchLabels ?? {}).length > 0 &&
    missingLabel(selector, podLabels) === undefined
  );
}
