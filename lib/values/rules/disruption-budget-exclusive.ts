import { describe } from '../validate';
import type { Rule } from './rule';

/** Kubernetes rejects a budget with both bounds; `minAvailable` is there by default. */
export const disruptionBudgetExclusive: Rule = {
  id: 'disruption-budget-exclusive',
  severity: 'error',
  about: 'The PodDisruptionBudget has one bound.',
  *check({ values: { backstage }, fidelity }) {
    const { enabled, minAvailable, maxUnavailable } = backstage.podDisruptionBudget;
    // The chart takes 0 for no bound.
    const isBound = (bound: number | string | null) => (fidelity === 'exact' ? Boolean(bound) : bound !== null);
    if (backstage.enabled && enabled && isBound(minAvailable) && isBound(maxUnavailable)) {
      yield {
        path: 'backstage.podDisruptionBudget.maxUnavailable',
        message: `must not stand beside minAvailable (${minAvailable}), got ${describe(maxUnavailable)}`,
        mend: 'set minAvailable to null, or remove maxUnavailable',
      };
    }
  },
};
