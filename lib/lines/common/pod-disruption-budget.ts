import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { BackstageDeployment } from '../../constructs/deployment';
import { BackstagePodDisruptionBudget } from '../../constructs/pod-disruption-budget';
import { chartSelector } from './pod-selection';
import type { CommonResolved } from './subject';

/** Adds the PodDisruptionBudget (values: `backstage.podDisruptionBudget`). */
export function addPodDisruptionBudget(
  scope: Construct,
  resolved: CommonResolved,
  deployment: BackstageDeployment,
): void {
  const { enabled, ...given } = resolved.values.backstage.podDisruptionBudget;
  if (!enabled) {
    return;
  }
  const isChart = resolved.reproduces('budget-bounds');
  const minAvailable = bound(given.minAvailable, isChart);
  const maxUnavailable = bound(given.maxUnavailable, isChart);
  const target = {
    deployment,
    ...(resolved.reproduces('budget-selector') && { selector: chartSelector(resolved.release) }),
  };
  const budget = new BackstagePodDisruptionBudget(
    scope,
    'PodDisruptionBudget',
    maxUnavailable === false ? { ...target, minAvailable } : { ...target, maxUnavailable },
  );
  if (isChart && minAvailable !== false && maxUnavailable !== false) {
    // The chart renders both. Both are set only if the rule against that is switched off.
    budget.apiObject.addJsonPatch(JsonPatch.add('/spec/minAvailable', minAvailable));
  }
}

/** Returns a number of pods, quoted or not, or a percentage; `false` for no bound. The chart treats 0 as no bound. */
function bound(given: number | string | undefined, isChart: boolean): number | string | false {
  const count = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
  return count === undefined || count === '' || (isChart && count === 0) ? false : count;
}
