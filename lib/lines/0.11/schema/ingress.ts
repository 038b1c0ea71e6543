import { enumeration, flag, section, text } from '../../../values/node';
import { annotations, hosts, httpsRedirect, routeOptions, tls } from '../../../values/sections/routes';

/** Values: `backstage.ingress`. */
export const ingress = section('HTTPRoute or Ingress to Backstage.', {
  enabled: flag('Whether to render an HTTPRoute or Ingress to Backstage.', { default: true }),
  kind: enumeration(
    ['HTTPRoute', 'Ingress'],
    'Kind of the object to render. If empty, it is Ingress if a class is set, and HTTPRoute otherwise.',
  ),
  className: text('Class of the Ingress: another name for `ingressClassName`.'),
  ingressClassName: text('Class of the Ingress. If you set it, an Ingress is rendered instead of an HTTPRoute.', {
    default: '',
  }),
  annotations: annotations('the HTTPRoute or Ingress'),
  hosts: hosts('Backstage', 'all paths of `global.baseDomain`'),
  pathType: enumeration(
    ['Exact', 'PathPrefix', 'Prefix', 'ImplementationSpecific', 'RegularExpression'],
    'Type of the paths that do not set `pathType`. If empty, it is PathPrefix in an HTTPRoute and Prefix in an Ingress.',
  ),
  tls: tls('Certificates of an Ingress. For an HTTPRoute, the Gateway terminates TLS.'),
  defaultBackend: flag('Whether an Ingress also routes requests to Backstage that match none of its hosts and paths.', {
    default: false,
  }),
  ...routeOptions,
  httpsRedirect,
});
