import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicyEgressRule, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import type { DeploymentEndpoints, Endpoint } from '../backstage/endpoints';

/** Every pod, and every address outside the cluster: network plugins differ in whether an address block is pods too. */
export const ANYWHERE: readonly NetworkPolicyPeer[] = [
  { namespaceSelector: {} },
  { ipBlock: { cidr: '0.0.0.0/0' } },
  { ipBlock: { cidr: '::/0' } },
];

/** Every pod of the cluster. */
export const ANY_POD: readonly NetworkPolicyPeer[] = [{ namespaceSelector: {} }];

/** The cluster's DNS server, by the labels that Kubernetes distributions give it. */
const CLUSTER_DNS: readonly NetworkPolicyPeer[] = [
  {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  },
];

/**
 * The pods that a Gateway's controller runs for it, by the label that Gateway API gives them.
 *
 * @param name name of the Gateway
 * @param namespace namespace of the Gateway; the policy's own where absent
 */
export function gatewayPods(name: string, namespace?: string): readonly NetworkPolicyPeer[] {
  const podSelector = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } };
  return [{ ...(namespace && { namespaceSelector: inNamespace(namespace) }), podSelector }];
}

/**
 * Every pod of a namespace.
 *
 * @param namespace name of the namespace
 */
export function podsOf(namespace: string): readonly NetworkPolicyPeer[] {
  return [{ namespaceSelector: inNamespace(namespace) }];
}

function inNamespace(name: string): LabelSelector {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}

/** The far sides of Backstage's traffic, where what follows from its settings is too wide or does not fit. */
export interface NetworkPeers {
  /**
   * Who connects to the portal: the Gateway's or the Ingress controller's pods. Empty: nobody.
   *
   * @default - the pods of the Gateway 'gateway-default' in the release's namespace
   */
  readonly clients?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the PostgreSQL server, which the portal may reach at its port.
   *
   * @default - by its host: the namespace of a Service, an IP address, else anywhere, each at its port only
   */
  readonly database?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the OpenChoreo API, which the portal may reach at the port of its URL.
   *
   * @default - its pods in the release's namespace, or by the host of its URL
   */
  readonly openchoreoApi?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the identity provider, which the portal may reach at the ports of its URLs.
   *
   * @default - by the hosts of its URLs
   */
  readonly identityProvider?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the DNS server, which the portal may reach at port 53 over UDP and TCP.
   *
   * @default - pods labelled `k8s-app: kube-dns` in the namespace `kube-system`
   */
  readonly dns?: readonly NetworkPolicyPeer[];
}

/** Rules for exactly the traffic that Backstage sends: API, database, identity provider, DNS, and HTTPS to anywhere. */
export function egressRules(
  { database, openchoreoApi, identityProvider }: DeploymentEndpoints,
  peers: NetworkPeers,
  apiPort: number,
  namespace: string | undefined,
): NetworkPolicyEgressRule[] {
  const api = endpointOf(openchoreoApi);
  const providers = uniqueEndpoints(identityProvider.map(endpointOf));
  return [
    ...toTcp(peers.openchoreoApi ?? apiPeers(api, apiPort, namespace), api.port),
    ...(database ? toTcp(peers.database ?? peersAt(database), database.port) : []),
    ...providers.flatMap((endpoint) => toTcp(peers.identityProvider ?? peersAt(endpoint), endpoint.port)),
    ...to(peers.dns ?? CLUSTER_DNS, [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]),
    ...toTcp(ANYWHERE, 443),
  ];
}

/** A rule to the peers at a TCP port, or at any port where it is not known. */
function toTcp(peers: readonly NetworkPolicyPeer[], port: number | undefined): NetworkPolicyEgressRule[] {
  return to(peers, port === undefined ? [] : [{ protocol: 'TCP', port }]);
}

/** No rule for no peers: Kubernetes takes an empty list for everyone. */
function to(peers: readonly NetworkPolicyPeer[], ports: readonly NetworkPolicyPort[]): NetworkPolicyEgressRule[] {
  return peers.length > 0 ? [{ to: [...peers], ...(ports.length > 0 && { ports: [...ports] }) }] : [];
}

function apiPeers(api: Endpoint, apiPort: number, namespace: string | undefined): readonly NetworkPolicyPeer[] {
  const { host = '', port } = api;
  const isOfRelease = namespace === undefined ? isBareName(host) : serviceNamespace(host) === namespace;
  return isOfRelease && port === apiPort
    ? [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }]
    : peersAt(api);
}

/** The narrowest peers that an endpoint's host tells. */
function peersAt({ host = '' }: Endpoint): readonly NetworkPolicyPeer[] {
  const namespace = serviceNamespace(host);
  if (namespace !== undefined) {
    return [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }];
  }
  if (/^\d+(?:\.\d+){3}$/.test(host)) {
    return [{ ipBlock: { cidr: `${host}/32` } }];
  }
  if (host.includes(':')) {
    return [{ ipBlock: { cidr: `${host}/128` } }];
  }
  return isBareName(host) ? [{ podSelector: {} }] : ANYWHERE;
}

/** Whether a host is a Service of the pods' own namespace: a name without dots. */
function isBareName(host: string): boolean {
  return /^[^.]+$/.test(host);
}

/** Namespace of the Service that a host name of the cluster's DNS is of, or of one pod of a Service. */
function serviceNamespace(host: string): string | undefined {
  return /^(?:[^.]+\.){1,2}([^.]+)\.svc(?:\.|$)/.exec(host)?.[1];
}

function endpointOf(url: string): Endpoint {
  if (!URL.canParse(url)) {
    // Such a URL gets this far only where its rule is allowed.
    return { port: 443 };
  }
  const { hostname, port, protocol } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
}

function uniqueEndpoints(endpoints: readonly Endpoint[]): Endpoint[] {
  return [...new Map(endpoints.map((endpoint) => [`${endpoint.host} ${endpoint.port}`, endpoint])).values()];
}
