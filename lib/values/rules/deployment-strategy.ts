import type { PortalRule } from './portal-values';

/** With another strategy, two pods open the same file while one replaces the other. */
export const deploymentStrategy: PortalRule = {
  id: 'deployment-strategy',
  severity: 'error',
  about: 'The strategy of the Deployment stops the old pod first if SQLite is on a claim.',
  *check({ values: { backstage } }) {
    if (!backstage.enabled || !backstage.strategy) {
      return;
    }
    const { rollingUpdate } = backstage.strategy;
    const type = backstage.strategy.type ?? 'RollingUpdate';
    const { maxSurge } = rollingUpdate ?? {};
    const { database } = backstage;
    const isOnClaim = database.type !== 'postgresql' && database.sqlite.persistence.enabled;
    if (isOnClaim && type === 'RollingUpdate' && !isZero(maxSurge)) {
      yield {
        path: 'backstage.strategy',
        message: 'must not start the new pod before the old one stops, because only one pod can open the SQLite file',
        fix: 'set rollingUpdate.maxSurge to 0, or type to Recreate',
      };
    }
  },
};

function isZero(count: number | string | undefined): boolean {
  return count !== undefined && /^0%?$/.test(String(count));
}
