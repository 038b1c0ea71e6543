import type { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { BackstageDeployment } from '../../../constructs/deployment';
import { ANY_POD, ANYWHERE, gatewayPods, type NetworkPeers, podsOf } from '../../../constructs/network-peers';
import { BackstageNetworkPolicy } from '../../../constructs/network-policy';
import { ChartNetworkPolicy } from '../../common/chart-network-policy';
import { chartSelector } from '../../common/pod-selection';
import { GATEWAY } from '../profile';
import type { ResolvedChart } from '../subject';

/** Adds the NetworkPolicy (values: `backstage.networkPolicy`). */
export function addNetworkPolicy(scope: Construct, resolved: ResolvedChart, deployment: BackstageDeployment): void {
  const { enabled, ingress = [], egress = [] } = resolved.values.backstage.networkPolicy;
  if (!enabled) {
    return;
  }
  if (resolved.reproduces('network-policy')) {
    const { release } = resolved;
    new ChartNetworkPolicy(scope, 'NetworkPolicy', { release, selector: chartSelector(release), ingress, egress });
  } else {
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', { deployment, ingress, egress, peers: networkPeers(resolved) });
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
