import type { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { ASSISTANT } from '../../../backstage/endpoints';
import type { BackstageDeployment } from '../../../constructs/deployment';
import { ANYWHERE, API_PODS, type NetworkPeers, type NetworkPorts } from '../../../constructs/network-peers';
import { BackstageNetworkPolicy } from '../../../constructs/network-policy';
import { ChartNetworkPolicy } from '../../common/chart-network-policy';
import { filled, fromPrometheus, fromRoute } from '../../common/client-peers';
import { egressPeers, egressPorts } from '../../common/network-peers';
import { chartSelector } from '../../common/pod-selection';
import { DEFAULTS } from '../profile';
import type { ResolvedChart } from '../subject';

/** Every pod in the namespace of the policy. */
const OWN_NAMESPACE: readonly NetworkPolicyPeer[] = [{ podSelector: {} }];

/** Adds the NetworkPolicy (values: `backstage.networkPolicy`). */
export function addNetworkPolicy(scope: Construct, resolved: ResolvedChart, deployment: BackstageDeployment): void {
  const { enabled, ingress = [], egress = [] } = resolved.values.backstage.networkPolicy;
  if (!enabled) {
    return;
  }
  if (resolved.reproduces('network-policy')) {
    const { release, facts } = resolved;
    const selector = facts.features.policySelectsPods ? { matchLabels: release.podLabels } : chartSelector(release);
    new ChartNetworkPolicy(scope, 'NetworkPolicy', { release, selector, ingress, egress });
  } else {
    new BackstageNetworkPolicy(scope, 'NetworkPolicy', {
      deployment,
      ingress,
      egress,
      peers: networkPeers(resolved),
      ports: networkPorts(resolved),
    });
  }
}

/** Returns the peers that the values set. By default, clients follow from the rendered HTTPRoute or Ingress. */
function networkPeers(resolved: ResolvedChart): NetworkPeers {
  const { networkPolicy, service, http, openchoreoApi, features } = resolved.values.backstage;
  const { clients, ...others } = networkPolicy.peers;
  const { type = 'ClusterIP' } = service;
  const known = () => [
    ...fromRoute(resolved, http.parentRefs),
    ...fromEventForwarder(resolved),
    ...fromPrometheus(resolved),
  ];
  return {
    ...(!openchoreoApi.url && { openchoreoApi: API_PODS }),
    ...(!features.assistant.portalAssistantUrl && { assistant: OWN_NAMESPACE }),
    ...egressPeers(others),
    clients: filled(clients) ?? (type === 'ClusterIP' ? known() : ANYWHERE),
  };
}

/**
 * Returns the ports that the values set. By default, they are those of the pods of the API and of the assistant.
 *
 * A policy applies to the port of the pods, and URLs contain the port of the Service.
 */
function networkPorts({ values: { backstage } }: ResolvedChart): NetworkPorts {
  const { networkPolicy, openchoreoApi, features } = backstage;
  return {
    ...(!openchoreoApi.url && { openchoreoApi: [DEFAULTS.openchoreoApi.port] }),
    ...(!features.assistant.portalAssistantUrl && { assistant: [ASSISTANT.port] }),
    ...egressPorts(networkPolicy.ports),
  };
}

/** Returns the pods of the event forwarder, which sends events to the portal. */
function fromEventForwarder({ values }: ResolvedChart): readonly NetworkPolicyPeer[] {
  return values.eventForwarder.enabled
    ? [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'event-forwarder' } } }]
    : [];
}
