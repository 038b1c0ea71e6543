import type { Rule } from './rule';

/** Nothing in the values tells which pods the Ingress controller has. */
export const openClients: Rule = {
  id: 'open-clients',
  severity: 'warning',
  about: 'The NetworkPolicy of a portal behind an Ingress names its controller.',
  *check({ values: { backstage }, addresses, fidelity }) {
    const { enabled, peers } = backstage.networkPolicy;
    const isIngress = backstage.ingress.enabled && addresses.ingressKind === 'Ingress';
    if (fidelity === 'corrected' && backstage.enabled && enabled && isIngress && !peers.clients?.length) {
      yield {
        path: 'backstage.networkPolicy.peers.clients',
        message: "is empty: every pod of the cluster may connect, for no value tells the Ingress controller's pods",
        mend: "set it to the controller's namespace and labels",
      };
    }
  },
};
