import { describe } from '../validate';
import type { Rule } from './rule';

/** Whether a text is an absolute http or https URL with a host. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/?#]/.test(text) && URL.canParse(text);
}

/** Backstage calls these URLs, or sends browsers to them. */
export const urls: Rule = {
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
          message: `must be an absolute http or https URL, got ${describe(url)}`,
          mend: 'write it as https://name.example.com/path',
        };
      }
    }
  },
};
