import { redirectUrl } from '../../../backstage/redirect-url';
import { urlToCopy } from '../../../backstage/secrets';
import type { Violation } from '../../../util/violation';

/** Checks that the user confirmed the redirect URL of the portal by listing it. */
export function* checkRedirectUrl(baseUrl: string, listed: readonly string[] = []): Iterable<Violation> {
  const ofPortal = redirectUrl(baseUrl);
  if (!listed.includes(ofPortal)) {
    yield {
      path: 'backstage.auth.redirectUrls',
      message: `must contain ${urlToCopy(ofPortal)}, to confirm that the identity provider knows this URL`,
      fix: 'register the URL with the identity provider, then add it here',
    };
  }
}
