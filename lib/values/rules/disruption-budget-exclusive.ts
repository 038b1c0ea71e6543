import { describe } from '../../util/describe';
import type { PortalRule } from './portal-values';

/** Kubernetes rejects a budget with both bounds. `minAvailable` has a default. */
export const disruptionBudgetExclusive: PortalRule = {
  id: 'disruption-budget-exclusive',
  severity: 'error',
  about: 'The PodDisruptionBudget has only one of `minAvailable` and `maxUnavailable`.',
  *check(subject) {
    const { backstage } = subject.values;
    const { enabled, minAvailable, maxUnavailable } = backstage.podDisruptionBudget;
    // The chart treats 0 as unset, and renders the default of minAvailable together with maxUnavailable.
    const isChart = subject.reproduces('budget-bounds');
    const isBound = (key: string, bound: number | string | undefined) =>
      isChart ? Boolean(bound) : bound !== undefined && subject.isGiven(`backstage.podDisruptionBudget.${key}`);
    const isTwice = isBound('minAvailable', minAvailable) && isBound('maxUnavailable', maxUnavailable);
    if (backstage.enabled && enabled && isTwice) {
      yield {
        path: 'backstage.podDisruptionBudget.maxUnavailable',
        message: `must not be set together with minAvailable (${minAvailable}), got ${describe(maxUnavailable)}`,
        fix: 'set minAvailable to null, or remove maxUnavailable',
      };
    }
  },
};
