import type { Rule } from './rule';

/** Kubernetes rejects the others, or finds no way to begin. */
export const deploymentStrategy: Rule = {
  id: 'deployment-strategy',
  severity: 'error',
  about: 'The strategy of the Deployment says one thing.',
  *check({ values: { backstage } }) {
    const { type, rollingUpdate } = backstage.strategy ?? {};
    if (!backstage.enabled || !rollingUpdate) {
      return;
    }
    if (type === 'Recreate') {
      yield {
        path: 'backstage.strategy.rollingUpdate',
        message: 'must not stand beside type Recreate',
        mend: 'remove one of the two',
      };
    }
    const { maxSurge, maxUnavailable } = rollingUpdate;
    if (isNone(maxSurge) && isNone(maxUnavailable)) {
      yield {
        path: 'backstage.strategy.rollingUpdate.maxUnavailable',
        message: 'must not be 0 beside maxSurge 0: no pod could be replaced',
        mend: 'raise one of the two',
      };
    }
  },
};

function isNone(count: number | string | undefined): boolean {
  return count !== undefined && /^0%?$/.test(String(count));
}
