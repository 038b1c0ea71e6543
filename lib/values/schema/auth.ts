import { DEFAULTS, OWN_DEFAULTS } from '../../chart-0.11';
import { flag, integer, list, section, text } from '../node';
import { image } from './image';

/** Values: `backstage.auth`. */
export const auth = section('The OAuth client that Backstage is.', {
  clientId: text('Id of the OAuth client: OPENCHOREO_AUTH_CLIENT_ID.', { default: DEFAULTS.auth.clientId }),
  clientSecret: text(
    'Secret of the OAuth client: key `client-secret` of the Secret, OPENCHOREO_AUTH_CLIENT_SECRET. The default belongs to the documented test client.',
    { default: DEFAULTS.auth.clientSecret, secret: true, needed: true },
  ),
  redirectUrls: list(
    text('URL that the identity provider may send users back to.'),
    'Redirect URLs of the OAuth client. Empty: `/api/auth/openchoreo-auth/handler/frame` below the URL of the portal.',
    { default: [] },
  ),
  registration: section(
    "A Job that registers the redirect URLs with Thunder, in place of the chart's Helm hook.",
    {
      enabled: flag('Whether a Job registers the redirect URLs.', { default: false }),
      image: image(
        'The image that the Job runs: one with `node`.',
        `\`${OWN_DEFAULTS.registration.image.tag}\``,
        OWN_DEFAULTS.registration.image,
      ),
      waitSeconds: integer('Seconds that the Job waits for Thunder to answer.', {
        default: OWN_DEFAULTS.registration.waitSeconds,
        minimum: 0,
      }),
    },
    { nullable: true },
  ),
});
