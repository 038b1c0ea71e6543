import { isSidecar, lacksRequest, type UtilizedResource } from '../../kubernetes/utilization';
import { itemPath } from '../../util/path';
import type { PortalRule, PortalValues } from './portal-values';

/** The autoscaler compares the use of all containers with the sum of their requests. */
export const autoscalingRequests: PortalRule = {
  id: 'autoscaling-requests',
  severity: 'warning',
  about: 'If an autoscaler scales by CPU or memory use, each container requests CPU or memory.',
  *check({ values: { backstage } }) {
    const { enabled, autoscaling } = backstage;
    if (!enabled || !autoscaling.enabled) {
      return;
    }
    for (const [path, container] of containers(backstage)) {
      const missing = targets(autoscaling).filter((resource) => lacksRequest(container, resource));
      if (missing.length > 0) {
        yield {
          path: `${path}.resources`,
          message: `requests no ${missing.join(' and no ')}, so the autoscaler cannot compute the use of the pods, and does not scale`,
          fix: `set ${missing.map((resource) => `requests.${resource}`).join(' and ')}`,
        };
      }
    }
  },
};

function targets({
  targetCPUUtilizationPercentage: cpu,
  targetMemoryUtilizationPercentage: memory,
}: PortalValues['backstage']['autoscaling']): UtilizedResource[] {
  // Without metrics, Kubernetes sets a target for CPU.
  return [...(cpu || !memory ? (['cpu'] as const) : []), ...(memory ? (['memory'] as const) : [])];
}

/** Returns the containers that run as long as the pod, with their paths. */
function containers({ resources, extraContainers, initContainers }: PortalValues['backstage']): [string, unknown][] {
  const listed = (path: string, list: readonly unknown[] = []) =>
    list.map((container, index): [string, unknown] => [itemPath(path, index), container]);
  return [
    ['backstage', { resources }],
    ...listed('backstage.extraContainers', extraContainers),
    ...listed('backstage.initContainers', initContainers).filter(([, container]) => isSidecar(container)),
  ];
}
