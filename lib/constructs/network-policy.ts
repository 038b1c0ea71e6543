import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import { egressRules, gatewayPods, type NetworkPeers } from './network-peers';
import { BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageWorkload } from './workload';

/** Settings of {@link BackstageNetworkPolicy}. */
export interface BackstageNetworkPolicyProps extends MetadataProps {
  /** The workload whose traffic is restricted to what it sends and gets. */
  readonly deployment: BackstageWorkload;

  /**
   * Peers of the traffic, for those that the workload's own settings make too wide or miss.
   *
   * @default - peers that follow from the workload's database, its URLs and the chart's Gateway
   */
  readonly peers?: NetworkPeers;

  /**
   * Rules for incoming traffic besides that from `peers.clients` (values: `backstage.networkPolicy.ingress`).
   *
   * @default []
   */
  readonly ingress?: readonly NetworkPolicyIngressRule[];

  /**
   * Rules for outgoing traffic besides that to the peers (values: `backstage.networkPolicy.egress`).
   *
   * @default []
   */
  readonly egress?: readonly NetworkPolicyEgressRule[];
}

/**
 * The NetworkPolicy of Backstage's pods, `<fullname>-ui` (chart: networkpolicy).
 *
 * Admits the traffic that follows from the workload's settings and no other: the Gateway's pods in; the OpenChoreo API,
 * PostgreSQL at its port, the identity provider, DNS and HTTPS out.
 */
export class BackstageNetworkPolicy extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageNetworkPolicyProps) {
    const { deployment, metadata, peers = {}, ingress = [], egress = [] } = props;
    super(scope, id, { ...belongingTo(deployment), metadata });
    const { profile, names } = this.release;
    const { clients = gatewayPods(profile.gateway.name) } = peers;
    const fromClients =
      clients.length > 0
        ? [{ from: [...clients], ports: [{ protocol: 'TCP', port: deployment.port.number }] }]
        : // An empty list of sources would admit all of them.
          [];
    const toPeers = egressRules(deployment.endpoints, peers, profile.defaults.openchoreoApi.port, this.namespace);
    this.apiObject = this.resource<NetworkPolicy>(
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: names.workload },
      {
        spec: {
          podSelector: { matchLabels: { ...deployment.podLabels } },
          policyTypes: ['Ingress', 'Egress'],
          ingress: [...fromClients, ...ingress],
          egress: [...toPeers, ...egress],
        },
      },
    );
  }
}
