import { startsNewPodFirst } from './deployment-strategy';
import type { PortalRule } from './portal-values';

/** Kubernetes deletes an emptyDir together with its pod. */
export const ephemeralDatabase: PortalRule = {
  id: 'ephemeral-database',
  severity: 'warning',
  about: 'The database outlives its pod, unless the portal is on localhost or at the default domain.',
  *check({ values: { backstage }, facts }) {
    const { type, sqlite } = backstage.database;
    if (backstage.enabled && type !== 'postgresql' && !sqlite.persistence.enabled && !facts.isTrial) {
      yield {
        path: 'backstage.database.sqlite.persistence.enabled',
        message: 'is off: the portal loses its catalog, settings and plugin data when Kubernetes replaces the pod',
        fix: `set it to true${startsNewPodFirst(backstage.strategy) ? ' and backstage.strategy to {type: Recreate}' : ''}, or use PostgreSQL`,
      };
    }
  },
};
