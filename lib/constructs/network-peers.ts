import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicyEgressRule, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import type { DeploymentEndpoints, Endpoint } from '../backstage/endpoints';

/** Port of HTTPS, at which the portal may reach every address. */
const HTTPS = 443;

/** Every pod and every IP address. Some network plugins do not apply address blocks to pods, so both are listed. */
export const ANYWHERE: readonly NetworkPolicyPeer[] = [
  { namespaceSelector: {} },
  { ipBlock: { cidr: '0.0.0.0/0' } },
  { ipBlock: { cidr: '::/0' } },
];

/** Every pod of the cluster. */
export const ANY_POD: readonly NetworkPolicyPeer[] = [{ namespaceSelector: {} }];

/** DNS server of the cluster, selected by the label that Kubernetes distributions set. */
const CLUSTER_DNS: readonly NetworkPolicyPeer[] = [
  {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  },
];

/**
 * Returns the pods that a controller runs for a Gateway, selected by Gateway API's label for them.
 *
 * @param name name of the Gateway
 * @param namespace namespace of the Gateway; if absent, that of the network policy
 */
export function gatewayPods(name: string, namespace?: string): readonly NetworkPolicyPeer[] {
  const podSelector = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } };
  return [{ ...(namespace && { namespaceSelector: inNamespace(namespace) }), podSelector }];
}

/**
 * Returns every pod of a namespace.
 *
 * @param namespace name of the namespace
 */
export function podsOf(namespace: string): readonly NetworkPolicyPeer[] {
  return [{ namespaceSelector: inNamespace(namespace) }];
}

function inNamespace(name: string): LabelSelector {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}

/**
 * Peers of Backstage's traffic (values: `backstage.networkPolicy.peers`). Set a member if its default, which follows
 * from the settings of the workload, allows too much or the wrong peers. An empty list allows no traffic.
 */
export interface NetworkPeers {
  /**
   * Pods and addresses that connect to the portal, such as the pods of the Gateway or the Ingress controller.
   *
   * @default - the pods of the Gateway `gateway-default` in the namespace of the policy
   */
  readonly clients?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the PostgreSQL server. The portal may reach them at the server's port.
   *
   * @default - from the host: all pods of a Service's namespace, an IP address, or otherwise every pod and address
   */
  readonly database?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the OpenChoreo API. The portal may reach them at the port of the API's URL.
   *
   * @default - the API's pods if the URL is that of the release's API; otherwise from the host, as for `database`
   */
  readonly openchoreoApi?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the portal assistant. The portal may reach them at the port of the assistant's URL.
   *
   * @default - from the host, as for `database`
   */
  readonly assistant?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the identity provider. The portal may reach them at the ports of the provider's URLs.
   *
   * @default - from the hosts of its URLs, as for `database`
   */
  readonly identityProvider?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the DNS server. The portal may reach them at port 53, over UDP and TCP.
   *
   * @default - the pods with the label `k8s-app: kube-dns` in the namespace `kube-system`
   */
  readonly dns?: readonly NetworkPolicyPeer[];
}

/**
 * Returns the rules for outgoing traffic: to API, database, assistant, identity provider, CI systems and DNS, and HTTPS
 * to every address.
 */
export function egressRules(
  { database, openchoreoApi, assistant, identityProvider, externalCi = [] }: DeploymentEndpoints,
  peers: NetworkPeers,
  apiPort: number,
  namespace: string | undefined,
): NetworkPolicyEgressRule[] {
  const api = endpointOf(openchoreoApi);
  const assistants = assistant === undefined ? [] : [endpointOf(assistant)];
  const providers = uniqueEndpoints(identityProvider.map(endpointOf));
  const ciSystems = uniqueEndpoints(externalCi.map(endpointOf)).filter(({ port }) => port !== HTTPS);
  return [
    ...toTcp(peers.openchoreoApi ?? apiPeers(api, apiPort, namespace), api.port),
    ...(database ? toTcp(peers.database ?? peersAt(database), database.port) : []),
    ...assistants.flatMap((endpoint) => toTcp(peers.assistant ?? peersAt(endpoint), endpoint.port)),
    ...providers.flatMap((endpoint) => toTcp(peers.identityProvider ?? peersAt(endpoint), endpoint.port)),
    ...ciSystems.flatMap((endpoint) => toTcp(peersAt(endpoint), endpoint.port)),
    ...to(peers.dns ?? CLUSTER_DNS, [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]),
    ...toTcp(ANYWHERE, HTTPS),
  ];
}

/** Returns a rule for traffic to the peers at a TCP port, or at any port if the port is unknown. */
function toTcp(peers: readonly NetworkPolicyPeer[], port: number | undefined): NetworkPolicyEgressRule[] {
  return to(peers, port === undefined ? [] : [{ protocol: 'TCP', port }]);
}

/** Returns a rule for traffic to the peers, and no rule without peers: Kubernetes reads an empty list as every peer. */
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

/** Returns the narrowest set of peers that contains an endpoint's host. */
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

/** Whether a host is a name without dots, which is a Service in the namespace of the pods. */
function isBareName(host: string): boolean {
  return /^[^.]+$/.test(host);
}

/** Returns the namespace in the cluster's DNS name of a Service or of one of its pods; undefined for other hosts. */
function serviceNamespace(host: string): string | undefined {
  return /^(?:[^.]+\.){1,2}([^.]+)\.svc(?:\.|$)/.exec(host)?.[1];
}

function endpointOf(url: string): Endpoint {
  if (!URL.canParse(url)) {
    // Rules reject such a URL, unless the user allows it. Constructs do not check it.
    return { port: HTTPS };
  }
  const { hostname, port, protocol } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (protocol === 'https:' ? HTTPS : 80) : Number(port),
  };
}

function uniqueEndpoints(endpoints: readonly Endpoint[]): Endpoint[] {
  return [...new Map(endpoints.map((endpoint) => [`${endpoint.host} ${endpoint.port}`, endpoint])).values()];
}
