import { describeUrl } from '../../../backstage/secrets';
import { isHttpUrl } from '../../../kubernetes/http-url';
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
    const given = {
      'backstage.openchoreoApi.url': backstage.openchoreoApi.url,
      'backstage.thunder.baseUrl': backstage.thunder.baseUrl,
      'security.oidc.wellKnownEndpoint': security.oidc.wellKnownEndpoint,
      'security.oidc.authorizationUrl': security.oidc.authorizationUrl,
      'security.oidc.tokenUrl': security.oidc.tokenUrl,
      'thunder.configuration.server.publicUrl': thunder.configuration.server.publicUrl,
    };
    for (const [path, url] of Object.entries(given)) {
      if (url && !isHttpUrl(url)) {
        yield {
          path,
          message: `must be an absolute http or https URL, got ${describeUrl(url)}`,
          fix: 'write it as https://name.example.com/path',
        };
      }
    }
  },
};
