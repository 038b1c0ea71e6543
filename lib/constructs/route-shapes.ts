import type { RouteRule } from '../backstage/profile';
import { dataMap } from '../util/data-shape';
import { boolean, listOf, mapOf, membersOf, oneOf, optional, type Shape, type Shapes, text } from '../util/shape';
import type { HttpRouteHost, HttpRoutePath, HttpRouteProps } from './http-route-spec';
import type { IngressHost, IngressPath, IngressProps } from './ingress-spec';

/** Gateway, or listener of a Gateway. */
export const PARENT_REF: Shape = dataMap({ name: text, namespace: text, sectionName: text, group: text, kind: text });

const httpPathType = optional(oneOf('Exact', 'PathPrefix', 'RegularExpression'));
const ingressPathType = optional(oneOf('Prefix', 'Exact', 'ImplementationSpecific'));

const ROUTE: Shapes<HttpRouteProps> & Shapes<Pick<HttpRouteProps, 'pathType'>> = {
  hosts: optional(
    listOf(
      membersOf<HttpRouteHost>({
        host: text,
        paths: listOf(membersOf<HttpRoutePath>({ path: text, pathType: httpPathType })),
      }),
    ),
  ),
  hostnames: optional(listOf(text)),
  rules: optional(
    listOf(membersOf<RouteRule>({ name: optional(text), prefixes: listOf(text), timeouts: optional(mapOf(text)) })),
  ),
  pathType: httpPathType,
  parentRefs: optional(listOf(PARENT_REF)),
  timeouts: optional(mapOf(text)),
  basePath: optional(text),
  crdDefaults: optional(boolean),
};

/** Returns the type of the props of an HTTPRoute: those of each HTTPRoute, and others. */
export function httpRouteShape<Others>(others: Shapes<Others>): Shape {
  const members = membersOf({ ...ROUTE, ...others });
  return {
    ...members,
    check: (value, path) => {
      const problems = members.check(value, path);
      return problems.length > 0 ? problems : hostProblems(value as HttpRouteProps);
    },
  };
}

/** Returns a problem unless the hosts have paths, or there are host names. */
function hostProblems({ hosts, hostnames }: { readonly hosts?: unknown; readonly hostnames?: unknown }) {
  if (hosts === undefined && hostnames === undefined) {
    return [{ path: 'hosts', message: 'must be a list, got no value', fix: 'set hosts or hostnames' }];
  }
  return hosts !== undefined && hostnames !== undefined
    ? [{ path: 'hostnames', message: 'must not be set together with hosts', fix: 'remove one of the two' }]
    : [];
}

/** Types of the props of an Ingress. */
export const INGRESS: Shapes<IngressProps> = {
  hosts: listOf(
    membersOf<IngressHost>({
      host: text,
      paths: listOf(membersOf<IngressPath>({ path: text, pathType: ingressPathType })),
    }),
  ),
  ingressClassName: optional(text),
  pathType: ingressPathType,
  defaultBackend: optional(boolean),
  tls: optional(listOf(dataMap({ hosts: listOf(text), secretName: text }))),
};
