import { urlToCopy } from '../../../backstage/secrets';
import type { ChartRule } from '../subject';

/** Backstage takes the endpoints of its variables before those of the discovery document. */
export const oidcEndpoints: ChartRule = {
  id: 'oidc-endpoints',
  severity: 'warning',
  about: 'All endpoints are those of one identity provider.',
  *check({ values, facts }) {
    const { backstage, security } = values;
    if (!backstage.enabled || !security.enabled || !facts.hasExternalProvider) {
      return;
    }
    for (const key of ['authorizationUrl', 'tokenUrl'] as const) {
      if (!security.oidc[key]) {
        yield {
          path: `security.oidc.${key}`,
          message: `is Thunder's ${urlToCopy(facts.urls[key])}, beside another identity provider`,
          fix: 'set it to that of the identity provider',
        };
      }
    }
  },
};
