import type { PortalRule } from './portal-values';

/** Kubernetes rejects a contradictory strategy, or cannot replace a pod with it. */
export const deploymentStrategy: PortalRule = {
  id: 'deployment-strategy',
  severity: 'error',
  about: 'The strategy of the Deployment does not contradict itself or the database.',
  *check({ values: { backstage } }) {
    if (!backstage.enabled || !backstage.strategy) {
      return;
    }
    const { rollingUpdate } = backstage.strategy;
    const type = backstage.strategy.type ?? 'RollingUpdate';
    const { maxSurge, maxUnavailable } = rollingUpdate ?? {};
    const { database } = backstage;
    const isOnClaim = database.type !== 'postgresql' && database.sqlite.persistence.enabled;
    if (isOnClaim && type === 'RollingUpdate' && !isZero(maxSurge)) {
      yield {
        path: 'backstage.strategy',
        message: 'must not start the new pod before the old one stops, because only one pod can open the SQLite file',
        fix: 'set rollingUpdate.maxSurge to 0, or type to Recreate',
      };
    }
    if (type === 'Recreate' && rollingUpdate) {
      yield {
        path: 'backstage.strategy.rollingUpdate',
        message: 'must not be set together with type Recreate',
        fix: 'remove it, or set type to RollingUpdate',
      };
    }
    if (isZero(maxSurge) && isZero(maxUnavailable)) {
      yield {
        path: 'backstage.strategy.rollingUpdate.maxUnavailable',
        message: 'must not be 0 together with maxSurge 0, because Kubernetes could not replace any pod',
        fix: 'raise maxUnavailable or maxSurge',
      };
    }
  },
};

function isZero(count: number | string | undefined): boolean {
  return count !== undefined && /^0%?$/.test(String(count));
}
