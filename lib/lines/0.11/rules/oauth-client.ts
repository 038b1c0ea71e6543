import { credentialSource } from '../credentials';
import type { ChartRule } from '../subject';

/** The identity provider takes nobody from a client that it does not know. */
export const oauthClient: ChartRule = {
  id: 'oauth-client',
  severity: 'warning',
  about: 'The OAuth client that users sign in with has an id and a secret.',
  *check({ values }) {
    const { backstage, security } = values;
    if (!backstage.enabled || !security.enabled) {
      return;
    }
    const { clientId, clientSecret } = backstage.auth;
    const needed = { clientId, ...(credentialSource(values) === 'inline' && { clientSecret }) };
    for (const [key, value] of Object.entries(needed)) {
      if (!value?.trim()) {
        yield {
          path: `backstage.auth.${key}`,
          message: 'is empty: nobody can sign in',
          fix: 'set it to that of the OAuth client, or security.enabled to false',
        };
      }
    }
  },
};
