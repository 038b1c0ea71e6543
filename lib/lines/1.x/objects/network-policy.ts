import type { Construct } from 'constructs';
import type { NetworkPolicyEgressRule, NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { ASSISTANT } from '../../../backstage/endpoints';
import type { BackstageDeployment } from '../../../constructs/deployment';
import { ANYWHERE, type NetworkPeers } from '../../../constructs/network-peers';
import { BackstageNetworkPolicy } from '../../../constructs/network-policy';
import { ChartNetworkPolicy } from '../../common/chart-network-policy';
import { filled, fromPrometheus, fromRoute } from '../../common/client-peers';
import { chartSelector } from '../../common/pod-selection';
import { DEFAULTS } from '../profile';
import type { ResolvedChart } from '../subject';

/** Pods of the OpenChoreo API. */
const API_PODS: readonly NetworkPolicyPeer[] = [
  { podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } },
];

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
      egress: [...toPodPorts(resolved), ...egress],
      peers: networkPeers(resolved),
    });
  }
}

/** Returns the peers that the values set. By default, clients follow from the rendered HTTPRoute or Ingress. */
function networkPeers(resolved: ResolvedChart): NetworkPeers {
  const { networkPolicy, service, http } = resolved.values.backstage;
  const { clients, database, openchoreoApi, assistant, identityProvider, dns } = networkPolicy.peers;
  const { type = 'ClusterIP' } = service;
  const known = () => [
    ...fromRoute(resolved, http.parentRefs),
    ...fromEventForwarder(resolved),
    ...fromPrometheus(resolved),
  ];
  return {
    clients: filled(clients) ?? (type === 'ClusterIP' ? known() : ANYWHERE),
    database: filled(database),
    openchoreoApi: filled(openchoreoApi),
    assistant: filled(assistant),
    identityProvider: filled(identityProvider),
    dns: filled(dns),
  };
}

/**
 * Returns rules for the pods of the API and of the assistant if their Services have another port than these pods.
 *
 * A policy applies to the port of the pods, and URLs contain the port of the Service.
 */
function toPodPorts({ values }: ResolvedChart): readonly NetworkPolicyEgressRule[] {
  const { backstage, openchoreoApi, portalAssistant } = values;
  const { url } = backstage.openchoreoApi;
  const { enabled, portalAssistantUrl } = backstage.features.assistant;
  const { openchoreoApi: apiPeers } = backstage.networkPolicy.peers;
  const { port: apiPort } = DEFAULTS.openchoreoApi;
  return [
    ...(url ? [] : toPods(filled(apiPeers) ?? API_PODS, apiPort, openchoreoApi.service.port)),
    ...(enabled && !portalAssistantUrl ? toPods(OWN_NAMESPACE, ASSISTANT.port, portalAssistant.service.port) : []),
  ];
}

function toPods(
  peers: readonly NetworkPolicyPeer[],
  podPort: number,
  servicePort = podPort,
): readonly NetworkPolicyEgressRule[] {
  return servicePort === podPort ? [] : [{ to: [...peers], ports: [{ protocol: 'TCP', port: podPort }] }];
}

/** Returns the pods of the event forwarder, which sends events to the portal. */
function fromEventForwarder({ values }: ResolvedChart): readonly NetworkPolicyPeer[] {
  return values.eventForwarder.enabled
    ? [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'event-forwarder' } } }]
    : [];
}
