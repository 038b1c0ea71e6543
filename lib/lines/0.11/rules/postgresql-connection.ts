import { describeHost } from '../../../backstage/secrets';
import { hasKey } from '../credentials';
import type { ChartRule } from '../subject';

/** Whether a text is a host name, an IP address, or the folder of a Unix socket: no URL, and no port. */
function isHost(text: string): boolean {
  const isIPv6 = /^[\da-fA-F:.]+$/.test(text) && text.split(':').length > 2;
  return /^(?:[\w.-]+|\/\S+)$/.test(text) || isIPv6;
}

/** What a connection takes, and the Secret's key that may hold it instead. */
const CONNECTION = [
  ['host', 'postgresHost'],
  ['port', 'postgresPort'],
  ['user', 'postgresUser'],
  ['password', 'postgresPassword'],
  ['database', 'postgresDatabase'],
] as const;

/** Backstage starts, fails to connect and restarts, forever. */
export const postgresqlConnection: ChartRule = {
  id: 'postgresql-connection',
  severity: 'error',
  about: 'PostgreSQL has host, port, user, password and database, and certificates from one place.',
  *check({ values }) {
    const { enabled, database } = values.backstage;
    if (!enabled || database.type !== 'postgresql') {
      return;
    }
    for (const [key, credential] of CONNECTION) {
      const value = database.postgresql[key];
      // Port 0 is there, and none that the rule `ports` takes.
      if ((value === undefined || value === '') && !hasKey(values, credential)) {
        yield {
          path: `backstage.database.postgresql.${key}`,
          message: 'is needed for PostgreSQL, got none',
          fix: `set it to the server's ${key}, or set backstage.database.type to sqlite`,
        };
      }
    }
    const { host, caBundle } = database.postgresql;
    if (host && !isHost(host)) {
      yield {
        path: 'backstage.database.postgresql.host',
        message: `must be a host name alone, got ${describeHost(host)}`,
        fix: 'leave out protocol, user, port and database; they have keys of their own',
      };
    }
    if (caBundle.configMap && caBundle.secret) {
      yield {
        path: 'backstage.database.postgresql.caBundle',
        message: 'must name a ConfigMap or a Secret, got both',
        fix: 'remove one of the two',
      };
    }
  },
};
