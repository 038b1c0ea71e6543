import type {
  HttpRouteSpec,
  HttpRouteSpecParentRefs,
  HttpRouteSpecRulesTimeouts,
} from '../../imports/gateway.networking.k8s.io';
import { omitEmpty } from '../util/omit-empty';
import type { HttpBackend } from './ingress-spec';

/** A Gateway, or a listener of one, that a route attaches to: Gateway API's `ParentReference`. */
export type ParentRef = HttpRouteSpecParentRefs;

/** How long a route waits, such as `30s`; `0s` waits forever: Gateway API's `HTTPRouteTimeouts`. */
export type HttpRouteTimeouts = HttpRouteSpecRulesTimeouts;

/** A host name and the paths below it that lead to a backend of an HTTPRoute. */
export interface HttpRouteHost {
  /** DNS name; `*.` may stand for the first part. */
  readonly host: string;
  /** Paths below the host. */
  readonly paths: readonly HttpRoutePath[];
}

/** A path of an HTTPRoute. */
export interface HttpRoutePath {
  /** The path, beginning with a slash. */
  readonly path: string;
  /**
   * How a request's path is compared.
   *
   * @default - the route's `pathType`
   */
  readonly pathType?: 'Exact' | 'PathPrefix' | 'RegularExpression';
}

/** What the HTTPRoutes to Backstage and to the OpenChoreo API have in common. */
export interface HttpRouteProps {
  /** The hosts and paths to route; at least one host with a path. */
  readonly hosts: readonly HttpRouteHost[];

  /**
   * The Gateways, or listeners of Gateways, that the route attaches to (values: `backstage.ingress.parentRefs`). They
   * terminate TLS: certificates are their business, not the route's. Without `namespace`, the release's.
   *
   * @default - all listeners of the Gateway 'gateway-default'
   */
  readonly parentRefs?: readonly ParentRef[];

  /**
   * How paths that name no `pathType` are compared (values: `backstage.ingress.pathType`).
   *
   * @default - Gateway API's own default, 'PathPrefix'
   */
  readonly pathType?: HttpRoutePath['pathType'];

  /**
   * How long the route waits (values: `backstage.ingress.timeouts`).
   *
   * @default - the Gateway's own
   */
  readonly timeouts?: HttpRouteTimeouts;
}

/** Hosts that are missing, or that have no path: such a route leads nowhere, or takes what is not meant for it. */
export function hostViolations(
  hosts: readonly { readonly host: string; readonly paths: readonly unknown[] }[],
): string[] {
  if (hosts.length === 0) {
    return ['hosts: must have a host, got none'];
  }
  return hosts.filter(({ paths }) => paths.length === 0).map(({ host }) => `hosts: ${host} must have a path, got none`);
}

/** The spec of an HTTPRoute that leads the hosts' paths to `backend`: one rule per path, in order. */
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

/** The parents of a route, each with a namespace if the release has one. */
export function parentReferences(parents: readonly ParentRef[], namespace: string | undefined): ParentRef[] {
  return parents.map((parent) => ({ ...parent, namespace: parent.namespace ?? namespace }));
}
