import { isDnsName, isHostName } from '../../../kubernetes/dns';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';
import { checkHostName, checkTlsHostNames, HTTP_ROUTE_LIMIT } from '../../common/checks/host-name';
import type { EffectiveValues } from '../schema';
import type { ChartRule } from '../subject';

type Hosts = EffectiveValues['backstage']['ingress']['hosts'];

const PATH_TYPES = {
  HTTPRoute: ['Exact', 'PathPrefix', 'RegularExpression'],
  Ingress: ['Exact', 'Prefix', 'ImplementationSpecific'],
} as const;

/** Otherwise Kubernetes rejects the HTTPRoute or Ingress, or it routes no requests. */
export const hosts: ChartRule = {
  id: 'hosts',
  severity: 'error',
  about: 'Hosts are DNS names, optionally with a wildcard as first part, and have paths that fit the rendered object.',
  *check({ values, facts }) {
    const { backstage, openchoreoApi, global } = values;
    if (global.baseDomain && !(isDnsName(global.baseDomain) && isHostName(global.baseDomain))) {
      yield {
        path: 'global.baseDomain',
        message: `must be a DNS name, got ${describe(global.baseDomain)}`,
        fix: 'write it as example.com: lower case, no protocol, no port, no path',
      };
    }
    const { ingress } = backstage;
    if (facts.routeKind) {
      yield* checkHosts('backstage.ingress.hosts', ingress.hosts, facts.routeKind, ingress.pathType);
    } else if (backstage.enabled) {
      // The portal's URL contains the first host even if no object routes it.
      yield* checkHostName('backstage.ingress.hosts[0].host', ingress.hosts?.[0]?.host);
    }
    if (facts.routeKind === 'Ingress') {
      yield* checkTlsHostNames('backstage.ingress.tls', ingress.tls);
    }
    if (facts.rendersApiRoute) {
      yield* checkHosts('openchoreoApi.ingress.hosts', openchoreoApi.ingress.hosts, 'HTTPRoute');
    }
  },
};

function* checkHosts(
  list: string,
  given: Hosts,
  kind: keyof typeof PATH_TYPES,
  byDefault?: string,
): Iterable<Violation> {
  const entries = given ?? [];
  for (const [index, { host, paths }] of entries.entries()) {
    const here = `${list}[${index}]`;
    yield* checkHostName(`${here}.host`, host);
    if (!paths || paths.length === 0) {
      yield { path: `${here}.paths`, message: 'must not be empty', fix: 'add {path: /}' };
    }
    for (const [at, { path, pathType }] of (paths ?? []).entries()) {
      // Gateway API does not require this of a regular expression.
      const isExpression = (pathType ?? byDefault) === 'RegularExpression';
      if (!path.startsWith('/') && !isExpression) {
        yield {
          path: `${here}.paths[${at}].path`,
          message: `must begin with a slash, got ${describe(path)}`,
          fix: `write it as ${JSON.stringify(`/${path}`)}`,
        };
      } else if (!isExpression && /\s|#|\/\/|\/\.{1,2}(?:\/|$)|%2f/i.test(path)) {
        yield {
          path: `${here}.paths[${at}].path`,
          message: `must not contain spaces, //, /./, /../, %2f or #, got ${describe(path)}`,
          fix: 'write the path as browsers request it',
        };
      }
      const words: readonly string[] = PATH_TYPES[kind];
      if (pathType && !words.includes(pathType)) {
        yield {
          path: `${here}.paths[${at}].pathType`,
          message: `must be one of ${words.join(', ')} in an ${kind}, got ${describe(pathType)}`,
          fix: `use ${words[1]}, or remove it`,
        };
      }
    }
  }
  const rules = entries.reduce((sum, { paths }) => sum + (paths?.length ?? 0), 0);
  if (kind === 'HTTPRoute' && (entries.length > HTTP_ROUTE_LIMIT || rules > HTTP_ROUTE_LIMIT)) {
    yield {
      path: list,
      message: `must have at most ${HTTP_ROUTE_LIMIT} hosts and ${HTTP_ROUTE_LIMIT} paths in an HTTPRoute, got ${entries.length} hosts and ${rules} paths`,
      fix: 'combine hosts with a wildcard, or paths with a common prefix',
    };
  }
}
