import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { Release } from '../../backstage/release';

/**
 * Returns the chart's selector of PodDisruptionBudget and NetworkPolicy. It looks for the fullname in the name label,
 * but the pods have the chart name there.
 */
export function chartSelector({ fullname }: Release): LabelSelector {
  return { matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': fullname } };
}

/** Returns the first label that a selector requires and the pods do not have; undefined if they have all of them. */
export function missingLabel(
  selector: LabelSelector | undefined,
  podLabels: Readonly<Record<string, string>>,
): { readonly key: string; readonly wanted: string } | undefined {
  const found = Object.entries(selector?.matchLabels ?? {}).find(([key, value]) => podLabels[key] !== value);
  return found && { key: found[0], wanted: found[1] };
}

/** Checks whether a selector requires only labels, at least one, and the pods have all of them. */
export function selectsPods(selector: LabelSelector | undefined, podLabels: Readonly<Record<string, string>>): boolean {
  // Users may write null for a member of the selector.
  return (
    (selector?.matchExpressions ?? []).length === 0 &&
    Object.keys(selector?.matchLabels ?? {}).length > 0 &&
    missingLabel(selector, podLabels) === undefined
  );
}
