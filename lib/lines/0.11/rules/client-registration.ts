import { describeUrl } from '../../../backstage/secrets';
import { checkCredentials } from '../../../backstage/url-checks';
import { isHttpUrl } from '../../../kubernetes/http-url';
import type { ChartRule } from '../subject';

/** Otherwise the Job fails, or registers the URLs with an identity provider that users do not sign in with. */
export const clientRegistration: ChartRule = {
  id: 'client-registration',
  severity: 'error',
  about: 'The Job registers valid redirect URLs, and only if users sign in with the bundled Thunder.',
  *check({ values, facts }) {
    const { enabled, auth } = values.backstage;
    if (!enabled || !auth.registration.enabled) {
      return;
    }
    if (!values.security.enabled) {
      yield {
        path: 'backstage.auth.registration.enabled',
        message: 'must be false when security.enabled is false, because everyone is a guest then',
        fix: 'set it to false, or set security.enabled to true',
      };
    }
    if (facts.hasExternalProvider) {
      yield {
        path: 'backstage.auth.registration.enabled',
        message: 'must be false when users sign in with an identity provider other than Thunder',
        fix: 'set it to false, and register the URLs with that provider; backstage-synth --redirect-urls prints them',
      };
    }
    for (const [index, url] of (auth.redirectUrls ?? []).entries()) {
      if (!isHttpUrl(url)) {
        yield {
          path: `backstage.auth.redirectUrls[${index}]`,
          message: `must be an absolute http or https URL, got ${describeUrl(url)}`,
          fix: 'write it as https://console.example.com/api/auth/openchoreo-auth/handler/frame',
        };
      } else {
        yield* checkCredentials(`backstage.auth.redirectUrls[${index}]`, url);
      }
    }
    if (!auth.clientId) {
      yield {
        path: 'backstage.auth.clientId',
        message: 'is required to register redirect URLs',
        fix: 'set it to the id of the OAuth client',
      };
    }
  },
};
