import { hasExternalProvider } from '../identity-provider';
import type { Rule } from './rule';
import { describeUrl, isHttpUrl } from './urls';

/** The Job would fail, or register the URLs where nobody signs in. */
export const clientRegistration: Rule = {
  id: 'client-registration',
  severity: 'error',
  about: 'Redirect URLs are registered by a Job with the bundled Thunder only.',
  *check({ values, addresses }) {
    const { enabled, auth } = values.backstage;
    if (!enabled || !auth.registration.enabled) {
      return;
    }
    if (!values.security.enabled) {
      yield {
        path: 'backstage.auth.registration.enabled',
        message: 'must be false without sign-in: security.enabled is false, and everyone is a guest',
        mend: 'set it to false, or security.enabled to true',
      };
    }
    if (hasExternalProvider(values, addresses)) {
      yield {
        path: 'backstage.auth.registration.enabled',
        message: 'must be false without Thunder: users sign in with another identity provider',
        mend: 'set it to false, and register the URLs there; backstage-synth --redirect-urls prints them',
      };
    }
    for (const [index, url] of (auth.redirectUrls ?? []).entries()) {
      if (!isHttpUrl(url)) {
        yield {
          path: `backstage.auth.redirectUrls[${index}]`,
          message: `must be an absolute http or https URL to be registered, got ${describeUrl(url)}`,
          mend: 'write it as https://console.example.com/api/auth/openchoreo-auth/handler/frame',
        };
      }
    }
    if (!auth.clientId) {
      yield {
        path: 'backstage.auth.clientId',
        message: 'is needed to register redirect URLs, got none',
        mend: 'set it to the id of the OAuth client',
      };
    }
  },
};
