import { hasExternalProvider } from '../identity-provider';
import type { Rule } from './rule';

/** The Job would fail, or register the URLs where nobody signs in. */
export const clientRegistration: Rule = {
  id: 'client-registration',
  severity: 'error',
  about: 'Redirect URLs are registered by a Job with the bundled Thunder only.',
  *check({ values }) {
    const { enabled, auth } = values.backstage;
    if (!enabled || !auth.registration.enabled) {
      return;
    }
    if (hasExternalProvider(values)) {
      yield {
        path: 'backstage.auth.registration.enabled',
        message: 'must be false without Thunder: users sign in with another identity provider',
        mend: 'set it to false, and register the URLs there; backstage-synth --redirect-urls prints them',
      };
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
