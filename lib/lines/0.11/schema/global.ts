import type { LocalObjectReference } from 'kubernetes-types/core/v1';
import { flag, kubernetes, list, map, others, section, text } from '../../../values/node';
import { OTHER_KEYS } from './other-components';

/** Domain of a control plane to which nobody gave one (chart: values.yaml). */
export const BASE_DOMAIN = 'openchoreo.local';

/** Values: `global`. */
export const global = section('Settings that all components of the control plane share.', {
  baseDomain: text(
    'Domain of the control plane: the console is at it, the API at `api.` and the identity provider at `thunder.` below it, where no hosts are given.',
    { default: BASE_DOMAIN },
  ),
  port: text('Port in the derived URLs, with its colon: `:8443`. Empty: the default port of the protocol.', {
    default: '',
  }),
  tls: section('TLS of the derived URLs.', {
    enabled: flag('Whether derived URLs are https.', { default: false }),
    secretName: text('Secret with the certificate for the console host, for an Ingress without `tls` of its own.', {
      default: 'control-plane-tls',
    }),
  }),
  ingressClassName: text(
    'Class of the Ingress where `backstage.ingress` names none (a key of chart 0.9). Naming a class renders an Ingress.',
  ),
  imagePullSecrets: list(
    kubernetes<LocalObjectReference>('LocalObjectReference', 'Secret with a registry login.'),
    'Secrets with registry logins. The chart reads them nowhere; `corrected` gives them to the pods.',
    { default: [] },
  ),
  commonLabels: map(text('Value of the label.'), 'Labels of every object; not of pods, nor in selectors.'),
  ...others(OTHER_KEYS.global),
});
