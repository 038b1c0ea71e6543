import type { Construct } from 'constructs';
import { BackstageAutoscaling } from '../../constructs/autoscaling';
import type { BackstageDeployment } from '../../constructs/deployment';
import type { CommonResolved } from './subject';

/** Adds the HorizontalPodAutoscaler (values: `backstage.autoscaling`). */
export function addAutoscaling(scope: Construct, { values }: CommonResolved, target: BackstageDeployment): void {
  const { enabled, ...autoscaling } = values.backstage.autoscaling;
  if (enabled) {
    new BackstageAutoscaling(scope, 'Autoscaling', {
      target,
      minReplicas: autoscaling.minReplicas ?? false,
      maxReplicas: autoscaling.maxReplicas,
      targetCPUUtilizationPercentage: autoscaling.targetCPUUtilizationPercentage ?? false,
      targetMemoryUtilizationPercentage: autoscaling.targetMemoryUtilizationPercentage ?? false,
      behavior: autoscaling.behavior ?? {},
    });
  }
}
