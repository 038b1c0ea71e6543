import { describeUrl } from '../../../backstage/secrets';
import { isHttpUrl } from '../../../kubernetes/http-url';
import type { ChartRule } from '../subject';

/** The Job would fail, or register the URLs where nobody signs in. */
export const clientRegistration: ChartRule = {
  id: 'client-registration',
  severity: 'error',
  about: 'Redirect URLs are registered by a Job with the bundled Thunder only.',
  *check({ values, facts }) {
    const { enabled, auth } = values.backstage;
    if (!enabled || !auth.registration.enabled) {
      return;
    }
    if (!values.security.enabled) {
      yield {
        path: 'backstage.auth.registration.enabled',
        message: 'must be false without sign-in: security.enabled is false, and everyone is a guest',
        fix: 'set it to false, or security.enabled to true',
      };
    }
    if (facts.hasExternalProvider) {
      yield {
        path: 'backstage.auth.registration.enabled',
        message: 'must be false without Thunder: users sign in with another identity provider',
        fix: 'set it to false, and register the URLs there; backstage-synth --redirect-urls prints them',
      };
    }
    for (const [index, url] of (auth.redirectUrls ?? []).entries()) {
      if (!isHttpUrl(url)) {
        yield {
          path: `backstage.auth.redirectUrls[${index}]`,
          message: `must be an absolute http or https URL to be registered, got ${describeUrl(url)}`,
          fix: 'write it as https://console.example.com/api/auth/openchoreo-auth/handler/frame',
        };
      }
    }
    if (!auth.clientId) {
      yield {
        path: 'backstage.auth.clientId',
        message: 'is needed to register redirect URLs, got none',
        fix: 'set it to the id of the OAuth client',
      };
    }
  },
};
