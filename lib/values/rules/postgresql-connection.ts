import { describe } from '../validate';
import type { Rule } from './rule';

/** A host name, an IP address, or the folder of a Unix socket; no URL, and no port. */
const HOST = /^(?:[\w.-]+|[\da-fA-F:]+|\/\S+)$/;

/** Backstage starts, fails to connect and restarts, forever. */
export const postgresqlConnection: Rule = {
  id: 'postgresql-connection',
  severity: 'error',
  about: 'PostgreSQL has host, port, user, password and database.',
  *check({ values: { backstage } }) {
    const { enabled, database } = backstage;
    if (!enabled || database.type !== 'postgresql') {
      return;
    }
    for (const key of ['host', 'port', 'user', 'password', 'database'] as const) {
      if (!database.postgresql[key]) {
        yield {
          path: `backstage.database.postgresql.${key}`,
          message: 'is needed for PostgreSQL, got none',
          mend: `set it to the server's ${key}, or set backstage.database.type to sqlite`,
        };
      }
    }
    const { host } = database.postgresql;
    if (host && !HOST.test(host)) {
      yield {
        path: 'backstage.database.postgresql.host',
        // A connection URL often has the password in it.
        message: `must be a host name alone, got ${host.includes('@') ? 'a URL (not shown)' : describe(host)}`,
        mend: 'leave out protocol, user, port and database; they have keys of their own',
      };
    }
  },
};
