import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { basePathOf } from '../../../backstage/portal-route';
import { BackstageIngress } from '../../../constructs/ingress';
import type { BackstageResource } from '../../../constructs/resource';
import type { BackstageService } from '../../../constructs/service';
import { BackstageTrafficPolicy } from '../../../constructs/traffic-policy';
import { addHttpsRedirect, routeOptions } from '../../common/routes';
import { GATEWAY } from '../profile';
import type { ResolvedChart } from '../subject';

/** Timeouts of the TrafficPolicies: requests never time out, idle streams after a day (chart: traffic policies). */
export const ENDLESS = { request: '0s', streamIdle: '24h' } as const;

/** Rule of the route for streams of wire logs, which needs a TrafficPolicy. */
const WIRELOGS = 'wirelogs';

/** Adds the HTTPRoutes or the Ingress to Backstage (values: `backstage.http`). */
export function addRoute(scope: Construct, resolved: ResolvedChart, service: BackstageService): void {
  const { facts } = resolved;
  if (facts.routeKind === 'Ingress') {
    addIngress(scope, resolved, service);
  } else if (facts.routeKind === 'HTTPRoute') {
    addHttpRoutes(scope, resolved, service);
  }
}

function addIngress(scope: Construct, { values }: ResolvedChart, service: BackstageService): void {
  const { annotations, hostnames = [], className, pathType, tls = [], defaultBackend } = values.backstage.http;
  new BackstageIngress(scope, 'Ingress', {
    kind: 'Ingress',
    service,
    metadata: { annotations },
    ingressClassName: className,
    pathType,
    defaultBackend,
    tls: tls.map(({ hosts = [], secretName }) => ({ hosts, secretName })),
    hosts: hostnames.map((host) => ({ host, paths: [{ path: '/' }] })),
  });
}

function addHttpRoutes(scope: Construct, resolved: ResolvedChart, service: BackstageService): void {
  const { values, facts, release } = resolved;
  const { http } = values.backstage;
  const route = new BackstageIngress(scope, 'Ingress', {
    kind: 'HTTPRoute',
    service,
    metadata: { annotations: http.annotations },
    hostnames: http.hostnames ?? [],
    // The redirect attaches to the http listener. Both routes would match the same requests there.
    ...(http.httpsRedirect.enabled && {
      parentRefs: [{ name: GATEWAY.name, sectionName: GATEWAY.httpsListener }],
    }),
    ...routeOptions(http),
    basePath: resolved.reproduces('path-rewrite') ? undefined : basePathOf(facts.baseUrl),
    crdDefaults: !resolved.reproduces('crd-defaults'),
  });
  removeBackendPort(route, route.ruleCount, values.backstage.service.port);
  if (release.profile.routeRules.some(({ name }) => name === WIRELOGS) && facts.hasTrafficPolicies) {
    new BackstageTrafficPolicy(scope, 'WirelogsPolicy', {
      route,
      name: `${release.names.route}-wirelogs-timeout`,
      sectionName: WIRELOGS,
      timeouts: ENDLESS,
    });
  }
  if (http.httpsRedirect.enabled) {
    addHttpsRedirect(scope, resolved, http, http.hostnames ?? []);
  }
}

/** Removes the port of a route's backends if the values remove its default by null, as the chart does. */
export function removeBackendPort({ apiObject }: BackstageResource, rules: number, port: number | undefined): void {
  if (port === undefined) {
    const indexes = [...Array(rules).keys()];
    apiObject.addJsonPatch(...indexes.map((index) => JsonPatch.remove(`/spec/rules/${index}/backendRefs/0/port`)));
  }
}
