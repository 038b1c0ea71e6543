import { JsonPatch } from 'cdk8s';
import type { HttpRouteHost, HttpRoutePath, HttpRouteProps, ParentRef } from '../../../constructs/http-route-spec';
import type { BackstageResource } from '../../../constructs/resource';
import { omitEmptyTexts } from '../../../util/omit-empty';
import type { EffectiveValues } from '../schema';

// What the HTTPRoutes to Backstage and to the OpenChoreo API have in common.

type Hosts = EffectiveValues['backstage']['ingress']['hosts'];
type ParentRefs = NonNullable<EffectiveValues['backstage']['ingress']['parentRefs']>;

/** Path type of a host's path as the values have it: a word of an HTTPRoute, or one of an Ingress. */
type GivenPathType = EffectiveValues['backstage']['ingress']['pathType'];

/** Options of a route that are given: parents, and timeouts. */
export function routeOptions({
  parentRefs = [],
  timeouts,
}: Pick<EffectiveValues['backstage']['ingress'], 'parentRefs' | 'timeouts'>): Pick<
  HttpRouteProps,
  'parentRefs' | 'timeouts'
> {
  return {
    timeouts: omitEmptyTexts(timeouts),
    ...(parentRefs.length > 0 && { parentRefs: parentRefs.map(parentRef) }),
  };
}

/** A parent as it is given. The group may be empty: that is the core group. */
export function parentRef({ name, group, ...others }: ParentRefs[number]): ParentRef {
  return { ...omitEmptyTexts(others), name, ...(group !== undefined && { group }) };
}

/** Hosts of an HTTPRoute: those given, else everything at `host`. */
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

/** A path type if an HTTPRoute has it. */
export function routePathType(given: GivenPathType): HttpRoutePath['pathType'] {
  return given === 'Prefix' || given === 'ImplementationSpecific' ? undefined : given;
}

/**
 * Writes the path types of an Ingress into an HTTPRoute, as the chart does. Values with one get this far only if the rule
 * against them is allowed.
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
