import type { HorizontalPodAutoscalerBehavior } from 'kubernetes-types/autoscaling/v2';
import type { ChartDefaults } from '../../backstage/profile';
import { flag, integer, integerOrText, kubernetes, section } from '../node';

const IF_BOTH_ARE_NULL =
  'If both targets are null, no `metrics` are rendered, and Kubernetes scales at 80 percent CPU use.';

/** Returns `backstage.autoscaling` and `backstage.podDisruptionBudget`, with the defaults of a chart version. */
export const scalingSection = ({ autoscaling, podDisruptionBudget }: ChartDefaults) => ({
  autoscaling: section('HorizontalPodAutoscaler of the Deployment.', {
    enabled: flag('Whether to render the HorizontalPodAutoscaler.', { default: false }),
    minReplicas: integer('Minimum number of pods.', { default: autoscaling.minReplicas }),
    maxReplicas: integer('Maximum number of pods.', { default: autoscaling.maxReplicas }),
    targetCPUUtilizationPercentage: integer(
      `Target CPU use, in percent of the request. Null removes this metric. ${IF_BOTH_ARE_NULL}`,
      {
        default: autoscaling.targetCPUUtilizationPercentage,
      },
    ),
    targetMemoryUtilizationPercentage: integer(
      `Target memory use, in percent of the request. Null removes this metric. ${IF_BOTH_ARE_NULL}`,
      { default: autoscaling.targetMemoryUtilizationPercentage },
    ),
    behavior: kubernetes<HorizontalPodAutoscalerBehavior>(
      'HorizontalPodAutoscalerBehavior',
      'Speed at which the autoscaler adds and removes pods. Maps merge with the default; lists replace it.',
      { default: autoscaling.behavior },
    ),
  }),
  podDisruptionBudget: section('PodDisruptionBudget of the pods.', {
    enabled: flag('Whether to render the PodDisruptionBudget.', { default: false }),
    minAvailable: integerOrText(
      'Minimum number or percentage of pods that must stay available. Null removes this bound.',
      {
        default: podDisruptionBudget.minAvailable,
      },
    ),
    maxUnavailable: integerOrText(
      'Maximum number or percentage of pods that may be unavailable, instead of `minAvailable`.',
    ),
  }),
});
