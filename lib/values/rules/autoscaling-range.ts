import type { PortalRule } from './portal-values';

const TARGETS = ['targetCPUUtilizationPercentage', 'targetMemoryUtilizationPercentage'] as const;

/** Kubernetes rejects an autoscaler without a maximum, and the chart's schema rejects other targets. */
export const autoscalingRange: PortalRule = {
  id: 'autoscaling-range',
  severity: 'error',
  about: 'The autoscaler has a maximum, and targets from 1 to 100 percent.',
  *check({ values: { backstage } }) {
    const { autoscaling } = backstage;
    if (!backstage.enabled || !autoscaling.enabled) {
      return;
    }
    if (autoscaling.maxReplicas === undefined) {
      yield {
        path: 'backstage.autoscaling.maxReplicas',
        message: 'must be set, got no value',
        fix: `set it to ${Math.max(1, autoscaling.minReplicas ?? 1)} or more`,
      };
    }
    for (const key of TARGETS) {
      const target = autoscaling[key];
      if (target !== undefined && target !== 0 && (target < 1 || target > 100)) {
        yield {
          path: `backstage.autoscaling.${key}`,
          message: `must be from 1 to 100 percent of the request, got ${target}`,
          fix: 'set it to a number from 1 to 100, or to null to turn this metric off',
        };
      }
    }
  },
};
