import { OPTION_DEFAULTS } from '../../backstage/option-defaults';
import { enumeration, flag, integer, item, list, map, section, text } from '../node';

// Nodes that several sections share.

const path = item(
  {
    path: text('Path of the requests. It begins with a slash, unless it is a regular expression.'),
    pathType: enumeration(
      ['Exact', 'PathPrefix', 'Prefix', 'ImplementationSpecific', 'RegularExpression'],
      'Type of the path. In an HTTPRoute: Exact, PathPrefix (default) or RegularExpression. In an Ingress: Exact, Prefix (default) or ImplementationSpecific.',
    ),
  },
  ['path'],
);

/** Returns the node for hosts with their paths. */
export const hosts = (target: string, ifEmpty: string) =>
  list(
    item(
      {
        host: text('DNS name of the host. Its first part can be a wildcard, as in `*.example.com`.'),
        paths: list(path, 'Paths of the host. At least one is required.'),
      },
      ['host'],
    ),
    `Hosts and paths that are routed to ${target}. If empty, ${ifEmpty} are routed.`,
    { default: [] },
  );

/** Returns the node for certificates. */
export const tls = (description: string) =>
  list(
    item({
      secretName: text('Name of the Secret with the certificate and its key.'),
      hosts: list(text('DNS name of a host.'), 'Hosts that the certificate is for.'),
    }),
    description,
    { default: [] },
  );

/** Returns the node for the annotations of an object. */
export const annotations = (of: string) =>
  map(text('Value of the annotation.'), `Annotations of ${of}.`, { default: {}, secret: true });

const parentRef = item(
  {
    group: text('API group of the parent. If absent, it is gateway.networking.k8s.io.'),
    kind: text('Kind of the parent. If absent, it is Gateway.'),
    name: text('Name of the Gateway.'),
    namespace: text('Namespace of the Gateway. If absent, it is the namespace of the release.'),
    sectionName: text("Name of the Gateway's listener. If absent, the route attaches to all listeners."),
    port: integer("Port of the Gateway's listeners. If absent, any port matches."),
  },
  ['name'],
);

/** Options of an HTTPRoute, in addition to hosts and paths. */
export const routeOptions = {
  parentRefs: list(
    parentRef,
    'Gateways, or listeners of Gateways, that the HTTPRoute attaches to. If empty, it attaches to `gateway-default` in the namespace of the release.',
    { default: [] },
  ),
  timeouts: section(
    'Time limits of the HTTPRoute, such as `30s`. `0s` means no limit.',
    {
      request: text(
        "Time limit from a request to the end of its response, such as `30s`. If empty, the Gateway's default applies.",
      ),
      backendRequest: text(
        "Time limit for one request to the Service, at most `request`. If empty, the Gateway's default applies.",
      ),
    },
    { nullable: true },
  ),
};

/** Values of the redirect to https, beside those of the HTTPRoute. */
export const httpsRedirect = section(
  'Second HTTPRoute, which redirects browsers from http to https.',
  {
    enabled: flag('Whether to render the redirect.', { default: false }),
    sectionName: text("Name of the Gateway's http listener. `parentRefs` must name other listeners.", {
      default: OPTION_DEFAULTS.httpsRedirect.sectionName,
    }),
    statusCode: enumeration([301, 302], 'HTTP status of the redirect. Browsers cache 301, but not 302.', {
      default: OPTION_DEFAULTS.httpsRedirect.statusCode,
    }),
  },
  { nullable: true },
);
