import type {
  HttpRouteSpec,
  HttpRouteSpecParentRefs,
  HttpRouteSpecRulesTimeouts,
} from '../../imports/gateway.networking.k8s.io';
import { omitEmpty } from '../util/omit-empty';
import type { HttpBackend } from './ingress-spec';

/** Gateway, or listener of a Gateway, that a route attaches to: Gateway API's `ParentReference`. */
export type ParentRef = HttpRouteSpecParentRefs;

/** Timeouts of a route, such as `30s`: Gateway API's `HTTPRouteTimeouts`. `0s` means no timeout. */
export type HttpRouteTimeouts = HttpRouteSpecRulesTimeouts;

/** Host name, and its paths that an HTTPRoute sends to the backend. */
export interface HttpRouteHost {
  /** DNS name, such as `console.example.com` or the wildcard `*.example.com`. */
  readonly host: string;
  /** Paths to route; at least one. */
  readonly paths: readonly HttpRoutePath[];
}

/** Path of an HTTPRoute. */
export interface HttpRoutePath {
  /** The path. It begins with a slash, unless it is a regular expression. */
  readonly path: string;
  /**
   * How the path of a request is matched.
   *
   * @default - the `pathType` of the route
   */
  readonly pathType?: 'Exact' | 'PathPrefix' | 'RegularExpression';
}

/** Settings that the HTTPRoutes to Backstage and to the OpenChoreo API share. */
export interface HttpRouteProps {
  /** Hosts and their paths; at least one host, each with a path (values: `backstage.ingress.hosts`). */
  readonly hosts: readonly HttpRouteHost[];

  /**
   * Gateways, or listeners of Gateways, that the route attaches to (values: `backstage.ingress.parentRefs`). The
   * Gateways hold the certificates and terminate TLS. The default `namespace` is that of the route.
   *
   * @default - all listeners of the Gateway 'gateway-default'
   */
  readonly parentRefs?: readonly ParentRef[];

  /**
   * Default `pathType` of the paths (values: `backstage.ingress.pathType`).
   *
   * @default - Gateway API's default, PathPrefix
   */
  readonly pathType?: HttpRoutePath['pathType'];

  /**
   * Timeouts of requests (values: `backstage.ingress.timeouts`).
   *
   * @default - the timeouts of the Gateway
   */
  readonly timeouts?: HttpRouteTimeouts;
}

/**
 * Returns a message if there is no host, or one for each host without a path. A route without hosts matches every host,
 * and a host without paths sends no requests to the backend.
 */
export function hostViolations(
  hosts: readonly { readonly host: string; readonly paths: readonly unknown[] }[],
): string[] {
  if (hosts.length === 0) {
    return ['hosts: must not be empty; add a host'];
  }
  return hosts
    .filter(({ paths }) => paths.length === 0)
    .map(({ host }) => `hosts: ${host} must have a path; add { path: '/' } to it`);
}

/** Returns the spec of an HTTPRoute that sends the hosts' paths to the backend, with one rule per path, in order. */
export function httpRouteSpec(
  { parentRefs, hosts, pathType: byDefault, timeouts }: HttpRouteProps,
  gatewayName: string,
  namespace: string | undefined,
  { name, port }: HttpBackend,
): HttpRouteSpec {
  const rules = hosts.flatMap(({ paths }) =>
    paths.map(({ path, pathType = byDefault }) => ({
      matches: [{ path: { type: pathType, value: path } }],
      backendRefs: [{ name, port }],
      timeouts: omitEmpty(timeouts),
    })),
  );
  return {
    parentRefs: parentReferences(parentRefs ?? [{ name: gatewayName }], namespace),
    hostnames: hosts.map(({ host }) => host),
    rules: omitEmpty(rules),
  };
}

/** Returns the parents of a route. Parents without a namespace get `namespace`, if it is set. */
export function parentReferences(parents: readonly ParentRef[], namespace: string | undefined): ParentRef[] {
  return parents.map((parent) => ({ ...parent, namespace: parent.namespace ?? namespace }));
}
