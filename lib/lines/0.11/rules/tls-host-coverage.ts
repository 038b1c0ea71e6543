import { checkTlsHosts } from '../../common/checks/tls-hosts';
import type { ChartRule } from '../subject';

/** For a host without an entry, browsers get the default certificate of the Ingress controller. */
export const tlsHostCoverage: ChartRule = {
  id: 'tls-host-coverage',
  severity: 'warning',
  about: 'The certificates of an Ingress are for the hosts that it routes.',
  *check({ values: { backstage }, facts }) {
    if (facts.routeKind !== 'Ingress') {
      return;
    }
    const named = backstage.ingress.hosts ?? [];
    const paths = { tls: 'backstage.ingress.tls', hosts: 'backstage.ingress.hosts' };
    const routed =
      named.length > 0
        ? named.map(({ host }, index) => ({ path: `${paths.hosts}[${index}].host`, host }))
        : [{ path: paths.tls, host: facts.urls.consoleHost }];
    yield* checkTlsHosts(paths, backstage.ingress.tls, routed);
  },
};
