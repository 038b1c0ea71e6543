import type { PortalRule } from './portal-values';

/** No value identifies the pods of the Ingress controller. */
export const openClients: PortalRule = {
  id: 'open-clients',
  severity: 'warning',
  about: 'With an Ingress, the NetworkPolicy names the pods of the Ingress controller.',
  *check(subject) {
    const { enabled, peers } = subject.values.backstage.networkPolicy;
    const isRendered = enabled && !subject.reproduces('network-policy');
    if (isRendered && subject.facts.routeKind === 'Ingress' && !peers.clients?.length) {
      yield {
        path: 'backstage.networkPolicy.peers.clients',
        message: 'is empty, so every pod in the cluster may connect: no other value identifies the Ingress controller',
        fix: "set it to the namespace and labels of the controller's pods",
      };
    }
  },
};
