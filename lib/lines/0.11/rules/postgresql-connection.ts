import { checkDatabaseHost } from '../../../backstage/database-host';
import { checkCaBundle } from '../../common/checks/ca-bundle';
import { hasKey } from '../credentials';
import type { ChartRule } from '../subject';

/** Settings of a connection, each with the credential that can replace it. */
const CONNECTION = [
  ['host', 'postgresHost'],
  ['port', 'postgresPort'],
  ['user', 'postgresUser'],
  ['password', 'postgresPassword'],
  ['database', 'postgresDatabase'],
] as const;

/** Otherwise Backstage fails to connect, and restarts again and again. */
export const postgresqlConnection: ChartRule = {
  id: 'postgresql-connection',
  severity: 'error',
  about: 'PostgreSQL has a host, port, user, password and database, and its certificates have one source.',
  *check({ values }) {
    const { enabled, database } = values.backstage;
    if (!enabled || database.type !== 'postgresql') {
      return;
    }
    for (const [key, credential] of CONNECTION) {
      const value = database.postgresql[key];
      // Port 0 counts as set. The rule `ports` refuses it.
      if ((value === undefined || value === '') && !hasKey(values, credential)) {
        yield {
          path: `backstage.database.postgresql.${key}`,
          message: 'is required for PostgreSQL',
          fix: `set it to the server's ${key}, or set backstage.database.type to sqlite`,
        };
      }
    }
    const { host, caBundle } = database.postgresql;
    if (host) {
      yield* checkDatabaseHost('backstage.database.postgresql.host', host);
    }
    yield* checkCaBundle(caBundle);
  },
};
