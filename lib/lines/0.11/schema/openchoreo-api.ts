import { flag, others, section, text } from '../../../values/node';
import { annotations, hosts, routeOptions, tls } from '../../../values/sections/routes';
import { DEFAULTS } from '../profile';
import { OTHER_KEYS } from './other-components';

/** Values: `openchoreoApi`. */
export const openchoreoApi = section('Name and route of the OpenChoreo API.', {
  name: text("Name of the API's Service and HTTPRoute.", { default: DEFAULTS.openchoreoApi.name }),
  enabled: flag('Whether the API is installed. If false, its HTTPRoute is not rendered.', { default: true }),
  ingress: section('HTTPRoute to the OpenChoreo API.', {
    enabled: flag('Whether to render the HTTPRoute.', { default: true }),
    ingressClassName: text(
      'Class of an Ingress to the API. It has no effect, because the chart renders no such Ingress.',
      { default: '' },
    ),
    annotations: annotations('the HTTPRoute'),
    hosts: hosts('the API', 'all paths of `api.<global.baseDomain>`'),
    ...routeOptions,
    tls: tls('Certificates of an Ingress. They have no effect, because the Gateway terminates TLS.'),
  }),
  ...others(OTHER_KEYS.openchoreoApi),
});
