import { findReadableSecrets } from '../../common/checks/readable-secrets';
import { credentialSource, inlineCredentials } from '../credentials';
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
    for (const { path } of inlineCredentials(values)) {
      if (path !== 'backstage.thunder.token' || thunder.enabled) {
        yield {
          path,
          message: 'is readable for everyone who can read the output',
          fix: 'remove it, and set backstage.secretName to an existing Secret, or backstage.externalSecret to a secret store',
        };
      }
    }
  },
};
