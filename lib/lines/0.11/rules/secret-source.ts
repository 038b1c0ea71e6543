import type { Violation } from '../../../util/violation';
import { credentialSource } from '../credentials';
import type { EffectiveValues } from '../schema';
import { PUBLIC_CLIENT_SECRET } from '../schema';
import type { ChartRule } from '../subject';

/** With two sources it is unclear which one applies. A plain-text credential also makes a secret store pointless. */
export const secretSource: ChartRule = {
  id: 'secret-source',
  severity: 'error',
  about: 'Credentials come from one source: the values, an existing Secret, or a secret store.',
  *check({ values }) {
    const { enabled, secretName } = values.backstage;
    if (!enabled) {
      return;
    }
    const source = credentialSource(values);
    if (source === 'external' && secretName) {
      yield {
        path: 'backstage.secretName',
        message:
          'must not be set together with backstage.externalSecret, because all credentials must come from one source',
        fix: 'remove one of the two; externalSecret.target.name sets the name of the Secret that the operator creates',
      };
    }
    if (source !== 'inline') {
      yield* inPlainText(values, source === 'external' ? 'backstage.externalSecret' : 'backstage.secretName');
    }
  },
};

function* inPlainText({ backstage }: EffectiveValues, source: string): Iterable<Violation> {
  const { auth, database, thunder } = backstage;
  const given = {
    'backstage.backendSecret': backstage.backendSecret,
    // The secret of the documented test client is the default, so the user may not have set it.
    'backstage.auth.clientSecret': auth.clientSecret !== PUBLIC_CLIENT_SECRET && auth.clientSecret,
    'backstage.database.postgresql.password': database.type === 'postgresql' && database.postgresql.password,
    'backstage.thunder.token': thunder.token,
  };
  for (const [path, isGiven] of Object.entries(given)) {
    if (isGiven) {
      yield {
        path,
        message: `must not be set together with ${source}, because all credentials must come from one source`,
        fix: `remove it, or remove ${source}`,
      };
    }
  }
}
