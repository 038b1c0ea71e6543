import { isSecretInClear } from '../../app-config-secrets';
import { DEFAULTS } from '../../chart-0.11';
import { credentialSource } from '../credentials';
import { isLocalhost } from '../dns';
import { ownVariables } from '../variables';
import type { Rule } from './rule';

/** Base64 in a Secret is not encryption: whoever reads the repository reads the password. */
export const inlineSecrets: Rule = {
  id: 'inline-secrets',
  severity: 'warning',
  about: 'Secrets are not in clear in what is committed, but for a portal on localhost.',
  *check({ values, addresses }) {
    const { backstage, thunder } = values;
    if (!backstage.enabled || isLocalhost(addresses.baseUrl)) {
      return;
    }
    for (const { path, name, value } of ownVariables(values)) {
      if (value && isSecretInClear(name, value)) {
        yield {
          path: `${path}.value`,
          message: `is rendered readable for everyone who can read the output: ${name} looks like a secret`,
          mend: 'use valueFrom.secretKeyRef, or $(NAME) of a variable ahead of it that does; rename it if it is no secret',
        };
      }
    }
    if (credentialSource(values) !== 'inline') {
      return;
    }
    const { auth, database } = backstage;
    const isInline = {
      'backstage.backendSecret': backstage.backendSecret,
      'backstage.auth.clientSecret': auth.clientSecret !== DEFAULTS.auth.clientSecret && auth.clientSecret,
      'backstage.database.postgresql.password': database.type === 'postgresql' && database.postgresql.password,
      'backstage.thunder.token': thunder.enabled && backstage.thunder.token,
    };
    for (const [path, inline] of Object.entries(isInline)) {
      if (inline) {
        yield {
          path,
          message: 'is rendered readable for everyone who can read the output',
          mend: 'remove it, and name a Secret in backstage.secretName or a store in backstage.externalSecret',
        };
      }
    }
  },
};
