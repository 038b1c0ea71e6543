import { findReadableSecrets } from '../../common/checks/readable-secrets';
import { credentialSource } from '../credentials';
import { PUBLIC_CLIENT_SECRET } from '../schema';
import type { ChartRule } from '../subject';

/** Base64 in a Secret is not encryption. Everyone who can read the repository can read the password. */
export const inlineSecrets: ChartRule = {
  id: 'inline-secrets',
  severity: 'warning',
  about: 'The output contains no readable secrets, except for a portal on localhost or at the default domain.',
  *check({ values, facts }) {
    const { backstage, thunder } = values;
    if (!backstage.enabled || facts.isTrial) {
      return;
    }
    yield* findReadableSecrets(backstage, facts.customVariables);
    if (credentialSource(values) !== 'inline') {
      return;
    }
    const { auth, database } = backstage;
    const isInline = {
      'backstage.backendSecret': backstage.backendSecret,
      'backstage.auth.clientSecret': auth.clientSecret !== PUBLIC_CLIENT_SECRET && auth.clientSecret,
      'backstage.database.postgresql.password': database.type === 'postgresql' && database.postgresql.password,
      'backstage.thunder.token': thunder.enabled && backstage.thunder.token,
    };
    for (const [path, inline] of Object.entries(isInline)) {
      if (inline) {
        yield {
          path,
          message: 'is readable for everyone who can read the output',
          fix: 'remove it, and set backstage.secretName to an existing Secret, or backstage.externalSecret to a secret store',
        };
      }
    }
  },
};
