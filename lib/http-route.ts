import type { HttpRouteSpec } from '../imports/gateway.networking.k8s.io';
import { GATEWAY_NAME } from './chart-0.11';
import { unlessEmpty } from './unless-empty';

/** A Gateway that a route attaches to. */
export interface Gateway {
  /**
   * Name of the Gateway.
   *
   * @default 'gateway-default'
   */
  readonly name?: string;
  /**
   * Namespace of the Gateway.
   *
   * @default - the release's namespace
   */
  readonly namespace?: string;
}

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
   * @default - Gateway API's own default, 'PathPrefix'
   */
  readonly pathType?: 'Exact' | 'PathPrefix' | 'RegularExpression';
}

/** What the HTTPRoutes to Backstage and to the OpenChoreo API have in common. */
export interface HttpRouteProps {
  /** The hosts and paths to route; at least one host with a path. */
  readonly hosts: readonly HttpRouteHost[];

  /**
   * The Gateway that the route attaches to. It terminates TLS: certificates are its business, not the route's.
   *
   * @default - the Gateway 'gateway-default' of the release's namespace
   */
  readonly gateway?: Gateway;

  /**
   * Annotations of the route.
   *
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Where an HTTPRoute sends its requests. */
interface HttpBackend {
  readonly name: string;
  readonly port: number;
}

/** A route or Ingress without a host, or a host without a path, leads nowhere or takes what is not meant for it. */
export function hostProblems(
  hosts: readonly { readonly host: string; readonly paths: readonly unknown[] }[],
): string[] {
  if (hosts.length === 0) {
    return ['hosts: must have a host, got none'];
  }
  return hosts.filter(({ paths }) => paths.length === 0).map(({ host }) => `hosts: ${host} must have a path, got none`);
}

/** The spec of an HTTPRoute that leads the hosts' paths to `backend`: one rule per path, in order. */
export function httpRouteSpec(
  { gateway = {}, hosts }: HttpRouteProps,
  releaseNamespace: string,
  { name, port }: HttpBackend,
): HttpRouteSpec {
  const { name: gatewayName = GATEWAY_NAME, namespace = releaseNamespace } = gateway;
  const rules = hosts.flatMap(({ paths }) =>
    paths.map(({ path, pathType }) => ({
      matches: [{ path: { type: pathType, value: path } }],
      backendRefs: [{ name, port }],
    })),
  );
  return {
    parentRefs: [{ name: gatewayName, namespace }],
    hostnames: hosts.map(({ host }) => host),
    rules: unlessEmpty(rules),
  };
}
