import { describe } from '../validate';
import type { Rule } from './rule';

/** Kubernetes rejects a budget with both bounds; `minAvailable` is there by default. */
export const disruptionBudgetExclusive: Rule = {
  id: 'disruption-budget-exclusive',
  severity: 'error',
  about: 'The PodDisruptionBudget has one bound.',
  *check({ values: { backstage } }) {
    const { enabled, minAvailable, maxUnavailable } = backstage.podDisruptionBudget;
    if (backstage.enabled && enabled && minAvailable && maxUnavailable) {
      yield {
        path: 'backstage.podDisruptionBudget.maxUnavailable',
        message: `must not stand beside minAvailable (${minAvailable}), got ${describe(maxUnavailable)}`,
        mend: 'set minAvailable to null, or remove maxUnavailable',
      };
    }
  },
};
