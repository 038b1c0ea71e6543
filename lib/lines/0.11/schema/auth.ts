import { OPTION_DEFAULTS } from '../../../backstage/option-defaults';
import { flag, integer, list, section, text } from '../../../values/node';
import { image } from '../../../values/sections/image';
import { DEFAULTS } from '../profile';

/** Secret of the documented test client, which everyone knows (chart: values.yaml). */
export const PUBLIC_CLIENT_SECRET = 'backstage-portal-secret';

/** Values: `backstage.auth`. */
export const auth = section('The OAuth client that Backstage is.', {
  clientId: text('Id of the OAuth client: OPENCHOREO_AUTH_CLIENT_ID.', { default: DEFAULTS.clientId }),
  clientSecret: text(
    'Secret of the OAuth client: key `client-secret` of the Secret, OPENCHOREO_AUTH_CLIENT_SECRET. The default belongs to the documented test client.',
    { default: PUBLIC_CLIENT_SECRET, secret: true, needed: true },
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
        `\`${OPTION_DEFAULTS.registration.image.tag}\``,
        OPTION_DEFAULTS.registration.image,
      ),
      waitSeconds: integer('Seconds that the Job waits for Thunder to answer.', {
        default: OPTION_DEFAULTS.registration.waitSeconds,
        minimum: 0,
      }),
    },
    { nullable: true },
  ),
});
