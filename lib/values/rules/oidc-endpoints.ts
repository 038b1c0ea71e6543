import { hasExternalProvider } from '../identity-provider';
import type { Rule } from './rule';
import { urlToCopy } from './urls';

/** Backstage takes the endpoints of its variables before those of the discovery document. */
export const oidcEndpoints: Rule = {
  id: 'oidc-endpoints',
  severity: 'warning',
  about: 'All endpoints are those of one identity provider.',
  *check({ values, addresses }) {
    const { backstage, security } = values;
    if (!backstage.enabled || !security.enabled || !hasExternalProvider(values, addresses)) {
      return;
    }
    const { authorizationUrl, tokenUrl } = security.oidc;
    for (const [key, given] of Object.entries({ authorizationUrl, tokenUrl })) {
      if (!given) {
        yield {
          path: `security.oidc.${key}`,
          message: `is Thunder's ${urlToCopy(addresses[key as 'authorizationUrl' | 'tokenUrl'])}, beside another identity provider`,
          mend: 'set it to that of the identity provider',
        };
      }
    }
  },
};
