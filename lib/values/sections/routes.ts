import { enumeration, integer, item, list, map, section, text } from '../node';

// Nodes that several sections have.

const path = item(
  {
    path: text('Path of the requests. Begins with a slash, where it is no regular expression.'),
    pathType: enumeration(
      ['Exact', 'PathPrefix', 'Prefix', 'ImplementationSpecific', 'RegularExpression'],
      'How the path is compared: Exact, PathPrefix or RegularExpression in an HTTPRoute (PathPrefix where absent); Exact, Prefix or ImplementationSpecific in an Ingress (Prefix where absent).',
    ),
  },
  ['path'],
);

/** Hosts with their paths. */
export const hosts = (whose: string, otherwise: string) =>
  list(
    item(
      {
        host: text('DNS name of the host; `*.` may stand for its first part.'),
        paths: list(path, 'Paths below the host; each host needs one.'),
      },
      ['host'],
    ),
    `Hosts and paths that lead to ${whose}. Empty: ${otherwise}.`,
    { default: [] },
  );

/** Certificates. */
export const tls = (description: string) =>
  list(
    item({
      secretName: text('Secret with the certificate and its key.'),
      hosts: list(text('DNS name of a host.'), 'Hosts that the certificate is for.'),
    }),
    description,
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
      request: text("Time from a request to the end of its answer, such as `30s`. Empty: the Gateway's own."),
      backendRequest: text(
        "Time from one try of the Service to the end of its answer, at most `request`. Empty: the Gateway's own.",
      ),
    },
    { nullable: true },
  ),
};
