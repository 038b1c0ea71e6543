import type { ChartRule } from '../subject';

/** Backstage prefers the endpoints in its variables to those in the discovery document. */
export const oidcEndpoints: ChartRule = {
  id: 'oidc-endpoints',
  severity: 'warning',
  about: 'The endpoints of the identity provider are set, or its discovery document is.',
  *check({ values: { backstage, security } }) {
    const { wellKnownEndpoint, authorizationUrl, tokenUrl } = security.oidc;
    if (!backstage.enabled || !security.enabled || wellKnownEndpoint) {
      return;
    }
    for (const [key, url] of Object.entries({ authorizationUrl, tokenUrl })) {
      if (!url) {
        yield {
          path: `security.oidc.${key}`,
          message: 'is empty, so users cannot sign in',
          fix: 'set it to the URL of your identity provider, or set security.enabled to false',
        };
      }
    }
  },
};
