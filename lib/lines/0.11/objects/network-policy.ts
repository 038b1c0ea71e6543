import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type {
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicySpec,
} from 'kubernetes-types/networking/v1';
import { CONTAINER_PORT } from '../../../backstage/container';
import type { Release } from '../../../backstage/release';
import type { BackstageDeployment } from '../../../constructs/deployment';
import { ANY_POD, ANYWHERE, gatewayPods, type NetworkPeers, podsOf } from '../../../constructs/network-peers';
import { BackstageNetworkPolicy } from '../../../constructs/network-policy';
import { BackstageResource } from '../../../constructs/resource';
import { chartSelector } from '../pod-selection';
import { DEFAULTS, GATEWAY } from '../profile';
import type { ResolvedChart } from '../subject';

/** Adds the NetworkPolicy (values: `backstage.networkPolicy`). */
export function addNetworkPolicy(scope: Construct, resolved: ResolvedChart, deployment: BackstageDeployment): void {
  const { enabled, ingress = [], egress = [] } = resolved.values.backstage.networkPolicy;
  if (!enabled) {
    return;
  }
  if (resolved.reproduces('network-policy')) {
    new ChartNetworkPolicy(scope, 'NetworkPolicy', { release: resolved.release, ingress, egress });
  } else {
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', { deployment, ingress, egress, peers: networkPeers(resolved) });
  }
}

/** Rules of the chart's NetworkPolicy. They omit the Gateway, PostgreSQL, the identity provider and DNS over TCP. */
const CHART_RULES = {
  ingress: [
    {
      from: [
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
        { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
      ],
      ports: [{ protocol: 'TCP', port: CONTAINER_PORT.number }],
    },
  ],
  egress: [
    {
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }],
      ports: [{ protocol: 'TCP', port: DEFAULTS.openchoreoApi.port }],
    },
    { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 443 }] },
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [{ protocol: 'UDP', port: 53 }],
    },
  ],
} satisfies Omit<NetworkPolicySpec, 'podSelector'>;

interface ChartNetworkPolicyProps {
  readonly release: Release;
  readonly ingress: readonly NetworkPolicyIngressRule[];
  readonly egress: readonly NetworkPolicyEgressRule[];
}

/** NetworkPolicy as the chart renders it. By default, its selector matches no pods. */
class ChartNetworkPolicy extends BackstageResource {
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, { release, ingress, egress }: ChartNetworkPolicyProps) {
    super(scope, id, { release });
    this.apiObject = this.resource<NetworkPolicy>(
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: release.names.workload },
      {
        spec: {
          podSelector: chartSelector(release),
          policyTypes: ['Ingress', 'Egress'],
          ingress: [...CHART_RULES.ingress, ...ingress],
          egress: [...CHART_RULES.egress, ...egress],
        },
      },
    );
  }
}

/** Returns the peers that the values set. By default, clients follow from the rendered HTTPRoute or Ingress. */
function networkPeers(resolved: ResolvedChart): NetworkPeers {
  const { networkPolicy, service } = resolved.values.backstage;
  const { clients, database, openchoreoApi, identityProvider, dns } = networkPolicy.peers;
  const { type = 'ClusterIP' } = service;
  const routed = () => [...fromRoute(resolved), ...fromPrometheus(resolved)];
  return {
    clients: filled(clients) ?? (type === 'ClusterIP' ? routed() : ANYWHERE),
    database: filled(database),
    openchoreoApi: filled(openchoreoApi),
    identityProvider: filled(identityProvider),
    dns: filled(dns),
  };
}

/** Returns the list, or undefined if it is empty. */
function filled<Item>(list: readonly Item[] | undefined): readonly Item[] | undefined {
  return list?.length ? list : undefined;
}

function fromRoute({ values, facts }: ResolvedChart): readonly NetworkPolicyPeer[] {
  const { enabled, parentRefs } = values.backstage.ingress;
  if (!enabled) {
    return [];
  }
  if (facts.ingressKind === 'Ingress') {
    return ANY_POD;
  }
  if (!values.gateway.enabled) {
    return [];
  }
  const gateways: readonly { name: string; namespace?: string }[] = filled(parentRefs) ?? [{ name: GATEWAY.name }];
  const unique = new Map(gateways.map((gateway) => [`${gateway.namespace} ${gateway.name}`, gateway]));
  return [...unique.values()].flatMap(({ name, namespace }) => gatewayPods(name, namespace));
}

/** Returns the pods in the namespace of the ServiceMonitor, where Prometheus runs. */
function fromPrometheus({ values, facts, release }: ResolvedChart): readonly NetworkPolicyPeer[] {
  const namespace = values.backstage.metrics.serviceMonitor.namespace || release.namespace;
  return facts.scrapesMetrics && namespace !== undefined ? podsOf(namespace) : [];
}
