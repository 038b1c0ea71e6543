import type { HorizontalPodAutoscalerBehavior } from 'kubernetes-types/autoscaling/v2';
import { DEFAULTS } from '../../chart-0.11';
import { flag, integer, integerOrText, kubernetes, section } from '../node';

const { autoscaling, podDisruptionBudget } = DEFAULTS;

/** Values: `backstage.autoscaling` and `backstage.podDisruptionBudget`. */
export const scaling = {
  autoscaling: section('The HorizontalPodAutoscaler.', {
    enabled: flag('Whether it is rendered.', { default: false }),
    minReplicas: integer('Least number of pods.', { default: autoscaling.minReplicas }),
    maxReplicas: integer('Greatest number of pods.', { default: autoscaling.maxReplicas }),
    targetCPUUtilizationPercentage: integer('CPU use to aim for, in percent of the request. Null: no such metric.', {
      default: autoscaling.targetCPUUtilizationPercentage,
    }),
    targetMemoryUtilizationPercentage: integer(
      'Memory use to aim for, in percent of the request. Null: no such metric.',
      { default: autoscaling.targetMemoryUtilizationPercentage },
    ),
    behavior: kubernetes<HorizontalPodAutoscalerBehavior>(
      'HorizontalPodAutoscalerBehavior',
      'How fast to scale. Maps merge with the default, lists replace.',
      { default: autoscaling.behavior },
    ),
  }),
  podDisruptionBudget: section('The PodDisruptionBudget.', {
    enabled: flag('Whether it is rendered.', { default: false }),
    minAvailable: integerOrText('Pods that must stay up, as a number or percentage. Null: no such bound.', {
      default: podDisruptionBudget.minAvailable,
    }),
    maxUnavailable: integerOrText('Pods that may be down, as a number or percentage, instead of `minAvailable`.'),
  }),
};
