import { itemPath } from '../../../util/path';
import { checkTlsHosts } from '../../common/checks/tls-hosts';
import type { ChartRule } from '../subject';

const PATHS = { tls: 'backstage.http.tls', hosts: 'backstage.http.hostnames' } as const;

/** For a host without an entry, browsers get the default certificate of the Ingress controller. */
export const tlsHostCoverage: ChartRule = {
  id: 'tls-host-coverage',
  severity: 'warning',
  about: 'The certificates of an Ingress are for the hosts that it routes.',
  *check({ values: { backstage }, facts }) {
    const { hostnames = [], tls } = backstage.http;
    if (facts.routeKind === 'Ingress') {
      const routed = hostnames.map((host, index) => ({ path: itemPath(PATHS.hosts, index), host }));
      yield* checkTlsHosts(PATHS, tls, routed);
    }
  },
};
