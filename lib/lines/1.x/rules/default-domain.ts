import { urlToCopy } from '../../../backstage/secrets';
import { isLocalUrl } from '../../common/local-url';
import type { ChartRule } from '../subject';

/** Browsers of other machines cannot open such a URL. */
export const defaultDomain: ChartRule = {
  id: 'default-domain',
  severity: 'warning',
  about: 'The identity provider is not on localhost or at the default domain if the portal is elsewhere.',
  *check({ values: { backstage, security }, facts }) {
    const { authorizationUrl } = security.oidc;
    const { baseUrl } = facts;
    if (!backstage.enabled || !security.enabled || !URL.canParse(baseUrl) || isLocalUrl(baseUrl)) {
      return;
    }
    if (authorizationUrl && isLocalUrl(authorizationUrl)) {
      yield {
        path: 'security.oidc.authorizationUrl',
        message: `must not be local: browsers sign in at ${urlToCopy(authorizationUrl)}, but the portal is at ${urlToCopy(baseUrl)}`,
        fix: 'set it to the URL at which browsers reach the identity provider',
      };
    }
  },
};
