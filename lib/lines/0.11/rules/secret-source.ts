import type { Violation } from '../../../util/violation';
import { credentialSource, hasKey, inlineCredentials } from '../credentials';
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
      yield* inPlainText(subject, source === 'external' ? 'externalSecret' : 'secretName');
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

/** Path of the value that names PostgreSQL's separate Secret. */
const SEPARATE = 'backstage.database.postgresql.secretName';

function* inPlainText({ values, facts }: ChartSubject, source: 'secretName' | 'externalSecret'): Iterable<Violation> {
  for (const { path, credential } of inlineCredentials(values)) {
    const { setBy, instead } = facts.placeOf(credential, path);
    const named = setBy === path ? `${UNNAMED[source]}.${credential}` : instead();
    const other = path === PASSWORD && !setBy.startsWith(SEPARATE) ? `, or name another Secret in ${SEPARATE}` : '';
    yield {
      path,
      message: `must not be set together with backstage.${source}, because all credentials must come from one source`,
      fix: `remove it, and ${named}${other}`,
    };
  }
}

/** Instructions for a credential whose key or entry no value names yet. The name of the credential follows them. */
const UNNAMED = {
  secretName: 'put the value into the Secret that backstage.secretName names, and set its key in backstage.secretKeys',
  externalSecret: 'put the value into the store, and name its entry in backstage.externalSecret.data',
};
