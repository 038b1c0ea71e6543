import { withoutSlashes } from '../util/without-slashes';

/** Kind of an object that routes requests by their host. */
export type RouteKind = 'HTTPRoute' | 'Ingress';

/**
 * Checks whether a route matches the host of a request. A wildcard of an HTTPRoute stands for one or more parts of the
 * name, and a wildcard of an Ingress for exactly one.
 *
 * @param kind kind of the route
 * @param pattern DNS name whose first part may be a wildcard; every host matches an empty one
 * @param host host of the request
 */
export function matchesHost(kind: RouteKind, pattern: string, host: string): boolean {
  if (pattern === '' || pattern === host) {
    return true;
  }
  if (!pattern.startsWith('*.') || !host.endsWith(pattern.slice(1))) {
    return false;
  }
  const parts = host.slice(0, -pattern.length + 1);
  return parts !== '' && (kind === 'HTTPRoute' || !parts.includes('.'));
}

/** Returns whether a path is below a prefix, or the prefix itself. A prefix ends between two segments of the path. */
export function isBelowPrefix(path: string, prefix: string): boolean {
  const base = withoutSlashes(prefix);
  return path === base || path.startsWith(`${base}/`);
}
