import { redirectUrl } from '../../redirect-url';
import { hasExternalProvider } from '../identity-provider';
import type { Rule } from './rule';
import { urlToCopy } from './urls';

/** The identity provider sends nobody back to a URL that it does not know. */
export const redirectUrls: Rule = {
  id: 'redirect-urls',
  severity: 'warning',
  about: 'The OAuth client carries the redirect URL of the portal.',
  *check({ values, addresses }) {
    const { backstage, security } = values;
    if (!backstage.enabled || !security.enabled) {
      return;
    }
    const path = 'backstage.auth.redirectUrls';
    const { auth } = backstage;
    const given = auth.redirectUrls ?? [];
    const needed = redirectUrl(addresses.baseUrl);
    const isExternal = hasExternalProvider(values, addresses);
    if (isExternal && !given.includes(needed)) {
      yield {
        path,
        message: `the identity provider must have ${urlToCopy(needed)} among the redirect URLs of the OAuth client`,
        mend: 'register it there, and say so by adding it here',
      };
    } else if (
      !isExternal &&
      !auth.registration.enabled &&
      (given.length > 0 || needed !== redirectUrl(addresses.consoleUrl))
    ) {
      yield {
        path,
        message: `nothing that is rendered registers ${addresses.redirectUrls.map(urlToCopy).join(', ')} with Thunder`,
        mend: 'set backstage.auth.registration.enabled to true, or register it by hand',
      };
    }
  },
};
