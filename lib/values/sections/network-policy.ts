import type {
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
} from 'kubernetes-types/networking/v1';
import { flag, kubernetes, list, section } from '../node';

const peers = (peer: string, ifEmpty: string) =>
  list(
    kubernetes<NetworkPolicyPeer>('NetworkPolicyPeer', 'Pods or addresses.'),
    `Pods and addresses of ${peer}, for \`corrected\`. If empty, ${ifEmpty}.`,
  );

/** Values of `backstage.networkPolicy.peers` that every line has. */
const PEERS = {
  clients: peers(
    'the clients of the portal, such as the Gateway or the Ingress controller',
    'they are the pods of the Gateway or, with an Ingress, all pods. With a Service of type NodePort or LoadBalancer, they are all pods and addresses',
  ),
  database: peers(
    'the PostgreSQL server',
    'they follow from its host and port. If a Secret contains these, they are all pods and addresses at every port',
  ),
  openchoreoApi: peers('the OpenChoreo API', 'they are its pods, or follow from the host of its URL'),
  identityProvider: peers('the identity provider', 'they follow from the hosts of its URLs'),
  dns: peers('the DNS server', 'they are the pods with the label `k8s-app: kube-dns` in `kube-system`'),
};

/** Value of `backstage.networkPolicy.peers` for the portal assistant. */
const assistant = peers('the portal assistant', 'they follow from the host of its URL');

const policyWith = <Peers extends typeof PEERS>(known: Peers) =>
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
      known,
    ),
  });

/** Values: `backstage.networkPolicy`. */
export const networkPolicy = policyWith(PEERS);

/** Values: `backstage.networkPolicy` of lines with a portal assistant. */
export const networkPolicyWithAssistant = policyWith({ ...PEERS, assistant });
