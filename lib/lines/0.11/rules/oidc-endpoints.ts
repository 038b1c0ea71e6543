import { urlToCopy } from '../../../backstage/secrets';
import type { ChartRule } from '../subject';

/** Backstage prefers the endpoints in its variables to those in the discovery document. */
export const oidcEndpoints: ChartRule = {
  id: 'oidc-endpoints',
  severity: 'warning',
  about: 'All endpoints belong to one identity provider.',
  *check({ values, facts }) {
    const { backstage, security } = values;
    if (!backstage.enabled || !security.enabled || !facts.hasExternalProvider) {
      return;
    }
    for (const key of ['authorizationUrl', 'tokenUrl'] as const) {
      if (!security.oidc[key]) {
        yield {
          path: `security.oidc.${key}`,
          message: `is empty, so it is Thunder's ${urlToCopy(facts.urls[key])}, but users sign in with another identity provider`,
          fix: 'set it to the URL of that identity provider',
        };
      }
    }
  },
};
