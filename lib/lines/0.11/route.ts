import {
  httpsListeners,
  ingressCertificate,
  type PortalRoute,
  type RoutedPath,
  rewritesPath,
  routedPath,
} from '../../backstage/portal-route';
import type { RouteKind } from '../../kubernetes/routed-hosts';
import type { EffectiveValues } from './schema';

/** Returns the route to the portal (values: `backstage.ingress`). Without hosts, it routes all paths of `consoleHost`. */
export function routeOf(
  { global, backstage }: EffectiveValues,
  kind: RouteKind,
  baseUrl: string,
  consoleHost: string,
  removesBasePath: boolean,
): PortalRoute {
  const { hosts = [], pathType, tls = [], annotations = {}, defaultBackend, parentRefs = [] } = backstage.ingress;
  const given = hosts.length > 0 ? hosts : [{ host: consoleHost, paths: [{ path: '/' }] }];
  const isRemoved = removesBasePath || (kind === 'Ingress' && rewritesPath(annotations));
  const routed = given.map(({ host, paths = [] }) => ({
    host: host ?? '',
    paths: paths.map((each): RoutedPath => ({ ...routedPath(each.path, each.pathType ?? pathType), isRemoved })),
  }));
  // Each rule of an HTTPRoute applies to all of its hosts.
  const paths = routed.flatMap((each) => each.paths);
  const hostname = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  const tlsOfUrls = global.tls.enabled ? 'global.tls.enabled is true' : undefined;
  return {
    kind,
    hosts: kind === 'HTTPRoute' ? routed.map(({ host }) => ({ host, paths })) : routed,
    catchesAll: kind === 'Ingress' && defaultBackend === true,
    https:
      (kind === 'HTTPRoute' ? httpsListeners(parentRefs) : ingressCertificate(tls, annotations, hostname)) ?? tlsOfUrls,
  };
}
