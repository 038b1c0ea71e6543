import { databaseTlsFindings } from '../../backstage/database-tls';
import { configTrees } from '../config-trees';
import type { PortalRule } from './portal-values';

/** The modes have the names of libpq, but Backstage connects with node-postgres. */
export const databaseTls: PortalRule = {
  id: 'database-tls',
  severity: 'warning',
  about: 'The TLS mode of PostgreSQL means the same in node-postgres as in other clients.',
  *check({ values: { backstage }, facts }) {
    if (backstage.enabled) {
      const trees = configTrees(backstage.appConfig, facts.customVariables);
      yield* databaseTlsFindings('backstage.database.postgresql.ssl', facts.portal.database, trees);
    }
  },
};
