import { checkCaBundle } from '../../common/checks/ca-bundle';
import type { ChartRule } from '../subject';

/** The connection itself is in the Secret. */
export const postgresqlConnection: ChartRule = {
  id: 'postgresql-connection',
  severity: 'error',
  about: 'The certificates that verify the PostgreSQL server have one source.',
  *check({ values }) {
    const { enabled, database } = values.backstage;
    if (enabled && database.type === 'postgresql') {
      yield* checkCaBundle(database.postgresql.caBundle);
    }
  },
};
