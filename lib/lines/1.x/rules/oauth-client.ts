import { emptyClientValues } from '../../common/checks/oauth-client';
import type { ChartRule } from '../subject';

/** The identity provider rejects sign-ins with a client that it does not know. */
export const oauthClient: ChartRule = {
  id: 'oauth-client',
  severity: 'warning',
  about: 'The OAuth client that users sign in with has an id.',
  *check({ values: { backstage, security } }) {
    if (backstage.enabled && security.enabled) {
      yield* emptyClientValues({ clientId: backstage.auth.clientId });
    }
  },
};
