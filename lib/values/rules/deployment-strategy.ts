import type { PortalRule } from './portal-values';

/** A strategy that contradicts itself is one that Kubernetes rejects, or that replaces no pod. */
export const deploymentStrategy: PortalRule = {
  id: 'deployment-strategy',
  severity: 'error',
  about: 'The strategy of the Deployment says one thing.',
  *check({ values: { backstage } }) {
    if (!backstage.enabled || !backstage.strategy) {
      return;
    }
    const { rollingUpdate } = backstage.strategy;
    const type = backstage.strategy.type ?? 'RollingUpdate';
    const { maxSurge, maxUnavailable } = rollingUpdate ?? {};
    const { database } = backstage;
    const isOnClaim = database.type !== 'postgresql' && database.sqlite.persistence.enabled;
    if (isOnClaim && type === 'RollingUpdate' && !isNone(maxSurge)) {
      yield {
        path: 'backstage.strategy',
        message: 'must not start a pod beside the old one with SQLite on a claim, which one pod has open',
        fix: 'use type Recreate, or rollingUpdate with maxSurge 0',
      };
    }
    if (type === 'Recreate' && rollingUpdate) {
      yield {
        path: 'backstage.strategy.rollingUpdate',
        message: 'must not stand beside type Recreate',
        fix: 'remove one of the two',
      };
    }
    if (isNone(maxSurge) && isNone(maxUnavailable)) {
      yield {
        path: 'backstage.strategy.rollingUpdate.maxUnavailable',
        message: 'must not be 0 beside maxSurge 0: no pod could be replaced',
        fix: 'raise one of the two',
      };
    }
  },
};

function isNone(count: number | string | undefined): boolean {
  return count !== undefined && /^0%?$/.test(String(count));
}
