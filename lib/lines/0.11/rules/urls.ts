import { checkUrls } from '../../../backstage/url-checks';
import type { ChartRule } from '../subject';

/** Backstage calls these URLs, or redirects browsers to them. */
export const urls: ChartRule = {
  id: 'urls',
  severity: 'error',
  about: 'URLs of the API and of the identity provider are absolute http or https URLs.',
  *check({ values: { backstage, security, thunder } }) {
    if (!backstage.enabled) {
      return;
    }
    yield* checkUrls({
      'backstage.openchoreoApi.url': backstage.openchoreoApi.url,
      'backstage.thunder.baseUrl': backstage.thunder.baseUrl,
      'security.oidc.wellKnownEndpoint': security.oidc.wellKnownEndpoint,
      'security.oidc.authorizationUrl': security.oidc.authorizationUrl,
      'security.oidc.tokenUrl': security.oidc.tokenUrl,
      'thunder.configuration.server.publicUrl': thunder.configuration.server.publicUrl,
    });
  },
};
