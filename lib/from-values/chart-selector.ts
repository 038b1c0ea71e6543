import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { Release } from '../release';

/** The chart's selector of PodDisruptionBudget and NetworkPolicy: by fullname, which pods carry only if it is the name. */
export function chartSelector({ fullname }: Release): LabelSelector {
  return { matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': fullname } };
}
