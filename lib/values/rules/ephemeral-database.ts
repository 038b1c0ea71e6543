import type { PortalRule } from './portal-values';

/** An emptyDir goes with its pod. */
export const ephemeralDatabase: PortalRule = {
  id: 'ephemeral-database',
  severity: 'warning',
  about: 'The database outlives the pod, but for a portal on localhost or at the default domain.',
  *check({ values: { backstage }, facts }) {
    const { type, sqlite } = backstage.database;
    if (backstage.enabled && type !== 'postgresql' && !sqlite.persistence.enabled && !facts.isTrial) {
      yield {
        path: 'backstage.database.sqlite.persistence.enabled',
        message: 'is off: catalog, settings and plugin data are lost whenever the pod restarts',
        fix: 'set it to true, or use PostgreSQL',
      };
    }
  },
};
