import type { DeploymentStrategy } from 'kubernetes-types/apps/v1';
import type { PortalRule } from './portal-values';

/** With another strategy, two pods open the same file while one replaces the other. */
export const deploymentStrategy: PortalRule = {
  id: 'deployment-strategy',
  severity: 'error',
  about: 'The strategy of the Deployment stops the old pod first if SQLite is on a claim.',
  *check({ values: { backstage } }) {
    const { enabled, database, strategy } = backstage;
    const isOnClaim = database.type !== 'postgresql' && database.sqlite.persistence.enabled;
    if (enabled && isOnClaim && startsNewPodFirst(strategy)) {
      yield {
        path: 'backstage.strategy',
        message: 'must not start the new pod before the old one stops, because only one pod can open the SQLite file',
        fix: 'set rollingUpdate to {maxSurge: 0, maxUnavailable: 1}, or type to Recreate without rollingUpdate',
      };
    }
  },
};

/** Checks whether a strategy may start a new pod before the old one stops. Without a strategy, another rule checks. */
export function startsNewPodFirst(strategy: DeploymentStrategy | undefined): boolean {
  // Null is the same as absent.
  const type = strategy?.type ?? 'RollingUpdate';
  return strategy !== undefined && type === 'RollingUpdate' && !isZero(strategy.rollingUpdate?.maxSurge);
}

function isZero(count: number | string | undefined): boolean {
  return count !== undefined && /^0%?$/.test(String(count));
}
