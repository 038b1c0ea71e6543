import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import { dataMap } from '../util/data-shape';
import { listOf, membersOf, number, optional, type Shapes } from '../util/shape';
import { checkProps } from './check-props';
import { egressRules, gatewayPods, type NetworkPeers, type NetworkPorts } from './network-peers';
import { DEPLOYMENT, METADATA_PROPS } from './prop-shapes';
import { BackstageResource, belongingTo, type MetadataProps } from './resource';
import type { BackstageWorkload } from './workload';

/** Settings of {@link BackstageNetworkPolicy}. */
export interface BackstageNetworkPolicyProps extends MetadataProps {
  /** Workload whose traffic the policy restricts. */
  readonly deployment: BackstageWorkload;

  /**
   * Peers of the traffic, if the default peers allow too much or the wrong ones (values:
   * `backstage.networkPolicy.peers`).
   *
   * @default - peers that follow from the workload's database, the workload's URLs and the chart's Gateway
   */
  readonly peers?: NetworkPeers;

  /**
   * Ports of the peers, if the default ports are wrong (values: `backstage.networkPolicy.ports`).
   *
   * @default - ports that follow from the workload's database and the workload's URLs
   */
  readonly ports?: NetworkPorts;

  /**
   * Additional rules for incoming traffic (values: `backstage.networkPolicy.ingress`).
   *
   * @default []
   */
  readonly ingress?: readonly NetworkPolicyIngressRule[];

  /**
   * Additional rules for outgoing traffic (values: `backstage.networkPolicy.egress`).
   *
   * @default []
   */
  readonly egress?: readonly NetworkPolicyEgressRule[];
}

const PEERS = optional(listOf(dataMap()));
const PORTS = optional(listOf(number));

const TO_PEERS = {
  database: PEERS,
  openchoreoApi: PEERS,
  assistant: PEERS,
  identityProvider: PEERS,
  externalCi: PEERS,
  dns: PEERS,
  https: PEERS,
  kubernetesApi: PEERS,
  telemetry: PEERS,
};

const PROPS: Shapes<BackstageNetworkPolicyProps> = {
  ...METADATA_PROPS,
  deployment: DEPLOYMENT,
  peers: optional(membersOf<NetworkPeers>({ ...TO_PEERS, clients: PEERS })),
  ports: optional(
    membersOf<NetworkPorts>({
      database: PORTS,
      openchoreoApi: PORTS,
      assistant: PORTS,
      identityProvider: PORTS,
      externalCi: PORTS,
      dns: PORTS,
      https: PORTS,
      kubernetesApi: PORTS,
      telemetry: PORTS,
    }),
  ),
  ingress: optional(listOf(dataMap())),
  egress: optional(listOf(dataMap())),
};

/**
 * NetworkPolicy (the release's `names.workload`) of Backstage's pods. It replaces the policy of the chart's template `networkpolicy`.
 *
 * It allows only the traffic that follows from the workload's settings, and from `ingress` and `egress`. By default,
 * the Gateway's pods may connect to the portal. The portal may connect to the OpenChoreo API, PostgreSQL, the assistant,
 * the identity provider, external CI systems and DNS. Over HTTPS (port 443) it may connect to `ANYWHERE`, which contains
 * neither link-local addresses nor the metadata services of clouds.
 */
export class BackstageNetworkPolicy extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: BackstageNetworkPolicyProps) {
    checkProps(scope, id, props, PROPS);
    const { deployment, metadata, peers = {}, ports = {}, ingress = [], egress = [] } = props;
    super(scope, id, { ...belongingTo(deployment), metadata });
    const { profile, names } = this.release;
    const { clients = gatewayPods(profile.gateway.name) } = peers;
    const fromClients =
      clients.length > 0
        ? [{ from: [...clients], ports: [{ protocol: 'TCP', port: deployment.port.number }] }]
        : // Kubernetes reads an empty list of sources as every source.
          [];
    const toPeers = egressRules({
      endpoints: deployment.endpoints,
      peers,
      ports,
      apiPort: profile.defaults.openchoreoApi.port,
      namespace: this.namespace,
    });
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
