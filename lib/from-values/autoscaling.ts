import type { Construct } from 'constructs';
import { BackstageAutoscaling } from '../autoscaling';
import type { BackstageDeployment } from '../deployment';
import type { Resolved } from '../values/resolve';

/** The HorizontalPodAutoscaler (values: `backstage.autoscaling`). */
export function addAutoscaling(scope: Construct, { values }: Resolved, target: BackstageDeployment): void {
  const { enabled, maxReplicas, behavior, ...autoscaling } = values.backstage.autoscaling;
  if (enabled) {
    new BackstageAutoscaling(scope, 'Autoscaling', {
      target,
      ...autoscaling,
      maxReplicas: maxReplicas ?? undefined,
      behavior: behavior ?? {},
    });
  }
}
