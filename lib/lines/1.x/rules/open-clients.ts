import { openClients as openClientsViolation } from '../../common/checks/open-clients';
import type { ChartRule } from '../subject';

/** No value identifies the pods of the Ingress controller. */
export const openClients: ChartRule = {
  id: 'open-clients',
  severity: 'warning',
  about: 'With an Ingress, the NetworkPolicy names the pods of the Ingress controller.',
  *check(subject) {
    const { values, facts } = subject;
    const { enabled, peers } = values.backstage.networkPolicy;
    const isRendered = enabled && !subject.reproduces('network-policy');
    if (isRendered && facts.routeKind === 'Ingress' && !peers.clients?.length) {
      yield openClientsViolation();
    }
  },
};
