import {
  httpsListeners,
  ingressCertificate,
  type PortalRoute,
  type RoutedHost,
  rewritesPath,
  routedPath,
} from '../backstage/portal-route';
import { isMap, listOf, memberOf, textOf } from '../util/members';

/**
 * Returns the routes of an object to Services: none if it is neither an HTTPRoute nor an Ingress with such a backend.
 *
 * @param services names of the Services
 * @param object object of any author
 * @param baseUrl URL of the portal, whose host an Ingress may have a certificate for
 */
export function routesTo(services: readonly (string | undefined)[], object: unknown, baseUrl: string): PortalRoute[] {
  const kind = memberOf(object, 'kind');
  if (kind === 'HTTPRoute') {
    return httpRoute(object, services);
  }
  return kind === 'Ingress' ? ingress(object, services, baseUrl) : [];
}

function httpRoute(object: unknown, services: readonly (string | undefined)[]): PortalRoute[] {
  const rules = listOf(object, 'spec', 'rules').filter((rule) =>
    listOf(rule, 'backendRefs').some(
      (backend) => (memberOf(backend, 'kind') ?? 'Service') === 'Service' && services.includes(textOf(backend, 'name')),
    ),
  );
  if (rules.length === 0) {
    return [];
  }
  const paths = rules.flatMap((rule) => {
    const isRemoved = listOf(rule, 'filters').some((filter) => memberOf(filter, 'urlRewrite', 'path') !== undefined);
    const matches = listOf(rule, 'matches');
    return (matches.length > 0 ? matches : [{}]).map((match) => ({
      ...routedPath(textOf(match, 'path', 'value') ?? '/', textOf(match, 'path', 'type')),
      isRemoved,
    }));
  });
  const hosts = listOf(object, 'spec', 'hostnames').filter((host) => typeof host === 'string');
  const parents = listOf(object, 'spec', 'parentRefs').map((parent) => {
    const port = memberOf(parent, 'port');
    return { sectionName: textOf(parent, 'sectionName'), port: typeof port === 'number' ? port : undefined };
  });
  return [
    {
      kind: 'HTTPRoute',
      hosts: (hosts.length > 0 ? hosts : ['']).map((host) => ({ host, paths })),
      catchesAll: false,
      https: httpsListeners(parents),
    },
  ];
}

function ingress(object: unknown, services: readonly (string | undefined)[], baseUrl: string): PortalRoute[] {
  const annotations = annotationsOf(object);
  const isRemoved = rewritesPath(annotations);
  const isPortal = (backend: unknown) => services.includes(textOf(backend, 'service', 'name'));
  const hosts = listOf(object, 'spec', 'rules').flatMap((rule): RoutedHost[] => {
    const paths = listOf(rule, 'http', 'paths').filter((path) => isPortal(memberOf(path, 'backend')));
    return paths.length > 0
      ? [
          {
            host: textOf(rule, 'host') ?? '',
            paths: paths.map((path) => ({
              ...routedPath(textOf(path, 'path') ?? '/', textOf(path, 'pathType')),
              isRemoved,
            })),
          },
        ]
      : [];
  });
  const catchesAll = isPortal(memberOf(object, 'spec', 'defaultBackend'));
  const tls = listOf(object, 'spec', 'tls').map((entry) => ({
    hosts: listOf(entry, 'hosts').filter((host) => typeof host === 'string'),
  }));
  const hostname = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  return hosts.length > 0 || catchesAll
    ? [{ kind: 'Ingress', hosts, catchesAll, https: ingressCertificate(tls, annotations, hostname) }]
    : [];
}

function annotationsOf(object: unknown): Readonly<Record<string, string>> {
  const annotations = memberOf(object, 'metadata', 'annotations');
  return isMap(annotations)
    ? Object.fromEntries(
        Object.entries(annotations).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};
}
