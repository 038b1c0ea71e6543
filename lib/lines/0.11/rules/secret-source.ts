import type { Violation } from '../../../util/violation';
import { credentialSource } from '../credentials';
import type { EffectiveValues } from '../schema';
import { PUBLIC_CLIENT_SECRET } from '../schema';
import type { ChartRule } from '../subject';

/** With two sources nobody knows which one holds, and with one in clear beside a store nothing is gained by the store. */
export const secretSource: ChartRule = {
  id: 'secret-source',
  severity: 'error',
  about: 'Credentials come from one source: the values, a Secret that exists already, or a secret store.',
  *check({ values }) {
    const { enabled, secretName } = values.backstage;
    if (!enabled) {
      return;
    }
    const source = credentialSource(values);
    if (source === 'external' && secretName) {
      yield {
        path: 'backstage.secretName',
        message: 'must not stand beside backstage.externalSecret: credentials come from one source',
        fix: 'remove one of the two; externalSecret.target.name names the Secret that is made',
      };
    }
    if (source !== 'inline') {
      yield* inClear(values, source === 'external' ? 'backstage.externalSecret' : 'backstage.secretName');
    }
  },
};

function* inClear({ backstage }: EffectiveValues, source: string): Iterable<Violation> {
  const { auth, database, thunder } = backstage;
  const given = {
    'backstage.backendSecret': backstage.backendSecret,
    // The documented test client's secret is the default: it is there without being given.
    'backstage.auth.clientSecret': auth.clientSecret !== PUBLIC_CLIENT_SECRET && auth.clientSecret,
    'backstage.database.postgresql.password': database.type === 'postgresql' && database.postgresql.password,
    'backstage.thunder.token': thunder.token,
  };
  for (const [path, isGiven] of Object.entries(given)) {
    if (isGiven) {
      yield {
        path,
        message: `must not be given in clear beside ${source}: credentials come from one source`,
        fix: `remove it, or remove ${source}`,
      };
    }
  }
}
