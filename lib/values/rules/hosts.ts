import { rendersApiRoute } from '../addresses';
import { isDnsName } from '../dns';
import type { EffectiveValues } from '../schema';
import { describe } from '../validate';
import type { Problem, Rule } from './rule';

type Hosts = EffectiveValues['backstage']['ingress']['hosts'];

const PATH_TYPES = {
  HTTPRoute: ['Exact', 'PathPrefix', 'RegularExpression'],
  Ingress: ['Exact', 'Prefix', 'ImplementationSpecific'],
} as const;

/** Gateway API takes no more hosts, and no more rules, in one HTTPRoute. */
const HTTP_ROUTE_LIMIT = 16;

/** Kubernetes rejects such a route or Ingress, or it routes nothing. */
export const hosts: Rule = {
  id: 'hosts',
  severity: 'error',
  about: 'Hosts are DNS names with a wildcard at most in front, and have paths that fit what is rendered.',
  *check({ values, addresses }) {
    const { backstage, openchoreoApi, global } = values;
    if (global.baseDomain && !isDnsName(global.baseDomain)) {
      yield {
        path: 'global.baseDomain',
        message: `must be a DNS name, got ${describe(global.baseDomain)}`,
        mend: 'write it as example.com: lower case, no protocol, no port, no path',
      };
    }
    if (backstage.enabled && backstage.ingress.enabled) {
      yield* checkHosts('backstage.ingress.hosts', backstage.ingress.hosts, addresses.ingressKind);
    }
    if (rendersApiRoute(values)) {
      yield* checkHosts('openchoreoApi.ingress.hosts', openchoreoApi.ingress.hosts, 'HTTPRoute');
    }
  },
};

function* checkHosts(list: string, given: Hosts, kind: keyof typeof PATH_TYPES): Iterable<Problem> {
  const entries = given ?? [];
  for (const [index, { host, paths }] of entries.entries()) {
    const here = `${list}[${index}]`;
    if (!isDnsName(host.replace(/^\*\./, ''))) {
      yield {
        path: `${here}.host`,
        message: `must be a DNS name, with a wildcard at most as its first part, got ${describe(host)}`,
        mend: 'write it as console.example.com or *.example.com: lower case, no protocol, no port, no path',
      };
    }
    if (!paths || paths.length === 0) {
      yield { path: `${here}.paths`, message: 'must have a path, got none', mend: 'add {path: /} to it' };
    }
    for (const [at, { path, pathType }] of (paths ?? []).entries()) {
      if (!path.startsWith('/')) {
        yield {
          path: `${here}.paths[${at}].path`,
          message: `must begin with a slash, got ${describe(path)}`,
          mend: `write it as ${JSON.stringify(`/${path}`)}`,
        };
      }
      const words: readonly string[] = PATH_TYPES[kind];
      if (pathType && !words.includes(pathType)) {
        yield {
          path: `${here}.paths[${at}].pathType`,
          message: `must be one of ${words.join(', ')} in an ${kind}, got ${describe(pathType)}`,
          mend: `use ${words[1]}, or leave it out`,
        };
      }
    }
  }
  const rules = entries.reduce((sum, { paths }) => sum + (paths?.length ?? 0), 0);
  if (kind === 'HTTPRoute' && (entries.length > HTTP_ROUTE_LIMIT || rules > HTTP_ROUTE_LIMIT)) {
    yield {
      path: list,
      message: `must have at most ${HTTP_ROUTE_LIMIT} hosts and ${HTTP_ROUTE_LIMIT} paths in an HTTPRoute, got ${entries.length} and ${rules}`,
      mend: 'join hosts by a wildcard, or paths by a common prefix',
    };
  }
}
