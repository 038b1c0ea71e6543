import type { PodSecurityContext, ResourceRequirements, SecurityContext, Toleration } from 'kubernetes-types/core/v1';
import { OPTION_DEFAULTS } from '../../../backstage/option-defaults';
import { flag, integer, kubernetes, list, map, section, text } from '../../../values/node';
import { image } from '../../../values/sections/image';
import { DEFAULTS } from '../profile';
import { PUBLIC_CLIENT_SECRET } from '../public-client-secret';

/** Values: `backstage.auth`. */
export const auth = section('OAuth client of Backstage.', {
  clientId: text('Id of the OAuth client. Sets OPENCHOREO_AUTH_CLIENT_ID.', { default: DEFAULTS.clientId }),
  clientSecret: text(
    'Secret of the OAuth client, under the key `client-secret` of the Secret. Sets OPENCHOREO_AUTH_CLIENT_SECRET. The default is the public secret of the documented test client.',
    { default: PUBLIC_CLIENT_SECRET, secret: true, required: true },
  ),
  redirectUrls: list(
    text('URL that the identity provider may redirect users to.'),
    'Redirect URLs of the OAuth client, in addition to `/api/auth/openchoreo-auth/handler/frame` below the URL of the portal.',
    { default: [] },
  ),
  registration: section(
    "Job that registers the redirect URLs with Thunder, instead of the chart's Helm hook.",
    {
      enabled: flag('Whether to render the Job.', { default: false }),
      image: image(
        'Image of the Job. It must contain `node`.',
        `\`${OPTION_DEFAULTS.registration.image.tag}\``,
        OPTION_DEFAULTS.registration.image,
      ),
      waitSeconds: integer('Seconds that the Job waits for a response of Thunder.', {
        default: OPTION_DEFAULTS.registration.waitSeconds,
        minimum: 0,
      }),
      nodeSelector: map(
        text('Value of the label.'),
        'Labels that a node must have to run the Job. If unset, those of `backstage.nodeSelector`.',
        {},
      ),
      tolerations: list(
        kubernetes<Toleration>('Toleration', 'Toleration of a taint.'),
        'Node taints that the Job tolerates. If unset, those of `backstage.tolerations`.',
      ),
      resources: kubernetes<ResourceRequirements>('ResourceRequirements', 'Requests and limits of the container.', {
        default: OPTION_DEFAULTS.registration.resources,
      }),
      podSecurityContext: kubernetes<PodSecurityContext>(
        'PodSecurityContext',
        'Security context of the pod. It merges with `backstage.podSecurityContext`. Null removes a field, for example `runAsUser` on OpenShift, which then assigns one.',
      ),
      containerSecurityContext: kubernetes<SecurityContext>('SecurityContext', 'Security context of the container.', {
        default: OPTION_DEFAULTS.registration.containerSecurityContext,
      }),
    },
    { nullable: true },
  ),
});
