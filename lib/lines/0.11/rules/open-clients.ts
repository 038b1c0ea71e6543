import type { ChartRule } from '../subject';

/** Nothing in the values tells which pods the Ingress controller has. */
export const openClients: ChartRule = {
  id: 'open-clients',
  severity: 'warning',
  about: 'The NetworkPolicy of a portal behind an Ingress names its controller.',
  *check(subject) {
    const { values, facts } = subject;
    const { backstage } = values;
    const { enabled, peers } = backstage.networkPolicy;
    const isIngress = backstage.ingress.enabled && facts.ingressKind === 'Ingress';
    if (!subject.reproduces('network-policy') && backstage.enabled && enabled && isIngress && !peers.clients?.length) {
      yield {
        path: 'backstage.networkPolicy.peers.clients',
        message: "is empty: every pod of the cluster may connect, for no value tells the Ingress controller's pods",
        fix: "set it to the controller's namespace and labels",
      };
    }
  },
};
