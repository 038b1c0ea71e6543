import type { HorizontalPodAutoscalerBehavior } from 'kubernetes-types/autoscaling/v2';
import type { ChartDefaults } from '../../backstage/profile';
import { flag, integer, integerOrText, kubernetes, section } from '../node';

const WHERE_BOTH_ARE_NULL =
  'where both targets are null, there are no `metrics`, and Kubernetes scales on CPU at 80 percent.';

/** Values: `backstage.autoscaling` and `backstage.podDisruptionBudget`, with a chart's defaults. */
export const scalingSection = ({ autoscaling, podDisruptionBudget }: ChartDefaults) => ({
  autoscaling: section('The HorizontalPodAutoscaler of the Deployment.', {
    enabled: flag('Whether a HorizontalPodAutoscaler is rendered.', { default: false }),
    minReplicas: integer('Least number of pods that the autoscaler keeps.', { default: autoscaling.minReplicas }),
    maxReplicas: integer('Greatest number of pods that the autoscaler makes.', { default: autoscaling.maxReplicas }),
    targetCPUUtilizationPercentage: integer(
      `CPU use to aim for, in percent of the request. Null: no such metric; ${WHERE_BOTH_ARE_NULL}`,
      {
        default: autoscaling.targetCPUUtilizationPercentage,
      },
    ),
    targetMemoryUtilizationPercentage: integer(
      `Memory use to aim for, in percent of the request. Null: no such metric; ${WHERE_BOTH_ARE_NULL}`,
      { default: autoscaling.targetMemoryUtilizationPercentage },
    ),
    behavior: kubernetes<HorizontalPodAutoscalerBehavior>(
      'HorizontalPodAutoscalerBehavior',
      'How fast the autoscaler scales. Maps merge with the default, lists replace.',
      { default: autoscaling.behavior },
    ),
  }),
  podDisruptionBudget: section('The PodDisruptionBudget of the pods.', {
    enabled: flag('Whether a PodDisruptionBudget is rendered.', { default: false }),
    minAvailable: integerOrText('Pods that must stay up, as a number or percentage. Null: no such bound.', {
      default: podDisruptionBudget.minAvailable,
    }),
    maxUnavailable: integerOrText('Pods that may be down, as a number or percentage, instead of `minAvailable`.'),
  }),
});
