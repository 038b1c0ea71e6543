import { describe } from '../../util/describe';
import type { PortalRule } from './portal-values';

/** In `corrected`, only one bound is rendered, so the other one would have no effect. */
export const disruptionBudgetExclusive: PortalRule = {
  id: 'disruption-budget-exclusive',
  severity: 'error',
  about: 'In `corrected`, values set only one of `minAvailable` and `maxUnavailable`.',
  *check(subject) {
    const { backstage } = subject.values;
    const { enabled, minAvailable, maxUnavailable } = backstage.podDisruptionBudget;
    const isSet = (key: string, bound: number | string | undefined) =>
      bound !== undefined && subject.isGiven(`backstage.podDisruptionBudget.${key}`);
    const isTwice = isSet('minAvailable', minAvailable) && isSet('maxUnavailable', maxUnavailable);
    if (backstage.enabled && enabled && isTwice && !subject.reproduces('budget-bounds')) {
      yield {
        path: 'backstage.podDisruptionBudget.maxUnavailable',
        message: `must not be set together with minAvailable (${minAvailable}), got ${describe(maxUnavailable)}`,
        fix: 'set minAvailable to null, or remove maxUnavailable',
      };
    }
  },
};
