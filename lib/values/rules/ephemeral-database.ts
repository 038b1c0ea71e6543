import type { Rule } from './rule';

/** An emptyDir goes with its pod. */
export const ephemeralDatabase: Rule = {
  id: 'ephemeral-database',
  severity: 'warning',
  about: 'The database outlives the pod.',
  *check({ values: { backstage } }) {
    const { type, sqlite } = backstage.database;
    if (backstage.enabled && type !== 'postgresql' && !sqlite.persistence.enabled) {
      yield {
        path: 'backstage.database.sqlite.persistence.enabled',
        message: 'is off: catalog, settings and plugin data are lost whenever the pod restarts',
        mend: 'set it to true, or use PostgreSQL',
      };
    }
  },
};
