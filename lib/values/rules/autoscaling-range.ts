import type { Rule } from './rule';

const TARGETS = ['targetCPUUtilizationPercentage', 'targetMemoryUtilizationPercentage'] as const;

/** Kubernetes rejects such bounds, and the chart's schema such targets. */
export const autoscalingRange: Rule = {
  id: 'autoscaling-range',
  severity: 'error',
  about: 'The autoscaler has 1 <= minReplicas <= maxReplicas, and targets of 1 to 100 percent.',
  *check({ values: { backstage } }) {
    const { autoscaling } = backstage;
    const { minReplicas, maxReplicas } = autoscaling;
    if (!backstage.enabled || !autoscaling.enabled) {
      return;
    }
    if (minReplicas !== null && minReplicas < 1) {
      yield {
        path: 'backstage.autoscaling.minReplicas',
        message: `must be at least 1, got ${minReplicas}`,
        mend: 'set it to 1 or more',
      };
    }
    if (maxReplicas === null || maxReplicas < 1) {
      yield {
        path: 'backstage.autoscaling.maxReplicas',
        message: `must be at least 1, got ${maxReplicas}`,
        mend: 'set it to 1 or more',
      };
    } else if (minReplicas !== null && minReplicas > maxReplicas) {
      yield {
        path: 'backstage.autoscaling.minReplicas',
        message: `must be at most maxReplicas (${maxReplicas}), got ${minReplicas}`,
        mend: 'lower it, or raise maxReplicas',
      };
    }
    for (const key of TARGETS) {
      const target = autoscaling[key];
      if (target !== null && target !== 0 && (target < 1 || target > 100)) {
        yield {
          path: `backstage.autoscaling.${key}`,
          message: `must be 1 to 100 percent of the request, got ${target}`,
          mend: 'set it to 1 to 100, or to null for no such metric',
        };
      }
    }
  },
};
