import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import { GATEWAY_NAME, NETWORK_POLICY } from './chart-0.11';
import type { BackstageDeployment } from './deployment';
import { egressRules, gatewayPods, type NetworkPeers } from './network-peers';
import { BackstageResource } from './resource';

/** Settings of {@link BackstageNetworkPolicy}. */
export interface BackstageNetworkPolicyProps {
  /** The Deployment whose traffic is restricted to what it sends and gets. */
  readonly deployment: BackstageDeployment;

  /**
   * The far sides of the traffic, where what follows from the Deployment is too wide or does not fit.
   *
   * @default - what follows from the Deployment's database, URLs and the chart's Gateway
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

  /**
   * What the chart renders, in place of the two that follow from the Deployment: a selector that may match no pod, and
   * rules that know neither Gateway, PostgreSQL, identity provider nor DNS over TCP.
   *
   * @default - the Deployment's pods, and rules for what they send and get
   */
  readonly chartDefects?: { readonly podSelector: LabelSelector };
}

/**
 * The NetworkPolicy of Backstage's pods, `<fullname>-ui` (chart: networkpolicy).
 *
 * Admits exactly the traffic that the Deployment's settings tell of: the Gateway's pods in; the OpenChoreo API, PostgreSQL
 * at its port, the identity provider, DNS and HTTPS out.
 */
export class BackstageNetworkPolicy extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageNetworkPolicyProps) {
    const { deployment, chartDefects, peers = {}, ingress = [], egress = [] } = props;
    super(scope, id, deployment.release);
    const { clients = gatewayPods(GATEWAY_NAME) } = peers;
    const fromClients =
      clients.length > 0
        ? [{ from: [...clients], ports: [{ protocol: 'TCP', port: deployment.port.number }] }]
        : // An empty list of sources would admit all of them.
          [];
    this.apiObject = this.resource<NetworkPolicy>(
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: this.release.uiName },
      {
        spec: {
          podSelector: chartDefects?.podSelector ?? { matchLabels: { ...deployment.podLabels } },
          policyTypes: ['Ingress', 'Egress'],
          ingress: [...(chartDefects ? NETWORK_POLICY.ingress : fromClients), ...ingress],
          egress: [
            ...(chartDefects
              ? NETWORK_POLICY.egress
              : egressRules(deployment.endpoints, peers, this.release.namespace)),
            ...egress,
          ],
        },
      },
    );
  }
}
