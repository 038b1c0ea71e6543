import type {
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
} from 'kubernetes-types/networking/v1';
import { flag, kubernetes, list, section } from '../node';

const peers = (who: string, otherwise: string) =>
  list(
    kubernetes<NetworkPolicyPeer>('NetworkPolicyPeer', 'A peer.'),
    `Pods and addresses of ${who}, in \`corrected\` fidelity. Empty: ${otherwise}.`,
  );

/** Values: `backstage.networkPolicy`. */
export const networkPolicy = section('The NetworkPolicy of the pods.', {
  enabled: flag('Whether a NetworkPolicy is rendered.', { default: false }),
  ingress: list(
    kubernetes<NetworkPolicyIngressRule>('NetworkPolicyIngressRule', 'A rule.'),
    "Rules for incoming traffic besides the chart's.",
    { default: [] },
  ),
  egress: list(
    kubernetes<NetworkPolicyEgressRule>('NetworkPolicyEgressRule', 'A rule.'),
    "Rules for outgoing traffic besides the chart's, PostgreSQL's among them.",
    { default: [] },
  ),
  peers: section('The far sides of the traffic, where what follows from other values is too wide or does not fit.', {
    clients: peers(
      "those who connect to the portal, such as the Gateway's or the Ingress controller's",
      'the pods of `gateway-default`; any pod, for an Ingress; anyone, for a Service of type NodePort or LoadBalancer',
    ),
    database: peers('the PostgreSQL server', 'by its host, at its port only'),
    openchoreoApi: peers('the OpenChoreo API', 'its pods, or by the host of its URL'),
    identityProvider: peers('the identity provider', 'by the hosts of its URLs'),
    dns: peers('the DNS server', 'pods labelled `k8s-app: kube-dns` in `kube-system`'),
  }),
});
