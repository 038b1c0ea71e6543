import { enumeration, integer, item, list, map, section, text } from '../node';

// Nodes that several sections have.

const path = item(
  {
    path: text('The path, beginning with a slash.'),
    pathType: enumeration(
      ['Exact', 'PathPrefix', 'Prefix', 'ImplementationSpecific', 'RegularExpression'],
      'How paths are compared: Exact, PathPrefix or RegularExpression in an HTTPRoute (PathPrefix where absent); Exact, Prefix or ImplementationSpecific in an Ingress (Prefix where absent).',
    ),
  },
  ['path'],
);

/** Hosts with their paths. */
export const hosts = (whose: string, otherwise: string) =>
  list(
    item(
      {
        host: text('DNS name; `*.` may stand for its first part.'),
        paths: list(path, 'Paths below the host.'),
      },
      ['host'],
    ),
    `Hosts and paths that lead to ${whose}. Empty: ${otherwise}.`,
    { default: [] },
  );

/** Certificates. */
export const tls = (effect: string) =>
  list(
    item({
      secretName: text('Secret with the certificate and its key.'),
      hosts: list(text('Host that the certificate is for.'), 'Hosts that the certificate is for.'),
    }),
    `Certificates. ${effect}`,
    { default: [] },
  );

/** Annotations of an object. */
export const annotations = (of: string) => map(text('Value of the annotation.'), `Annotations of ${of}.`);

const parentRef = item(
  {
    group: text('API group of the parent; gateway.networking.k8s.io where absent.'),
    kind: text('Kind of the parent; Gateway where absent.'),
    name: text('Name of the Gateway.'),
    namespace: text("Namespace of the Gateway; the release's where absent."),
    sectionName: text("Name of the Gateway's listener; all of them where absent."),
    port: integer("Port of the Gateway's listeners; any where absent."),
  },
  ['name'],
);

/** What an HTTPRoute has besides hosts and paths. */
export const routeOptions = {
  parentRefs: list(
    parentRef,
    'Gateways, or listeners of Gateways, that an HTTPRoute attaches to. Empty: `gateway-default` of the namespace.',
    { default: [] },
  ),
  timeouts: section(
    'How long an HTTPRoute waits, such as `30s`; `0s` waits forever.',
    {
      request: text("From a request to the end of its answer. Empty: the Gateway's own."),
      backendRequest: text(
        "From one try of the Service to the end of its answer, at most `request`. Empty: the Gateway's own.",
      ),
    },
    { nullable: true },
  ),
};
