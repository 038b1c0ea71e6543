import type { Construct } from 'constructs';
import type { BackstageDeployment } from '../deployment';
import { BackstagePodDisruptionBudget, type MinAvailable } from '../pod-disruption-budget';
import type { Resolved } from '../values/resolve';
import { chartSelector } from './chart-selector';

/** The PodDisruptionBudget (values: `backstage.podDisruptionBudget`). */
export function addPodDisruptionBudget(
  scope: Construct,
  { values, release, fidelity }: Resolved,
  deployment: BackstageDeployment,
): void {
  const { enabled, minAvailable, maxUnavailable } = values.backstage.podDisruptionBudget;
  // The chart takes 0 for no bound.
  const bound = (given: number | string | null) => (fidelity === 'exact' ? podCount(given) || null : podCount(given));
  if (enabled) {
    new BackstagePodDisruptionBudget(scope, 'PodDisruptionBudget', {
      deployment,
      ...(fidelity === 'exact' && { selector: chartSelector(release) }),
      // Both bounds get this far only where their rule is allowed; the chart renders both.
      ...({
        minAvailable: bound(minAvailable),
        maxUnavailable: bound(maxUnavailable) ?? undefined,
      } as MinAvailable),
    });
  }
}

/** A number of pods, quoted or not, or a percentage. */
function podCount(given: number | string | null): number | string | null {
  return typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given || (given === 0 ? 0 : null);
}
