/** Where Backstage takes the answers of the identity provider: a path below the portal's URL (Backstage: openchoreo-auth). */
const CALLBACK_PATH = '/api/auth/openchoreo-auth/handler/frame';

/**
 * The redirect URL that the OAuth client of a portal must carry, or nobody can sign in.
 *
 * @param baseUrl URL that browsers reach the portal at
 */
export function redirectUrl(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${CALLBACK_PATH}`;
}
