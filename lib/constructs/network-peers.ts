import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicyEgressRule, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import {
  type Destination,
  destinations,
  HTTPS,
  isBareName,
  openPorts,
  placeOf,
  serviceNamespace,
} from '../backstage/destinations';
import type { DeploymentEndpoints } from '../backstage/endpoints';
import { checkArgument } from '../util/check-argument';
import { optional, text } from '../util/shape';

/** Ports at which a Kubernetes API server listens: that of its Service, and the usual one of its process. */
const KUBERNETES_API_PORTS = [HTTPS, 6443];

/** Ports of OpenTelemetry's protocol, over gRPC and HTTP. */
const TELEMETRY_PORTS = [4317, 4318];

const DNS_PORT = 53;

/**
 * Every pod, and every IP address that is neither link-local nor the metadata service of a cloud, which hands out the
 * credentials of the node. Some network plugins do not apply address blocks to pods, so pods are listed too.
 */
export const ANYWHERE: readonly NetworkPolicyPeer[] = [
  { namespaceSelector: {} },
  {
    ipBlock: {
      cidr: '0.0.0.0/0',
      except: [
        // Link-local addresses, which most clouds use for their metadata.
        '169.254.0.0/16',
        // Alibaba Cloud.
        '100.100.100.200/32',
        // Azure: agents and certificates of the node.
        '168.63.129.16/32',
      ],
    },
  },
  {
    ipBlock: {
      cidr: '::/0',
      except: [
        // Link-local addresses.
        'fe80::/10',
        // AWS: metadata and credentials of pods.
        'fd00:ec2::/32',
        // Google Cloud.
        'fd20:ce::254/128',
        // Oracle Cloud.
        'fd00:c1::a9fe:a9fe/128',
        // Akamai.
        'fd00:a9fe:a9fe::1/128',
        // Scaleway.
        'fd00:42::42/128',
      ],
    },
  },
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

/** Pods of the OpenChoreo API, in the namespace of the policy. */
export const API_PODS: readonly NetworkPolicyPeer[] = [
  { podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } },
];

/**
 * Returns the pods that a controller runs for a Gateway, selected by Gateway API's label for them.
 *
 * @param name name of the Gateway
 * @param namespace namespace of the Gateway; if absent, that of the network policy
 */
export function gatewayPods(name: string, namespace?: string): readonly NetworkPolicyPeer[] {
  checkArgument('gatewayPods', 'name', name, text);
  checkArgument('gatewayPods', 'namespace', namespace, optional(text));
  const podSelector = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } };
  return [{ ...(namespace && { namespaceSelector: inNamespace(namespace) }), podSelector }];
}

/**
 * Returns every pod of a namespace.
 *
 * @param namespace name of the namespace
 */
export function podsOf(namespace: string): readonly NetworkPolicyPeer[] {
  checkArgument('podsOf', 'namespace', namespace, text);
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
   * Pods and addresses of the PostgreSQL server. The portal may reach them at `ports.database`.
   *
   * @default - from the host: all pods of a Service's namespace, an IP address, or otherwise `ANYWHERE`
   */
  readonly database?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the OpenChoreo API. The portal may reach them at `ports.openchoreoApi`.
   *
   * @default - the API's pods if the URL is that of the release's API; otherwise from the host, as for `database`
   */
  readonly openchoreoApi?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the portal assistant. The portal may reach them at `ports.assistant`.
   *
   * @default - from the host, as for `database`
   */
  readonly assistant?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the identity provider. The portal may reach them at `ports.identityProvider`.
   *
   * @default - from the hosts of its URLs, as for `database`
   */
  readonly identityProvider?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of external CI systems. The portal may reach them at `ports.externalCi`.
   *
   * @default - from the hosts of their URLs, as for `database`
   */
  readonly externalCi?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of the DNS server. The portal may reach them at `ports.dns`, over UDP and TCP.
   *
   * @default - the pods with the label `k8s-app: kube-dns` in the namespace `kube-system`
   */
  readonly dns?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses that the portal may reach over HTTPS, at `ports.https`. They must include each host of an https URL in
   * the other settings, such as the identity provider. Services, IP addresses and hosts with other peers are exceptions.
   *
   * @default - `ANYWHERE`
   */
  readonly https?: readonly NetworkPolicyPeer[];
  /**
   * Addresses of the Kubernetes API server. The portal may reach them at `ports.kubernetesApi`. Backstage needs this
   * only for plugins that read the cluster.
   *
   * @default - the portal may reach the API server only as `https` allows
   */
  readonly kubernetesApi?: readonly NetworkPolicyPeer[];
  /**
   * Pods and addresses of OpenTelemetry collectors. The portal may reach them at `ports.telemetry`.
   *
   * @default - no collector
   */
  readonly telemetry?: readonly NetworkPolicyPeer[];
}

/**
 * Ports at which the portal may reach the peers (values: `backstage.networkPolicy.ports`). Kubernetes compares the
 * ports of pods, which can differ from the ports of their Services in URLs. An empty list allows no traffic.
 */
export interface NetworkPorts {
  /**
   * Ports of the PostgreSQL server.
   *
   * @default - the port of the database, or 5432 if a Secret holds it
   */
  readonly database?: readonly number[];
  /**
   * Ports of the OpenChoreo API.
   *
   * @default - the port of its URL
   */
  readonly openchoreoApi?: readonly number[];
  /**
   * Ports of the portal assistant.
   *
   * @default - the port of its URL
   */
  readonly assistant?: readonly number[];
  /**
   * Ports of the identity provider.
   *
   * @default - the ports of its URLs
   */
  readonly identityProvider?: readonly number[];
  /**
   * Ports of external CI systems.
   *
   * @default - the ports of their URLs
   */
  readonly externalCi?: readonly number[];
  /**
   * Ports of the DNS server, over UDP and TCP. The DNS pods of OpenShift listen on 5353.
   *
   * @default [53]
   */
  readonly dns?: readonly number[];
  /**
   * Ports of HTTPS.
   *
   * @default [443]
   */
  readonly https?: readonly number[];
  /**
   * Ports of the Kubernetes API server.
   *
   * @default [443, 6443]
   */
  readonly kubernetesApi?: readonly number[];
  /**
   * Ports of OpenTelemetry collectors.
   *
   * @default [4317, 4318]
   */
  readonly telemetry?: readonly number[];
}

/** Facts that the rules for outgoing traffic depend on. */
interface EgressSource {
  readonly endpoints: DeploymentEndpoints;
  readonly peers: NetworkPeers;
  readonly ports: NetworkPorts;
  /** Port of the release's API. */
  readonly apiPort: number;
  /** Namespace of the policy. */
  readonly namespace: string | undefined;
}

/**
 * Returns the rules for outgoing traffic: to API, database, assistant, identity provider, CI systems, DNS, Kubernetes
 * API and collectors, and over HTTPS.
 */
export function egressRules({ endpoints, peers, ports, apiPort, namespace }: EgressSource): NetworkPolicyEgressRule[] {
  const toDestination = (destination: Destination) => {
    const given = peers[destination.kind];
    if (given) {
      return tcp(given, destination.ports);
    }
    return isApiOfRelease(destination, apiPort, namespace) ? tcp(API_PODS, destination.ports) : byPlace(destination);
  };
  return unique([
    ...destinations(endpoints, ports).flatMap(toDestination),
    ...to(
      peers.dns ?? CLUSTER_DNS,
      ['UDP', 'TCP'].flatMap((protocol) => (ports.dns ?? [DNS_PORT]).map((port) => ({ protocol, port }))),
    ),
    ...tcp(peers.kubernetesApi ?? [], ports.kubernetesApi ?? KUBERNETES_API_PORTS),
    ...tcp(peers.telemetry ?? [], ports.telemetry ?? TELEMETRY_PORTS),
    ...tcp(peers.https ?? ANYWHERE, ports.https ?? [HTTPS]),
  ]);
}

/** Returns the rules for the narrowest set of peers that contains a destination's host. */
function byPlace(destination: Destination): NetworkPolicyEgressRule[] {
  const place = placeOf(destination.host);
  switch (place.in) {
    case 'pod':
      // Network policies do not apply to traffic inside a pod.
      return [];
    case 'namespace':
      return tcp(place.namespace === undefined ? [{ podSelector: {} }] : podsOf(place.namespace), destination.ports);
    case 'address':
      return tcp([{ ipBlock: { cidr: place.cidr } }], destination.ports);
    case 'anywhere':
      return tcp(ANYWHERE, openPorts(destination));
  }
}

function tcp(peers: readonly NetworkPolicyPeer[], ports: readonly number[]): NetworkPolicyEgressRule[] {
  return to(
    peers,
    ports.map((port) => ({ protocol: 'TCP', port })),
  );
}

/** Returns a rule, or none without peers or ports: Kubernetes reads an empty list as every peer or every port. */
function to(peers: readonly NetworkPolicyPeer[], ports: readonly NetworkPolicyPort[]): NetworkPolicyEgressRule[] {
  return peers.length > 0 && ports.length > 0 ? [{ to: [...peers], ports: [...ports] }] : [];
}

function isApiOfRelease(
  { kind, host = '', port }: Destination,
  apiPort: number,
  namespace: string | undefined,
): boolean {
  const isOfRelease = namespace === undefined ? isBareName(host) : serviceNamespace(host) === namespace;
  return kind === 'openchoreoApi' && isOfRelease && port === apiPort;
}

function unique(rules: readonly NetworkPolicyEgressRule[]): NetworkPolicyEgressRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
