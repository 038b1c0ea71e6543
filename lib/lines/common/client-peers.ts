import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { ANY_POD, gatewayPods, podsOf } from '../../constructs/network-peers';
import type { ParentRefs } from './routes';
import type { CommonResolved } from './subject';

// Peers that connect to the portal, in the NetworkPolicy of all lines.

/** Returns the list, or undefined if it is empty. */
export function filled<Item>(list: readonly Item[] | undefined): readonly Item[] | undefined {
  return list?.length ? list : undefined;
}

/** Returns the pods behind the route to the portal. */
export function fromRoute({ release, facts }: CommonResolved, parentRefs: ParentRefs): readonly NetworkPolicyPeer[] {
  if (facts.routeKind !== 'HTTPRoute') {
    return facts.routeKind === 'Ingress' ? ANY_POD : [];
  }
  const { name } = release.profile.gateway;
  const gateways: readonly { name: string; namespace?: string }[] = filled(parentRefs) ?? [{ name }];
  const unique = new Map(gateways.map((gateway) => [`${gateway.namespace} ${gateway.name}`, gateway]));
  return [...unique.values()].flatMap(({ name, namespace }) => gatewayPods(name, namespace));
}

/** Returns the pods in the namespace of the ServiceMonitor, where Prometheus runs. */
export function fromPrometheus({ values, facts, release }: CommonResolved): readonly NetworkPolicyPeer[] {
  const namespace = values.backstage.metrics.serviceMonitor.namespace || release.namespace;
  return facts.scrapesMetrics && namespace !== undefined ? podsOf(namespace) : [];
}
