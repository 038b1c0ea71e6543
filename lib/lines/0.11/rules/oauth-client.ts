import { credentialSource } from '../credentials';
import type { ChartRule } from '../subject';

/** The identity provider rejects sign-ins with a client that it does not know. */
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
    const required = { clientId, ...(credentialSource(values) === 'inline' && { clientSecret }) };
    for (const [key, value] of Object.entries(required)) {
      if (!value?.trim()) {
        yield {
          path: `backstage.auth.${key}`,
          message: 'is empty, so users cannot sign in',
          fix: 'set it to the value from your identity provider, or set security.enabled to false',
        };
      }
    }
  },
};
