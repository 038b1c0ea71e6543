import type { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { GATEWAY_NAME } from '../chart-0.11';
import type { BackstageDeployment } from '../deployment';
import { ANY_POD, ANYWHERE, gatewayPods, type NetworkPeers, podsOf } from '../network-peers';
import { BackstageNetworkPolicy } from '../network-policy';
import { scrapesMetrics } from '../values/metrics';
import type { Resolved } from '../values/resolve';
import { chartSelector } from './chart-selector';
import { isFilled } from './filled';

/** The NetworkPolicy (values: `backstage.networkPolicy`). */
export function addNetworkPolicy(scope: Construct, resolved: Resolved, deployment: BackstageDeployment): void {
  const { values, release, fidelity } = resolved;
  const { enabled, ingress, egress } = values.backstage.networkPolicy;
  if (enabled) {
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', {
      deployment,
      ingress: ingress ?? [],
      egress: egress ?? [],
      ...(fidelity === 'exact'
        ? { chartDefects: { podSelector: chartSelector(release) } }
        : { peers: networkPeers(resolved) }),
    });
  }
}

/** Peers as given; clients else as what is rendered lets them connect. */
function networkPeers(resolved: Resolved): NetworkPeers {
  const { networkPolicy, service } = resolved.values.backstage;
  const { clients, database, openchoreoApi, identityProvider, dns } = networkPolicy.peers;
  const orDerived = <T>(list: readonly T[] | null) => (isFilled(list) ? list : undefined);
  const isInternal = (service.type ?? 'ClusterIP') === 'ClusterIP';
  return {
    clients: orDerived(clients) ?? (isInternal ? [...fromRoute(resolved), ...fromPrometheus(resolved)] : ANYWHERE),
    database: orDerived(database),
    openchoreoApi: orDerived(openchoreoApi),
    identityProvider: orDerived(identityProvider),
    dns: orDerived(dns),
  };
}

function fromRoute({ values, addresses }: Resolved): readonly NetworkPolicyPeer[] {
  const { enabled, parentRefs } = values.backstage.ingress;
  if (!enabled) {
    return [];
  }
  if (addresses.ingressKind === 'Ingress') {
    return ANY_POD;
  }
  if (!values.gateway.enabled) {
    return [];
  }
  const gateways = isFilled(parentRefs) ? parentRefs : [{ name: GATEWAY_NAME }];
  return [...new Map(gateways.map((gateway) => [`${gateway.namespace} ${gateway.name}`, gateway])).values()].flatMap(
    ({ name, namespace }) => gatewayPods(name, namespace ?? undefined),
  );
}

/** Prometheus runs where its ServiceMonitors are. */
function fromPrometheus({ values, release }: Resolved): readonly NetworkPolicyPeer[] {
  const { namespace } = values.backstage.metrics.serviceMonitor;
  return scrapesMetrics(values) ? podsOf(namespace || release.namespace) : [];
}
