import { isSecretInClear } from '../../../backstage/secrets';
import { credentialSource } from '../credentials';
import { PUBLIC_CLIENT_SECRET } from '../schema';
import type { ChartRule } from '../subject';

/** Base64 in a Secret is not encryption: whoever reads the repository reads the password. */
export const inlineSecrets: ChartRule = {
  id: 'inline-secrets',
  severity: 'warning',
  about: 'Secrets are not plain text in what is committed, but for a portal on localhost or at the default domain.',
  *check({ values, facts }) {
    const { backstage, thunder } = values;
    if (!backstage.enabled || facts.isTrial) {
      return;
    }
    for (const { path, name, value } of facts.customVariables) {
      if (value && isSecretInClear(name, value)) {
        yield {
          path: `${path}.value`,
          message: `is rendered readable for everyone who can read the output: ${name} looks like a secret`,
          fix: 'use valueFrom.secretKeyRef, or $(NAME) of a variable ahead of it that does; rename it if it is no secret',
        };
      }
    }
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
          message: 'is rendered readable for everyone who can read the output',
          fix: 'remove it, and name a Secret in backstage.secretName or a store in backstage.externalSecret',
        };
      }
    }
  },
};
