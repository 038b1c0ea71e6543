import { itemPath } from '../../../util/path';
import type { Violation } from '../../../util/violation';
import { checkHostName, checkTlsHostNames, HTTP_ROUTE_LIMIT } from '../../common/checks/host-name';
import type { ChartRule } from '../subject';

/** Otherwise Kubernetes rejects the HTTPRoute or Ingress, or it routes no requests. */
export const hosts: ChartRule = {
  id: 'hosts',
  severity: 'error',
  about: 'Hosts are DNS names, optionally with a wildcard as first part.',
  *check({ values: { backstage, openchoreoApi }, facts }) {
    const { routeKind } = facts;
    if (routeKind !== undefined) {
      yield* checkHosts('backstage.http.hostnames', backstage.http.hostnames, routeKind);
    }
    if (routeKind === 'Ingress') {
      yield* checkTlsHostNames('backstage.http.tls', backstage.http.tls);
    }
    if (facts.rendersApiRoute) {
      yield* checkHosts('openchoreoApi.http.hostnames', openchoreoApi.http.hostnames, 'HTTPRoute');
    }
  },
};

function* checkHosts(list: string, hosts: readonly string[] = [], kind: 'HTTPRoute' | 'Ingress'): Iterable<Violation> {
  for (const [index, host] of hosts.entries()) {
    yield* checkHostName(itemPath(list, index), host);
  }
  if (kind === 'HTTPRoute' && hosts.length > HTTP_ROUTE_LIMIT) {
    yield {
      path: list,
      message: `must have at most ${HTTP_ROUTE_LIMIT} hosts in an HTTPRoute, got ${hosts.length}`,
      fix: 'combine hosts with a wildcard',
    };
  }
}
