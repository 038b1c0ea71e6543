import { openClients as openClientsViolation } from '../../common/checks/open-clients';
import type { ChartRule } from '../subject';

/** No value identifies the pods of the Ingress controller. */
export const openClients: ChartRule = {
  id: 'open-clients',
  severity: 'warning',
  about: 'With an Ingress, the NetworkPolicy names the pods of the Ingress controller.',
  *check(subject) {
    const { values, facts } = subject;
    const { backstage } = values;
    const { enabled, peers } = backstage.networkPolicy;
    const isIngress = backstage.ingress.enabled && facts.ingressKind === 'Ingress';
    if (!subject.reproduces('network-policy') && backstage.enabled && enabled && isIngress && !peers.clients?.length) {
      yield openClientsViolation();
    }
  },
};
