import { describeHost } from '../../../backstage/secrets';
import { checkCaBundle } from '../../common/checks/ca-bundle';
import { hasKey } from '../credentials';
import type { ChartRule } from '../subject';

/** Checks whether a text is only a host name, an IP address, or the folder of a Unix socket. */
function isHost(text: string): boolean {
  const isIPv6 = /^[\da-fA-F:.]+$/.test(text) && text.split(':').length > 2;
  return /^(?:[\w.-]+|\/\S+)$/.test(text) || isIPv6;
}

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
    if (host && !isHost(host)) {
      yield {
        path: 'backstage.database.postgresql.host',
        message: `must be only a host name, got ${describeHost(host)}`,
        fix: 'remove protocol, user, port and database, and set the keys for them',
      };
    }
    yield* checkCaBundle(caBundle);
  },
};
