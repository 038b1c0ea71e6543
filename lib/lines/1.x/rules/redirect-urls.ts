import { checkRedirectUrl } from '../../common/checks/redirect-url';
import type { ChartRule } from '../subject';

/** The identity provider does not redirect users to a URL that it does not know. */
export const redirectUrls: ChartRule = {
  id: 'redirect-urls',
  severity: 'warning',
  about: 'The OAuth client has the redirect URL of the portal.',
  *check({ values: { backstage, security }, facts }) {
    if (backstage.enabled && security.enabled) {
      yield* checkRedirectUrl(facts.baseUrl, backstage.auth.redirectUrls);
    }
  },
};
