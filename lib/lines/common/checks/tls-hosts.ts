import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';

interface Paths {
  /** Path of the TLS entries. */
  readonly tls: string;
  /** Path of the list of hosts. */
  readonly hosts: string;
}

/** Host that an Ingress routes, with the path of the value that sets it. */
interface RoutedHost {
  readonly path: string;
  readonly host: string;
}

/** Checks that the TLS entries of an Ingress and the hosts that it routes fit each other. */
export function* checkTlsHosts(
  paths: Paths,
  tls: readonly { readonly hosts?: readonly string[] }[] = [],
  routed: readonly RoutedHost[] = [],
): Iterable<Violation> {
  // An entry without hosts applies to every host that has no other certificate.
  if (tls.length === 0 || tls.some(({ hosts }) => !hosts || hosts.length === 0)) {
    return;
  }
  const certified = new Set(tls.flatMap(({ hosts }) => hosts ?? []));
  for (const { path, host } of routed) {
    if (!certified.has(host) && !certified.has(wildcardOf(host))) {
      yield {
        path,
        message: `no entry of ${paths.tls} covers ${describe(host)}`,
        fix: `add the host to an entry of ${paths.tls}`,
      };
    }
  }
  const hosts = new Set(routed.map(({ host }) => host));
  const wildcards = new Set(routed.map(({ host }) => wildcardOf(host)));
  for (const [index, entry] of tls.entries()) {
    for (const [at, pattern] of (entry.hosts ?? []).entries()) {
      if (!hosts.has(pattern) && !wildcards.has(pattern) && !hosts.has(wildcardOf(pattern))) {
        yield {
          path: `${paths.tls}[${index}].hosts[${at}]`,
          message: `must be a host that the Ingress routes, got ${describe(pattern)}`,
          fix: `add it to ${paths.hosts}, or remove it here`,
        };
      }
    }
  }
}

/** Returns the wildcard that is valid for a host, such as `*.example.com`, or the host if there is none. */
function wildcardOf(host: string): string {
  return host.includes('.') ? host.replace(/^[^.]+/, '*') : host;
}
