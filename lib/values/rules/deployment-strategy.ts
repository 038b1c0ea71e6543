import { startsSecondPod } from '../../kubernetes/update-strategy';
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
    const { database } = backstage;
    const isOnClaim = database.type !== 'postgresql' && database.sqlite.persistence.enabled;
    if (isOnClaim && startsSecondPod(backstage.strategy)) {
      yield {
        path: 'backstage.strategy',
        message: 'must not start the new pod before the old one stops, because only one pod can open the SQLite file',
        fix: 'set rollingUpdate to {maxSurge: 0, maxUnavailable: 1}, or type to Recreate without rollingUpdate',
      };
    }
  },
};
