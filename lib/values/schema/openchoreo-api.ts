import { DEFAULTS } from '../../chart-0.11';
import { flag, others, section, text } from '../node';
import { OTHER_KEYS } from '../other-components';
import { annotations, hosts, routeOptions, tls } from './parts';

/** Values: `openchoreoApi`. */
export const openchoreoApi = section('The OpenChoreo API, as far as its route and its name go.', {
  name: text("Name of the API's Service, and of its route.", { default: DEFAULTS.openchoreoApiName }),
  enabled: flag('Whether the API is installed; without it there is no route.', { default: true }),
  ingress: section("The API's route.", {
    enabled: flag('Whether an HTTPRoute is rendered.', { default: true }),
    ingressClassName: text('Class of an Ingress. The chart renders none for the API.', { default: '' }),
    annotations: annotations('the route'),
    hosts: hosts('the API', 'everything at `api.` below `global.baseDomain`'),
    ...routeOptions,
    tls: tls('The Gateway terminates TLS; the chart does not read them.'),
  }),
  ...others(OTHER_KEYS.openchoreoApi),
});
