import {
  httpsListeners,
  ingressCertificate,
  type PortalRoute,
  rewritesPath,
  routedPath,
} from '../../backstage/portal-route';
import { matchesHost, type RouteKind } from '../../kubernetes/routed-hosts';
import type { EffectiveValues } from '../1.2/schema';

/** Returns the route to the portal (values: `backstage.http`), which routes all paths of its hosts. */
export function routeOf(
  values: EffectiveValues,
  kind: RouteKind,
  baseUrl: string,
  removesBasePath: boolean,
): PortalRoute {
  const {
    hostnames = [],
    pathType,
    tls = [],
    annotations = {},
    defaultBackend,
    parentRefs = [],
  } = values.backstage.http;
  const isRemoved = removesBasePath || (kind === 'Ingress' && rewritesPath(annotations));
  const paths = [{ ...routedPath('/', kind === 'Ingress' ? pathType : undefined), isRemoved }];
  const hostname = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  return {
    kind,
    hosts: hostnames.map((host) => ({ host, paths })),
    catchesAll: kind === 'Ingress' && defaultBackend === true,
    https:
      kind === 'HTTPRoute'
        ? (httpsListeners(parentRefs) ?? httpsOfGateway(values, hostname))
        : ingressCertificate(tls, annotations, hostname),
  };
}

/** Returns why the Gateway of the control plane uses https for a host: its https listener has that host. */
function httpsOfGateway({ gateway, backstage }: EffectiveValues, host: string): string | undefined {
  const { enabled, hostname } = gateway.tls;
  const isOfHost = Boolean(enabled && hostname && matchesHost('HTTPRoute', hostname, host));
  return isOfHost && !backstage.http.parentRefs?.length
    ? `the https listener of the Gateway has the host ${hostname}`
    : undefined;
}
