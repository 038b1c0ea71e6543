import { isLocalhost } from '../kubernetes/dns';
import { isHttpUrl } from '../kubernetes/http-url';
import { isBelowPrefix, matchesHost, type RouteKind } from '../kubernetes/routed-hosts';
import { withoutSlashes } from '../util/without-slashes';

/** HTTPRoute or Ingress to the portal, as far as it has to agree with the portal's URL. */
export interface PortalRoute {
  readonly kind: RouteKind;
  /** Hosts with their paths. */
  readonly hosts: readonly RoutedHost[];
  /** Whether the portal also receives the requests that match none of the hosts and paths. */
  readonly catchesAll: boolean;
  /** Description of why browsers use https, such as `has a certificate`; undefined if that is not certain. */
  readonly https: string | undefined;
}

/** Host of a route, and its paths. */
export interface RoutedHost {
  /** DNS name whose first part may be a wildcard; empty for every host. */
  readonly host: string;
  readonly paths: readonly RoutedPath[];
}

/** Path of a route. */
export interface RoutedPath {
  /** The path. */
  readonly path: string;
  /** How requests are matched. `pattern` stands for expressions, about which nothing is known. */
  readonly type: 'prefix' | 'exact' | 'pattern';
  /** Whether the route removes the path before it sends the request to the portal. */
  readonly isRemoved: boolean;
}

/** Parts of the portal's URL that can contradict its routes. */
export type UrlPart = 'host' | 'path' | 'prefix' | 'port' | 'protocol';

/** Contradiction between the portal's URL and its routes. */
export interface UrlProblem {
  readonly part: UrlPart;
  /** Behaviour of the routes, as the second part of a sentence that begins with the URL. */
  readonly message: string;
}

/**
 * Returns how the routes contradict the URL at which browsers open the portal. Without routes, there is nothing to
 * compare. A portal on localhost needs no route: `kubectl port-forward` leads to it.
 *
 * @param baseUrl URL of the portal
 * @param routes HTTPRoutes and Ingresses to the portal
 * @param servicePort port of the portal's Service, if browsers cannot reach the Service itself
 */
export function urlProblems(baseUrl: string, routes: readonly PortalRoute[], servicePort?: number): UrlProblem[] {
  if (!isHttpUrl(baseUrl) || routes.length === 0) {
    return [];
  }
  const { hostname, pathname, port, protocol } = new URL(baseUrl);
  const matching = routes.flatMap((route) => {
    const hosts = route.hosts.filter(({ host }) => matchesHost(route.kind, host, hostname));
    return hosts.length > 0 || route.catchesAll ? [{ route, paths: hosts.flatMap(({ paths }) => paths) }] : [];
  });
  if (matching.length === 0) {
    return isLocalhost(baseUrl) ? [] : [{ part: 'host', message: routesOnly(routes) }];
  }
  const catchesAll = matching.some(({ route }) => route.catchesAll);
  const paths = matching.flatMap((each) => each.paths);
  const https = matching.map(({ route }) => route.https).find((reason) => reason !== undefined);
  return [
    ...pathProblems(pathname, paths, catchesAll),
    ...(port !== '' && Number(port) === servicePort && !isLocalhost(baseUrl)
      ? [{ part: 'port' as const, message: `${port} is the port of the Service, which browsers do not reach` }]
      : []),
    ...(protocol === 'http:' && https !== undefined ? [{ part: 'protocol' as const, message: https }] : []),
  ];
}

function routesOnly(routes: readonly PortalRoute[]): string {
  const [kind = ''] = routes.map((route) => route.kind);
  const hosts = [...new Set(routes.flatMap((route) => route.hosts.map(({ host }) => host)))];
  return `the ${kind} routes only ${hosts.slice(0, 5).join(', ')}${hosts.length > 5 ? ', …' : ''}`;
}

/** Returns whether the paths of a route contain the path of the portal's URL, and whether the portal can serve it. */
function pathProblems(path: string, paths: readonly RoutedPath[], catchesAll: boolean): UrlProblem[] {
  const covering = paths.filter(
    (each) => each.type !== 'exact' && (each.type === 'pattern' || isBelowPrefix(path, each.path)),
  );
  if (covering.length === 0 && !catchesAll) {
    const routed = paths.map((each) => (each.type === 'exact' ? `exactly ${each.path}` : each.path));
    return [{ part: 'path', message: `its paths are only ${[...new Set(routed)].join(', ') || 'none'}` }];
  }
  // The longest prefix wins. Expressions may do anything.
  const [longest] = covering.toSorted((one, other) => other.path.length - one.path.length);
  const isServed = /^\/*$/.test(path) || longest?.isRemoved || covering.some(({ type }) => type === 'pattern');
  return isServed
    ? []
    : [
        {
          part: 'prefix',
          message: `Backstage serves all pages at /, and no route removes ${withoutSlashes(path)}`,
        },
      ];
}

const HTTPS_LISTENER = /https|tls|ssl|websecure/i;

/** Returns why a route uses https: it attaches only to listeners whose name or port is that of https. */
export function httpsListeners(
  parents: readonly { readonly sectionName?: string; readonly port?: number }[],
): string | undefined {
  const isHttps = ({ sectionName, port }: (typeof parents)[number]) =>
    sectionName ? HTTPS_LISTENER.test(sectionName) : port === 443;
  if (parents.length === 0 || !parents.every(isHttps)) {
    return undefined;
  }
  const names = parents.map(({ sectionName, port }) => sectionName || String(port));
  return `the HTTPRoute attaches only to the listener ${[...new Set(names)].join(', ')}`;
}

/** Returns why an Ingress uses https for a host: it has a certificate for it. */
export function ingressCertificate(
  tls: readonly { readonly hosts?: readonly string[] }[],
  annotations: Readonly<Record<string, string | undefined>>,
  host: string,
): string | undefined {
  // An entry without hosts applies to every host.
  const covers = ({ hosts = [] }: (typeof tls)[number]) =>
    hosts.length === 0 || hosts.some((pattern) => matchesHost('Ingress', pattern, host));
  if (tls.some(covers)) {
    return 'the Ingress has a certificate';
  }
  const named = Object.entries(annotations).find(
    ([key, value]) => HTTPS_ANNOTATION.test(key) && value && value !== 'false',
  );
  return named && `the Ingress has the annotation ${named[0]}`;
}

/** Annotations with which load balancers of clouds and Ingress controllers use https without an entry for TLS. */
const HTTPS_ANNOTATION = /\/(?:certificate-arn|force-ssl-redirect|pre-shared-cert|managed-certificates)$/;

/** Annotations with which Ingress controllers change the path of requests. */
const REWRITE_ANNOTATION = /rewrite|middlewares|strip|transforms?\b|configuration-snippet/i;

/** Checks whether annotations of an Ingress may change the path of requests. */
export function rewritesPath(annotations: Readonly<Record<string, string | undefined>>): boolean {
  return Object.keys(annotations).some((key) => REWRITE_ANNOTATION.test(key));
}

/** Returns a path of a route with the type that its kind gives it. An unknown type is that of a prefix. */
export function routedPath(path: string, pathType: string | undefined): Omit<RoutedPath, 'isRemoved'> {
  // Some controllers read an expression in a path of the type ImplementationSpecific.
  const isPattern = pathType === 'RegularExpression' || /[()*^$|\\]/.test(path);
  return { path, type: isPattern ? 'pattern' : pathType === 'Exact' ? 'exact' : 'prefix' };
}

/** Returns the path of the portal's URL, without slashes at its end; empty if it has none. */
export function basePathOf(baseUrl: string): string {
  return isHttpUrl(baseUrl) ? withoutSlashes(new URL(baseUrl).pathname) : '';
}
