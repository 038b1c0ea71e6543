import type { PodDisruptionBudgetSpec } from 'kubernetes-types/policy/v1';
import { checkCount, checkPercentage } from '../counts';
import type { Place } from '../place';
import { checkNotEmpty } from '../texts';
import type { Given, TypeChecks } from '../type-check';

/** Checks of PodDisruptionBudgets. */
export const disruptionBudgetChecks = {
  PodDisruptionBudgetSpec(spec: Given<PodDisruptionBudgetSpec>, at: Place) {
    if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined) {
      at.at('maxUnavailable').refuse(
        'must not be set, because minAvailable is set',
        'keep only one of them; in values, null removes the default of minAvailable',
      );
    }
    for (const key of ['minAvailable', 'maxUnavailable'] as const) {
      checkCount(spec[key], at.at(key));
      checkPercentage(spec[key], at.at(key));
    }
    checkNotEmpty(spec.unhealthyPodEvictionPolicy, at.at('unhealthyPodEvictionPolicy'));
  },
} satisfies TypeChecks;
