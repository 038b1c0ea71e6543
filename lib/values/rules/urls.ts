import { describe } from '../validate';
import type { Rule } from './rule';

/** Whether a text is an absolute http or https URL with a host. */
export function isHttpUrl(text: string): boolean {
  // URL.canParse alone takes spaces: it cuts those around the text off, and escapes those in its path.
  return /^https?:\/\/[^\s/?#]\S*$/.test(text) && URL.canParse(text);
}

/** A URL as messages show it: not where there may be a password in it. */
export function describeUrl(text: string): string {
  return mayHoldPassword(text) ? NOT_SHOWN : describe(text);
}

/** A URL to copy from a message: whole, and not where there may be a password in it. */
export function urlToCopy(text: string): string {
  return mayHoldPassword(text) ? NOT_SHOWN : text;
}

const NOT_SHOWN = 'a URL (not shown)';

function mayHoldPassword(text: string): boolean {
  return /@|[?#;].*=/.test(text);
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
          message: `must be an absolute http or https URL, got ${describeUrl(url)}`,
          mend: 'write it as https://name.example.com/path',
        };
      }
    }
  },
};
