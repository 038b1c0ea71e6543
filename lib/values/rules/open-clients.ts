import type { PortalRule } from './portal-values';

/** No value identifies the pods of the Ingress controller, or the clients outside the cluster. */
export const openClients: PortalRule = {
  id: 'open-clients',
  severity: 'warning',
  about: 'With an Ingress, a NodePort or a LoadBalancer, the NetworkPolicy names the clients.',
  *check(subject) {
    const { enabled, networkPolicy, service } = subject.values.backstage;
    const { type = 'ClusterIP' } = service;
    const isRendered = enabled && networkPolicy.enabled && !subject.reproduces('network-policy');
    if (!isRendered || networkPolicy.peers.clients?.length) {
      return;
    }
    const path = 'backstage.networkPolicy.peers.clients';
    if (type !== 'ClusterIP') {
      yield {
        path,
        message: `is empty, so all pods and addresses may connect: the Service has the type ${type}`,
        fix: 'set it to the addresses of the clients, or of the load balancer in front of them',
      };
    } else if (subject.facts.routeKind === 'Ingress') {
      yield {
        path,
        message: 'is empty, so every pod in the cluster may connect: no other value identifies the Ingress controller',
        fix: "set it to the namespace and labels of the controller's pods",
      };
    }
  },
};
