import { item, list, map, oneOf, text } from '../node';

// Nodes that several sections have.

const path = item(
  {
    path: text('The path, beginning with a slash.'),
    pathType: oneOf(
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
