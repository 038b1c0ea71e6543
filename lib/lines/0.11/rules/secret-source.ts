import type { Violation } from '../../../util/violation';
import { credentialSource, hasKey } from '../credentials';
import { PUBLIC_CLIENT_SECRET } from '../schema';
import type { ChartRule, ChartSubject } from '../subject';

/** With two sources it is unclear which one applies. A plain-text credential also makes a secret store pointless. */
export const secretSource: ChartRule = {
  id: 'secret-source',
  severity: 'error',
  about: 'Credentials come from one source: the values, an existing Secret, or a secret store.',
  *check(subject) {
    const { values } = subject;
    const { enabled, secretName, database } = values.backstage;
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
      yield* inPlainText(subject, source === 'external' ? 'backstage.externalSecret' : 'backstage.secretName');
    } else if (database.type === 'postgresql' && database.postgresql.password && hasKey(values, 'postgresPassword')) {
      const { setBy } = subject.facts.placeOf('postgresPassword', PASSWORD);
      yield {
        path: PASSWORD,
        message: `must not be set together with ${setBy}, because the password must come from one source`,
        fix: `remove it, or remove ${setBy}`,
      };
    }
  },
};

const PASSWORD = 'backstage.database.postgresql.password';

function* inPlainText({ values, facts }: ChartSubject, source: string): Iterable<Violation> {
  const { backstage } = values;
  const { auth, database, thunder } = backstage;
  const given = [
    ['backstage.backendSecret', 'backendSecret', backstage.backendSecret],
    // The secret of the documented test client is the default, so the user may not have set it.
    ['backstage.auth.clientSecret', 'clientSecret', auth.clientSecret !== PUBLIC_CLIENT_SECRET && auth.clientSecret],
    [PASSWORD, 'postgresPassword', database.type === 'postgresql' && database.postgresql.password],
    ['backstage.thunder.token', 'thunderToken', thunder.token],
  ] as const;
  for (const [path, credential, isGiven] of given) {
    if (isGiven) {
      const other = path === PASSWORD ? ', or name another Secret in backstage.database.postgresql.secretName' : '';
      const { setBy, instead } = facts.placeOf(credential, path);
      yield {
        path,
        message: `must not be set together with ${source}, because all credentials must come from one source`,
        fix:
          setBy === path
            ? `remove it, or remove ${source}`
            : `remove it, and ${instead()}${setBy === source ? other : ''}`,
      };
    }
  }
}
