import { flag, others, section, text } from '../../../values/node';
import { annotations, hosts, routeOptions, tls } from '../../../values/sections/routes';
import { DEFAULTS } from '../profile';
import { OTHER_KEYS } from './other-components';

/** Values: `openchoreoApi`. */
export const openchoreoApi = section('The OpenChoreo API, as far as its route and its name go.', {
  name: text("Name of the API's Service, and of its route.", { default: DEFAULTS.openchoreoApi.name }),
  enabled: flag('Whether the API is installed; without it there is no route.', { default: true }),
  ingress: section('The HTTPRoute to the OpenChoreo API.', {
    enabled: flag('Whether an HTTPRoute to the API is rendered.', { default: true }),
    ingressClassName: text('Class of an Ingress to the API. Not read: the chart renders none.', { default: '' }),
    annotations: annotations('the route'),
    hosts: hosts('the API', 'everything at `api.` below `global.baseDomain`'),
    ...routeOptions,
    tls: tls('Certificates of an Ingress. Not read: the Gateway terminates TLS.'),
  }),
  ...others(OTHER_KEYS.openchoreoApi),
});
