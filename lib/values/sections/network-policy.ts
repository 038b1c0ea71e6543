import type {
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
} from 'kubernetes-types/networking/v1';
import { flag, integer, kubernetes, list, type Node, section } from '../node';

const peers = (peer: string, ifEmpty: string) =>
  list(
    kubernetes<NetworkPolicyPeer>('NetworkPolicyPeer', 'Pods or addresses.'),
    `Pods and addresses of ${peer}, for \`corrected\`. ${ifEmpty}.`,
  );

const ports = (peer: string, ifEmpty: string) =>
  list(
    integer('TCP port of pods or addresses.', { required: true, minimum: 1 }),
    `Ports of ${peer}, for \`corrected\`. If empty, ${ifEmpty}.`,
  );

/** Values of `backstage.networkPolicy.peers` that every line has. */
const PEERS = {
  clients: peers(
    'the clients of the portal, such as the Gateway or the Ingress controller',
    'If empty, they are the pods of the Gateway or, with an Ingress, all pods. With a Service of type NodePort or LoadBalancer, they are all pods and addresses',
  ),
  database: peers(
    'the PostgreSQL server',
    'If empty, they follow from its host. If a Secret contains the host, they are all pods and addresses',
  ),
  openchoreoApi: peers('the OpenChoreo API', 'If empty, they are its pods, or follow from the host of its URL'),
  identityProvider: peers('the identity provider', 'If empty, they follow from the hosts of its URLs'),
  dns: peers(
    'the DNS server, such as `169.254.20.10/32` for a cache on each node',
    'If empty, they are the pods with the label `k8s-app: kube-dns` in `kube-system`',
  ),
  https: peers(
    'the hosts that the portal may reach over HTTPS',
    'If unset, they are all pods and addresses except link-local addresses and the metadata services of clouds. An empty list allows none. It must include the hosts of other values, such as the identity provider, unless they have other peers here',
  ),
  kubernetesApi: peers('the Kubernetes API server', 'If empty, there is no rule for it: the portal does not use it'),
  telemetry: peers('OpenTelemetry collectors', 'If empty, there is no rule for them'),
};

/** Values of `backstage.networkPolicy.ports` that every line has. */
const PORTS = {
  database: ports(
    'the PostgreSQL server',
    'it is the port of the database. If a Secret contains that port, it is 5432',
  ),
  openchoreoApi: ports('the OpenChoreo API', 'it is the port of its pods, or the port of its URL'),
  identityProvider: ports('the identity provider', 'they follow from its URLs'),
  dns: ports('the DNS server, over UDP and TCP', 'it is 53. The DNS pods of OpenShift listen on 5353'),
  https: ports('HTTPS', 'it is 443'),
  kubernetesApi: ports('the Kubernetes API server', 'they are 443 and 6443'),
  telemetry: ports('OpenTelemetry collectors', 'they are 4317 and 4318'),
};

/** Values for external CI systems. */
const externalCi = {
  peers: peers('external CI systems', 'If empty, they follow from the hosts of their URLs'),
  ports: ports('external CI systems', 'they follow from their URLs'),
};

/** Values for the portal assistant. */
const assistant = {
  peers: peers('the portal assistant', 'If empty, they follow from the host of its URL'),
  ports: ports('the portal assistant', 'it is the port of its pods, or the port of its URL'),
};

const policyWith = <
  Peers extends Readonly<Record<string, Node>>,
  Ports extends Readonly<Record<string, Node>>,
>(additional: {
  readonly peers: Peers;
  readonly ports: Ports;
}) =>
  section('NetworkPolicy of the pods.', {
    enabled: flag('Whether to render the NetworkPolicy.', { default: false }),
    ingress: list(
      kubernetes<NetworkPolicyIngressRule>('NetworkPolicyIngressRule', 'Rule for incoming traffic.'),
      'Additional rules for incoming traffic.',
      { default: [] },
    ),
    egress: list(
      kubernetes<NetworkPolicyEgressRule>('NetworkPolicyEgressRule', 'Rule for outgoing traffic.'),
      'Additional rules for outgoing traffic. The chart has no rule for PostgreSQL; `corrected` adds one.',
      { default: [] },
    ),
    peers: section(
      'Peers of the traffic, for `corrected`. Set them if the defaults, which follow from other values, are too broad or wrong.',
      { ...PEERS, ...additional.peers },
    ),
    ports: section(
      'Ports of the peers, for `corrected`. Kubernetes compares the ports of pods, which can differ from the ports of their Services.',
      { ...PORTS, ...additional.ports },
    ),
  });

/** Values: `backstage.networkPolicy`. */
export const networkPolicy = policyWith({ peers: {}, ports: {} });

/** Values: `backstage.networkPolicy` of lines with external CI systems. */
export const networkPolicyWithCi = policyWith({
  peers: { externalCi: externalCi.peers },
  ports: { externalCi: externalCi.ports },
});

/** Values: `backstage.networkPolicy` of lines with external CI systems and a portal assistant. */
export const networkPolicyWithAssistant = policyWith({
  peers: { externalCi: externalCi.peers, assistant: assistant.peers },
  ports: { externalCi: externalCi.ports, assistant: assistant.ports },
});
