import type { Construct } from 'constructs';
import type { BackstageDeployment } from '../../../constructs/deployment';
import { ANYWHERE, type NetworkPeers } from '../../../constructs/network-peers';
import { BackstageNetworkPolicy } from '../../../constructs/network-policy';
import { ChartNetworkPolicy } from '../../common/chart-network-policy';
import { filled, fromPrometheus, fromRoute } from '../../common/client-peers';
import { egressPeers, egressPorts } from '../../common/network-peers';
import { chartSelector } from '../../common/pod-selection';
import type { ResolvedChart } from '../subject';

/** Adds the NetworkPolicy (values: `backstage.networkPolicy`). */
export function addNetworkPolicy(scope: Construct, resolved: ResolvedChart, deployment: BackstageDeployment): void {
  const { enabled, ingress = [], egress = [], ports } = resolved.values.backstage.networkPolicy;
  if (!enabled) {
    return;
  }
  if (resolved.reproduces('network-policy')) {
    const { release } = resolved;
    new ChartNetworkPolicy(scope, 'NetworkPolicy', { release, selector: chartSelector(release), ingress, egress });
  } else {
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', {
      deployment,
      ingress,
      egress,
      peers: networkPeers(resolved),
      ports: egressPorts(ports),
    });
  }
}

/** Returns the peers that the values set. By default, clients follow from the rendered HTTPRoute or Ingress. */
function networkPeers(resolved: ResolvedChart): NetworkPeers {
  const { networkPolicy, service, ingress } = resolved.values.backstage;
  const { clients, ...others } = networkPolicy.peers;
  const { type = 'ClusterIP' } = service;
  const routed = () => [...fromRoute(resolved, ingress.parentRefs), ...fromPrometheus(resolved)];
  return { ...egressPeers(others), clients: filled(clients) ?? (type === 'ClusterIP' ? routed() : ANYWHERE) };
}
