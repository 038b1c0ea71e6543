import { JsonPatch } from 'cdk8s';
import type { HttpRouteHost, HttpRoutePath } from '../../../constructs/http-route-spec';
import type { BackstageResource } from '../../../constructs/resource';
import type { EffectiveValues } from '../schema';

// Parts that the HTTPRoutes to Backstage and to the OpenChoreo API share.

type Hosts = EffectiveValues['backstage']['ingress']['hosts'];

/** Path type in the values: one of an HTTPRoute, or one of an Ingress. */
type GivenPathType = EffectiveValues['backstage']['ingress']['pathType'];

/** Returns the hosts of an HTTPRoute. By default, these are all paths of `host`. */
export function routeHosts(
  hosts: Hosts,
  host: string,
  pathType: GivenPathType = 'PathPrefix',
): readonly HttpRouteHost[] {
  return hosts?.length
    ? hosts.map((entry) => ({
        host: entry.host,
        paths: (entry.paths ?? []).map((path) => ({ path: path.path, pathType: routePathType(path.pathType) })),
      }))
    : [{ host, paths: [{ path: '/', pathType: routePathType(pathType) }] }];
}

/** Returns the path type if an HTTPRoute can have it, otherwise undefined. */
export function routePathType(given: GivenPathType): HttpRoutePath['pathType'] {
  return given === 'Prefix' || given === 'ImplementationSpecific' ? undefined : given;
}

/**
 * Writes path types of an Ingress into an HTTPRoute, as the chart does. The values contain such types only if the rule
 * against them is switched off.
 */
export function setPathTypes(route: BackstageResource, hosts: Hosts, byDefault?: GivenPathType): void {
  const given = hosts?.length
    ? hosts.flatMap(({ paths = [] }) => paths.map(({ pathType = byDefault }) => pathType))
    : [byDefault];
  for (const [index, pathType] of given.entries()) {
    if (pathType !== undefined && routePathType(pathType) === undefined) {
      route.apiObject.addJsonPatch(JsonPatch.add(`/spec/rules/${index}/matches/0/path/type`, pathType));
    }
  }
}
