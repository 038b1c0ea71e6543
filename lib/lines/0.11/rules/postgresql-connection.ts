import { CONNECTION_PARTS, configuredConnection } from '../../../backstage/configured-connection';
import { checkDatabaseHost } from '../../../backstage/database-host';
import { checkCaBundle } from '../../common/checks/ca-bundle';
import { CONNECTION } from '../../common/database-secret';
import { credentialSource, hasKey } from '../credentials';
import type { EffectiveValues } from '../schema';
import type { ChartRule } from '../subject';

/** Otherwise Backstage fails to connect, and restarts again and again. */
export const postgresqlConnection: ChartRule = {
  id: 'postgresql-connection',
  severity: 'error',
  about: 'PostgreSQL has a host, port, user, password and database, and its certificates have one source.',
  *check({ values, facts }) {
    const { enabled, database } = values.backstage;
    if (!enabled || database.type !== 'postgresql') {
      return;
    }
    const configured = configuredConnection(
      facts.appConfig,
      facts.customVariables.map(({ name }) => name),
    );
    for (const key of CONNECTION_PARTS) {
      const value = database.postgresql[key];
      // Port 0 counts as set. The rule `ports` refuses it.
      const isMissing = value === undefined || value === '';
      // The check for missing credentials reports the password of a secret store.
      const isReported = key === 'password' && credentialSource(values) === 'external';
      if (isMissing && !hasKey(values, CONNECTION[key]) && !configured.includes(key) && !isReported) {
        yield {
          path: `backstage.database.postgresql.${key}`,
          message: 'is required for PostgreSQL',
          fix: `${fixOf(values, key)}, or set backstage.database.type to sqlite`,
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
function fixOf(values: EffectiveValues, key: string): string {
  if (key !== 'password') {
    return `set it to the server's ${key}`;
  }
  const separate = 'set backstage.database.postgresql.secretName to the Secret that contains it';
  return credentialSource(values) === 'existing' ? separate : `set it, or ${separate}`;
}
