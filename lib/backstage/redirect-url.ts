import { checkArgument } from '../util/check-argument';
import { text } from '../util/shape';
import { withoutSlashes } from '../util/without-slashes';

/**
 * Path below the portal's URL at which Backstage receives the identity provider's answer (Backstage: openchoreo-auth).
 */
const CALLBACK_PATH = '/api/auth/openchoreo-auth/handler/frame';

/**
 * Returns the redirect URL that a portal's OAuth client must have. Without it, users cannot sign in.
 *
 * @param baseUrl URL at which browsers reach the portal
 */
export function redirectUrl(baseUrl: string): string {
  checkArgument('redirectUrl', 'baseUrl', baseUrl, text);
  return `${withoutSlashes(baseUrl)}${CALLBACK_PATH}`;
}
