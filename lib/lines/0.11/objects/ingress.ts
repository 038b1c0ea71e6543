import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { basePathOf } from '../../../backstage/portal-route';
import { BackstageIngress } from '../../../constructs/ingress';
import type { IngressPath, IngressProps } from '../../../constructs/ingress-spec';
import type { BackstageService } from '../../../constructs/service';
import { addHttpsRedirect, routeOptions } from '../../common/routes';
import { GATEWAY } from '../profile';
import type { EffectiveValues } from '../schema';
import type { ResolvedChart } from '../subject';
import { routeHosts, routePathType, setPathTypes } from './routes';

/** Adds the HTTPRoutes or the Ingress to Backstage (values: `backstage.ingress`). */
export function addIngress(scope: Construct, resolved: ResolvedChart, service: BackstageService): void {
  const { facts } = resolved;
  if (facts.routeKind === 'Ingress') {
    addKubernetesIngress(scope, resolved, service);
  } else if (facts.routeKind === 'HTTPRoute') {
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
    basePath: resolved.reproduces('path-rewrite') ? undefined : basePathOf(facts.baseUrl),
    crdDefaults: !resolved.reproduces('crd-defaults'),
  });
  setPathTypes(route, ingress.hosts, pathType);
  if (ingress.httpsRedirect.enabled) {
    addHttpsRedirect(
      scope,
      resolved,
      ingress,
      hosts.map(({ host }) => host),
    );
  }
}

/** Returns the certificates. The default with https is the global one, for the console host (chart 0.9: ingress). */
function ingressTls({ global, backstage }: EffectiveValues, consoleHost: string): IngressProps['tls'] {
  const { tls = [] } = backstage.ingress;
  if (tls.length > 0) {
    return tls.map(({ hosts = [], secretName }) => ({ hosts, secretName }));
  }
  return global.tls.enabled ? [{ hosts: [consoleHost], secretName: global.tls.secretName }] : [];
}
