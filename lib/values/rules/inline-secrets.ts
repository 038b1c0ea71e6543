import { DEFAULTS } from '../../chart-0.11';
import { credentialSource } from '../credentials';
import { isLocalhost } from '../dns';
import type { Rule } from './rule';

/** Base64 in a Secret is not encryption: whoever reads the repository reads the password. */
export const inlineSecrets: Rule = {
  id: 'inline-secrets',
  severity: 'warning',
  about: 'Secrets are not in clear in what is committed, but for a portal on localhost.',
  *check({ values, addresses }) {
    const { backstage, thunder } = values;
    if (!backstage.enabled || credentialSource(values) !== 'inline' || isLocalhost(addresses.baseUrl)) {
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
