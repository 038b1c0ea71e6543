import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { HttpRouteHost, ParentRef } from '../../../constructs/http-route-spec';
import { BackstageHttpsRedirect } from '../../../constructs/https-redirect';
import { BackstageIngress } from '../../../constructs/ingress';
import type { IngressPath, IngressProps } from '../../../constructs/ingress-spec';
import type { BackstageService } from '../../../constructs/service';
import { uniqueParents } from '../../common/parents';
import { GATEWAY } from '../profile';
import type { EffectiveValues } from '../schema';
import type { ResolvedChart } from '../subject';
import { parentRef, routeHosts, routeOptions, routePathType, setPathTypes } from './routes';

/** Adds the HTTPRoutes or the Ingress to Backstage (values: `backstage.ingress`). */
export function addIngress(scope: Construct, resolved: ResolvedChart, service: BackstageService): void {
  const { values, facts } = resolved;
  if (!values.backstage.ingress.enabled) {
    return;
  }
  if (facts.ingressKind === 'Ingress') {
    addKubernetesIngress(scope, resolved, service);
  } else if (values.gateway.enabled) {
    addHttpRoutes(scope, resolved, service);
  }
}

function addKubernetesIngress(scope: Construct, { values, facts }: ResolvedChart, service: BackstageService): void {
  const { ingress } = values.backstage;
  const { pathType } = ingress;
  const hosts: NonNullable<typeof ingress.hosts> = ingress.hosts?.length
    ? ingress.hosts
    : [{ host: facts.urls.consoleHost, paths: [{ path: '/' }] }];
  const route = new BackstageIngress(scope, 'Ingress', {
    kind: 'Ingress',
    service,
    metadata: { annotations: ingress.annotations },
    ingressClassName: facts.ingressClass?.className,
    pathType: ingressPathType(pathType),
    defaultBackend: ingress.defaultBackend,
    tls: ingressTls(values, facts.urls.consoleHost),
    hosts: hosts.map(({ host, paths = [] }) => ({
      host,
      paths: paths.map((path) => ({ path: path.path, pathType: ingressPathType(path.pathType) })),
    })),
  });
  // An Ingress has path types of an HTTPRoute only if the rule against them is switched off.
  for (const [index, { paths = [] }] of hosts.entries()) {
    for (const [at, path] of paths.entries()) {
      const given = path.pathType ?? pathType;
      if (given !== undefined && ingressPathType(given) === undefined) {
        route.apiObject.addJsonPatch(JsonPatch.add(`/spec/rules/${index}/http/paths/${at}/pathType`, given));
      }
    }
  }
}

/** Returns the path type if an Ingress can have it, otherwise undefined. */
function ingressPathType(given: EffectiveValues['backstage']['ingress']['pathType']): IngressPath['pathType'] {
  return given === 'PathPrefix' || given === 'RegularExpression' ? undefined : given;
}

function addHttpRoutes(scope: Construct, resolved: ResolvedChart, service: BackstageService): void {
  const { values, facts } = resolved;
  const { ingress } = values.backstage;
  const { pathType } = ingress;
  const hosts = routeHosts(ingress.hosts, facts.urls.consoleHost, pathType);
  const route = new BackstageIngress(scope, 'Ingress', {
    kind: 'HTTPRoute',
    service,
    metadata: { annotations: ingress.annotations },
    hosts,
    pathType: routePathType(pathType),
    // The redirect attaches to the http listener. Both routes would match the same requests there.
    ...(ingress.httpsRedirect.enabled && {
      parentRefs: [{ name: GATEWAY.name, sectionName: GATEWAY.httpsListener }],
    }),
    ...routeOptions(ingress),
    crdDefaults: !resolved.reproduces('crd-defaults'),
  });
  setPathTypes(route, ingress.hosts, pathType);
  if (ingress.httpsRedirect.enabled) {
    addHttpsRedirect(scope, resolved, hosts);
  }
}

/** Adds the redirect, which attaches to the http listener of each Gateway of the main HTTPRoute. */
function addHttpsRedirect(
  scope: Construct,
  { values, release, facts }: ResolvedChart,
  hosts: readonly HttpRouteHost[],
): void {
  const { httpsRedirect, parentRefs = [] } = values.backstage.ingress;
  const gateways: readonly ParentRef[] = parentRefs.length > 0 ? parentRefs.map(parentRef) : [{ name: GATEWAY.name }];
  const listeners = gateways.map(({ sectionName, port, ...gateway }) => ({
    ...gateway,
    sectionName: httpsRedirect.sectionName,
  }));
  // The URL is malformed only if its rule is switched off.
  const port = URL.canParse(facts.baseUrl) ? Number(new URL(facts.baseUrl).port) : 0;
  new BackstageHttpsRedirect(scope, 'HttpsRedirect', {
    release,
    hosts: hosts.map(({ host }) => host),
    parentRefs: uniqueParents(listeners, release.namespace),
    port: port || undefined,
    statusCode: httpsRedirect.statusCode,
  });
}

/** Returns the certificates. The default with https is the global one, for the console host (chart 0.9: ingress). */
function ingressTls({ global, backstage }: EffectiveValues, consoleHost: string): IngressProps['tls'] {
  const { tls = [] } = backstage.ingress;
  if (tls.length > 0) {
    return tls.map(({ hosts = [], secretName }) => ({ hosts, secretName }));
  }
  return global.tls.enabled ? [{ hosts: [consoleHost], secretName: global.tls.secretName }] : [];
}
