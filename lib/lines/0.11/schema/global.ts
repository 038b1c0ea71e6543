import type { LocalObjectReference } from 'kubernetes-types/core/v1';
import { flag, kubernetes, list, map, others, section, text } from '../../../values/node';
import { BASE_DOMAIN } from '../../common/profile';
import { OTHER_KEYS } from './other-components';

/** Values: `global`. */
export const global = section('Settings that all components of the control plane share.', {
  baseDomain: text(
    'Domain of the control plane. Unless you set hosts, the console is at this domain, the API at `api.<domain>` and the identity provider at `thunder.<domain>`.',
    { default: BASE_DOMAIN },
  ),
  port: text(
    'Port in the derived URLs, beginning with a colon, for example `:8443`. If empty, the URLs contain no port.',
    {
      default: '',
    },
  ),
  tls: section('TLS of the derived URLs.', {
    enabled: flag('Whether the derived URLs begin with https.', { default: false }),
    secretName: text(
      'Secret with the certificate for the console host. An Ingress uses it if `enabled` is true and `backstage.ingress.tls` is empty.',
      {
        default: 'control-plane-tls',
      },
    ),
  }),
  ingressClassName: text(
    'Class of the Ingress if `backstage.ingress` sets none (a key of chart 0.9). If you set it, an Ingress is rendered instead of an HTTPRoute.',
  ),
  imagePullSecrets: list(
    kubernetes<LocalObjectReference>('LocalObjectReference', 'Reference to a Secret with registry logins.'),
    'Secrets with registry logins. The chart ignores them; `corrected` passes them to the pods.',
    { default: [] },
  ),
  commonLabels: map(text('Value of the label.'), 'Additional labels of every object, but not of pods or in selectors.'),
  ...others(OTHER_KEYS.global),
});
