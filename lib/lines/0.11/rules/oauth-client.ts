import { emptyClientValues } from '../../common/checks/oauth-client';
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
    yield* emptyClientValues({ clientId, ...(credentialSource(values) === 'inline' && { clientSecret }) });
  },
};
