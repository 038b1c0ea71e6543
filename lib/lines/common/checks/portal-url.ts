import { type PortalRoute, type UrlProblem, urlProblems } from '../../../backstage/portal-route';
import { urlToCopy } from '../../../backstage/secrets';
import type { Violation } from '../../../util/violation';
import type { PortalValues } from '../../../values/rules/portal-values';

/** Values and facts that the portal's URL is compared with. */
export interface UrlContext {
  readonly backstage: Pick<PortalValues['backstage'], 'patches' | 'service'> & {
    readonly service: { readonly port: number | undefined };
  };
  readonly baseUrl: string;
  readonly route: PortalRoute | undefined;
}

/** Paths of the values that set the portal's URL and its route in a chart version. */
export interface UrlPaths {
  /** Path of the value that sets the URL; undefined if it follows from other values. */
  readonly url: string | undefined;
  /** Path of the list of hosts. */
  readonly hosts: string;
  /** Instruction that adds a host to the route. */
  readonly addHost: (host: string) => string;
  /** Path and fix for a route without the path of the URL. */
  readonly paths: Pick<Violation, 'path' | 'fix'>;
}

/** Returns the contradictions between the portal's URL and its route. Patches of routes may resolve them. */
function problemsOf({ backstage, baseUrl, route }: UrlContext): UrlProblem[] {
  const isPatched = (backstage.patches ?? []).some(({ target }) => target.kind === route?.kind);
  const { type = 'ClusterIP', port } = backstage.service;
  // Browsers may open a portal at the address of another Service than the one in the cluster.
  const isOpen = type !== 'ClusterIP';
  return route === undefined || isPatched || isOpen ? [] : urlProblems(baseUrl, [route], port);
}

/** Finds a URL of the portal whose host, path or port its route does not have. */
export function* checkRoutedUrl(context: UrlContext, paths: UrlPaths): Iterable<Violation> {
  const shown = urlToCopy(context.baseUrl);
  for (const { part, message } of problemsOf(context)) {
    const path = paths.url ?? paths.hosts;
    switch (part) {
      case 'host': {
        const { hostname } = new URL(context.baseUrl);
        const fix = isAddress(hostname)
          ? 'set it to a URL with one of these hosts, because routes have no IP addresses'
          : `${paths.addHost(hostname)}, or set the URL to one of the routed hosts`;
        yield { path, message: `is ${shown}, but ${message}`, fix };
        break;
      }
      case 'path':
        yield {
          path: paths.paths.path,
          message: `must contain the path of ${shown}, but ${message}`,
          fix: paths.paths.fix,
        };
        break;
      case 'prefix':
        // The chart's HTTPRoute is the defect `path-rewrite`.
        if (context.route?.kind === 'Ingress') {
          const fix = `set it to a URL without a path, render an HTTPRoute, or add the controller's annotation that rewrites paths`;
          yield { path, message: `is ${shown}, but ${message}`, fix };
        }
        break;
      case 'port':
        yield {
          path,
          message: `is ${shown}, but ${message}`,
          fix: 'remove the port, or set it to the port at which browsers reach the Gateway or the Ingress controller',
        };
        break;
      case 'protocol':
        break;
    }
  }
}

/**
 * Finds a URL of the portal that begins with http although browsers reach it with https.
 *
 * @param url path of the value that sets the URL, or a violation by the value that the URL follows from
 */
export function* checkUrlScheme(context: UrlContext, url: string | Violation): Iterable<Violation> {
  for (const { part, message } of problemsOf(context)) {
    if (part === 'protocol') {
      yield typeof url !== 'string'
        ? { ...url, message: `${url.message}, but ${message}` }
        : {
            path: url,
            message: `is ${urlToCopy(context.baseUrl)}, but ${message}`,
            fix: 'begin it with https://, and remove the port or set it to that of https',
          };
    }
  }
}

function isAddress(hostname: string): boolean {
  return /^\d+(?:\.\d+){3}$|^\[/.test(hostname);
}
