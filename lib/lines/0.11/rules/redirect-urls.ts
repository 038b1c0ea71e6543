import { redirectUrl } from '../../../backstage/redirect-url';
import { urlToCopy } from '../../../backstage/secrets';
import type { ChartRule } from '../subject';

/** The identity provider sends nobody back to a URL that it does not know. */
export const redirectUrls: ChartRule = {
  id: 'redirect-urls',
  severity: 'warning',
  about: 'The OAuth client carries the redirect URL of the portal.',
  *check({ values, facts }) {
    const { backstage, security } = values;
    if (!backstage.enabled || !security.enabled) {
      return;
    }
    const path = 'backstage.auth.redirectUrls';
    const { auth } = backstage;
    const given = auth.redirectUrls ?? [];
    const needed = redirectUrl(facts.baseUrl);
    const isExternal = facts.hasExternalProvider;
    if (isExternal && !given.includes(needed)) {
      yield {
        path,
        message: `the identity provider must have ${urlToCopy(needed)} among the redirect URLs of the OAuth client`,
        fix: 'register it there, and say so by adding it here',
      };
    } else if (
      !isExternal &&
      !auth.registration.enabled &&
      (given.length > 0 || needed !== redirectUrl(facts.urls.consoleUrl))
    ) {
      yield {
        path,
        message: `nothing that is rendered registers ${facts.redirectUrls.map(urlToCopy).join(', ')} with Thunder`,
        fix: 'set backstage.auth.registration.enabled to true, or register it by hand',
      };
    }
  },
};
