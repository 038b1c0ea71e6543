import type { Construct } from 'constructs';
import { HttpRoute } from '../../imports/gateway.networking.k8s.io';
import { GATEWAY_NAME, HTTPS_LISTENER } from '../chart-0.11';
import type { HttpRouteHost, HttpRoutePath, HttpRouteProps, ParentRef } from '../http-route';
import { BackstageHttpsRedirect } from '../https-redirect';
import { BackstageIngress, type IngressPath, type IngressProps } from '../ingress';
import type { BackstageService } from '../service';
import type { Resolved } from '../values/resolve';
import type { EffectiveValues } from '../values/schema';
import { isFilled, withoutNulls } from './filled';

/** The HTTPRoutes or the Ingress that lead to Backstage (values: `backstage.ingress`). */
export function addIngress(scope: Construct, resolved: Resolved, service: BackstageService): void {
  const { values, addresses } = resolved;
  const { ingress } = values.backstage;
  if (!ingress.enabled) {
    return;
  }
  const annotations = ingress.annotations ?? {};
  if (addresses.ingressKind === 'Ingress') {
    new BackstageIngress(scope, 'Ingress', {
      kind: 'Ingress',
      service,
      annotations,
      ingressClassName: addresses.ingressClassName || undefined,
      pathType: (ingress.pathType ?? undefined) as IngressPath['pathType'],
      defaultBackend: ingress.defaultBackend ?? false,
      tls: ingressTls(values, addresses.consoleHost),
      hosts: isFilled(ingress.hosts)
        ? ingress.hosts.map((entry) => withPathTypes<IngressPath['pathType']>(entry))
        : [{ host: addresses.consoleHost, paths: [{ path: '/' }] }],
    });
  } else if (values.gateway.enabled) {
    const pathType = (ingress.pathType ?? undefined) as HttpRoutePath['pathType'];
    const hosts = routeHosts(ingress.hosts, addresses.consoleHost, pathType);
    new BackstageIngress(scope, 'Ingress', {
      kind: 'HTTPRoute',
      service,
      annotations,
      hosts,
      pathType,
      // Another route has the http listener then; both would take the same requests.
      ...(ingress.httpsRedirect.enabled && { parentRefs: [{ name: GATEWAY_NAME, sectionName: HTTPS_LISTENER }] }),
      ...routeOptions(ingress),
    });
    if (ingress.httpsRedirect.enabled) {
      addHttpsRedirect(scope, resolved, hosts);
    }
  }
}

/** The redirect takes requests at the http listener of each Gateway that the route attaches to. */
function addHttpsRedirect(
  scope: Construct,
  { values, release, addresses }: Resolved,
  hosts: readonly HttpRouteHost[],
): void {
  const { httpsRedirect, parentRefs } = values.backstage.ingress;
  const gateways = isFilled(parentRefs) ? parentRefs : [{ name: GATEWAY_NAME }];
  const listeners = gateways.map(({ sectionName, port, ...gateway }) => ({
    ...parentRef(gateway),
    sectionName: httpsRedirect.sectionName ?? undefined,
  }));
  // A URL that is none gets this far only where its rule is allowed.
  const port = URL.canParse(addresses.baseUrl) ? Number(new URL(addresses.baseUrl).port) : 0;
  new BackstageHttpsRedirect(scope, 'HttpsRedirect', {
    release,
    hosts: hosts.map(({ host }) => host),
    parentRefs: uniqueParents(listeners, release.namespace),
    port: port || undefined,
    // Another status gets this far only where the rule `route-options` is allowed.
    statusCode: (httpsRedirect.statusCode ?? undefined) as 301 | 302 | undefined,
  });
}

const [GATEWAY_GROUP = ''] = HttpRoute.GVK.apiVersion.split('/');

/** The Gateways once each: a route may attach to several listeners of one. */
function uniqueParents(parents: readonly ParentRef[], releaseNamespace: string): ParentRef[] {
  const identity = ({ group = GATEWAY_GROUP, kind = 'Gateway', namespace = releaseNamespace, name }: ParentRef) =>
    JSON.stringify([group, kind, namespace, name]);
  return [...new Map(parents.map((parent) => [identity(parent), parent])).values()];
}

/** Options of a route that are given: parents, and timeouts. */
export function routeOptions({
  parentRefs,
  timeouts,
}: Pick<EffectiveValues['backstage']['ingress'], 'parentRefs' | 'timeouts'>): Pick<
  HttpRouteProps,
  'parentRefs' | 'timeouts'
> {
  return {
    timeouts: withoutNulls(timeouts),
    ...(isFilled(parentRefs) && {
      parentRefs: parentRefs.map(parentRef),
    }),
  };
}

/** A parent as it is given. The group may be empty: that is the core group. */
function parentRef({
  name,
  group,
  ...others
}: NonNullable<EffectiveValues['backstage']['ingress']['parentRefs']>[number]): ParentRef {
  return { ...withoutNulls(others), name, ...(group !== null && group !== undefined && { group }) };
}

type Hosts = EffectiveValues['backstage']['ingress']['hosts'];

/** Hosts of an HTTPRoute: those given, else everything at `host`. */
export function routeHosts(
  hosts: Hosts,
  host: string,
  pathType: HttpRoutePath['pathType'] = 'PathPrefix',
): readonly HttpRouteHost[] {
  return isFilled(hosts)
    ? hosts.map((entry) => withPathTypes<HttpRoutePath['pathType']>(entry))
    : [{ host, paths: [{ path: '/', pathType }] }];
}

/** A host as HTTPRoute or Ingress have it. The other's path types get this far only where the rule `hosts` is allowed. */
function withPathTypes<PathType>({ host, paths }: NonNullable<Hosts>[number]) {
  return {
    host,
    paths: (paths ?? []).map(({ path, pathType }) => ({
      path,
      pathType: (pathType ?? undefined) as PathType | undefined,
    })),
  };
}

/** Certificates as given, else the global one for the console host where derived URLs are https (chart 0.9: ingress). */
function ingressTls({ global, backstage }: EffectiveValues, consoleHost: string): IngressProps['tls'] {
  const { tls } = backstage.ingress;
  if (isFilled(tls)) {
    return tls.map(({ hosts, secretName }) => ({ hosts: hosts ?? [], secretName: secretName ?? undefined }));
  }
  return global.tls.enabled ? [{ hosts: [consoleHost], secretName: global.tls.secretName ?? undefined }] : [];
}
