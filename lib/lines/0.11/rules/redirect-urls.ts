import { redirectUrl } from '../../../backstage/redirect-url';
import { urlToCopy } from '../../../backstage/secrets';
import { checkRedirectUrl } from '../../common/checks/redirect-url';
import type { ChartRule } from '../subject';

/** The identity provider does not redirect users to a URL that it does not know. */
export const redirectUrls: ChartRule = {
  id: 'redirect-urls',
  severity: 'warning',
  about: 'The OAuth client has the redirect URL of the portal.',
  *check({ values, facts }) {
    const { backstage, security } = values;
    if (!backstage.enabled || !security.enabled) {
      return;
    }
    const path = 'backstage.auth.redirectUrls';
    const { auth } = backstage;
    const given = auth.redirectUrls ?? [];
    const ofPortal = redirectUrl(facts.baseUrl);
    if (facts.hasExternalProvider) {
      yield* checkRedirectUrl(facts.baseUrl, given);
    } else if (!auth.registration.enabled && (given.length > 0 || ofPortal !== redirectUrl(facts.urls.consoleUrl))) {
      yield {
        path,
        message: `no rendered object registers ${facts.redirectUrls.map(urlToCopy).join(', ')} with Thunder`,
        fix: 'set backstage.auth.registration.enabled to true, or register the URLs by hand and allow redirect-urls',
      };
    }
  },
};
