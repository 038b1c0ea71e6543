import type { Credential } from '../../../backstage/credentials';
import { checkDatabaseHost } from '../../../backstage/database-host';
import { checkCaBundle } from '../../common/checks/ca-bundle';
import { credentialSource, hasKey } from '../credentials';
import type { EffectiveValues } from '../schema';
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
      // The check for missing credentials reports the password of a secret store.
      const isReported = key === 'password' && credentialSource(values) === 'external';
      if ((value === undefined || value === '') && !hasKey(values, credential) && !isReported) {
        yield {
          path: `backstage.database.postgresql.${key}`,
          message: 'is required for PostgreSQL',
          fix: `${fixOf(values, key, credential)}, or set backstage.database.type to sqlite`,
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

/** Returns the fix for a missing part of the connection. The values must not contain the password beside a Secret. */
function fixOf(values: EffectiveValues, key: string, credential: Credential): string {
  return key === 'password' && credentialSource(values) === 'existing'
    ? `set backstage.secretKeys.${credential} to its key in the Secret that backstage.secretName names`
    : `set it to the server's ${key}`;
}
