import { OPTION_DEFAULTS } from '../../../backstage/option-defaults';
import { enumeration, flag, section, text } from '../../../values/node';
import { annotations, hosts, routeOptions, tls } from '../../../values/sections/routes';

/** Values: `backstage.ingress`. */
export const ingress = section('The way into Backstage.', {
  enabled: flag('Whether an HTTPRoute or Ingress to Backstage is rendered.', { default: true }),
  kind: enumeration(
    ['HTTPRoute', 'Ingress'],
    'Kind of the object to render. Empty: an Ingress where a class is named, else an HTTPRoute.',
  ),
  className: text('Class of the Ingress, as documented; the same as `ingressClassName`.'),
  ingressClassName: text('Class of the Ingress. Naming one renders an Ingress instead of an HTTPRoute.', {
    default: '',
  }),
  annotations: annotations('the route or Ingress'),
  hosts: hosts('Backstage', 'everything at `global.baseDomain`'),
  pathType: enumeration(
    ['Exact', 'PathPrefix', 'Prefix', 'ImplementationSpecific', 'RegularExpression'],
    'How paths that name no `pathType` are compared. Empty: PathPrefix in an HTTPRoute, Prefix in an Ingress.',
  ),
  tls: tls('Certificates of an Ingress; behind an HTTPRoute the Gateway terminates TLS.'),
  defaultBackend: flag('Whether an Ingress sends what no host or path of it matches to Backstage, too.', {
    default: false,
  }),
  ...routeOptions,
  httpsRedirect: section(
    'A second HTTPRoute, which sends browsers from http to https.',
    {
      enabled: flag('Whether an HTTPRoute that redirects to https is rendered.', { default: false }),
      sectionName: text("Name of the Gateway's http listener; `parentRefs` must name others.", {
        default: OPTION_DEFAULTS.httpsRedirect.sectionName,
      }),
      statusCode: enumeration(
        [301, 302],
        'HTTP status of the redirect: browsers remember 301, and ask again after 302.',
        {
          default: OPTION_DEFAULTS.httpsRedirect.statusCode,
        },
      ),
    },
    { nullable: true },
  ),
});
