import type { DeploymentEndpoints, Endpoint } from './endpoints';

/** Port of HTTPS. A rule for this port covers all hosts that are neither Services nor IP addresses. */
export const HTTPS = 443;

/** Port of PostgreSQL, if a Secret holds the port of the server. */
const POSTGRESQL = 5432;

/** Kind of a destination that the portal's settings name. */
export type DestinationKind = 'openchoreoApi' | 'database' | 'assistant' | 'identityProvider' | 'externalCi';

/** Ports of the pods, by destination, if they differ from the ports in the portal's settings. */
export type DestinationPorts = { readonly [Kind in DestinationKind]?: readonly number[] };

/** Host that the portal connects to. */
export interface Destination {
  readonly kind: DestinationKind;
  /** Host name or IP address; undefined if a Secret holds it. */
  readonly host: string | undefined;
  /** Port in the portal's settings. */
  readonly port: number;
  /** Ports of the pods or addresses behind the host. */
  readonly ports: readonly number[];
}

/** Returns the hosts that the portal connects to, with their ports. */
export function destinations(endpoints: DeploymentEndpoints, ports: DestinationPorts = {}): Destination[] {
  const { openchoreoApi, database, assistant, identityProvider, externalCi = [] } = endpoints;
  const at = (kind: DestinationKind, { host, port = POSTGRESQL }: Endpoint): Destination => ({
    kind,
    host,
    port,
    ports: ports[kind] ?? [port],
  });
  return [
    at('openchoreoApi', endpointOf(openchoreoApi)),
    ...(database ? [at('database', database)] : []),
    ...(assistant === undefined ? [] : [at('assistant', endpointOf(assistant))]),
    ...identityProvider.map((url) => at('identityProvider', endpointOf(url))),
    ...externalCi.map((url) => at('externalCi', endpointOf(url))),
  ];
}

/** Part of the network in which a host is, as far as its name shows it. */
export type Place =
  | { readonly in: 'pod' | 'anywhere' }
  /** Pods of a namespace; without a name, that of the portal. */
  | { readonly in: 'namespace'; readonly namespace?: string }
  | { readonly in: 'address'; readonly cidr: string };

/** Returns the narrowest part of the network that contains a host. */
export function placeOf(host = ''): Place {
  if (/^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host)) {
    return { in: 'pod' };
  }
  const namespace = serviceNamespace(host);
  if (namespace !== undefined) {
    return { in: 'namespace', namespace };
  }
  if (/^\d+(?:\.\d+){3}$/.test(host)) {
    return { in: 'address', cidr: `${host}/32` };
  }
  if (isIPv6(host)) {
    return { in: 'address', cidr: `${host}/128` };
  }
  return isBareName(host) ? { in: 'namespace' } : { in: 'anywhere' };
}

/** Checks whether a host has the form of an IPv6 address. */
export function isIPv6(host: string): boolean {
  return /^[\da-fA-F:.]+$/.test(host) && host.split(':').length > 2;
}

/** Whether a host is a name without dots, which is a Service in the namespace of the pods. */
export function isBareName(host: string): boolean {
  return /^[^.]+$/.test(host);
}

/** Returns the namespace in the cluster's DNS name of a Service or of one of its pods; undefined for other hosts. */
export function serviceNamespace(host: string): string | undefined {
  return /^(?:[^.]+\.){1,2}([^.]+)\.svc(?:\.|$)/.exec(host)?.[1];
}

/** Returns the ports of a destination that all pods and addresses must be open at, because its place is unknown. */
export function openPorts({ host, ports }: Destination): readonly number[] {
  return placeOf(host).in === 'anywhere' ? ports.filter((port) => port !== HTTPS) : [];
}

function endpointOf(url: string): Endpoint {
  if (!URL.canParse(url)) {
    // Rules reject such a URL, unless the user allows it. Constructs reject it at synthesis.
    return { host: '', port: HTTPS };
  }
  const { hostname, port, protocol } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (protocol === 'https:' ? HTTPS : 80) : Number(port),
  };
}
