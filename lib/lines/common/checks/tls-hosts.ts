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
  const certified = tls.flatMap(({ hosts }) => hosts ?? []);
  for (const { path, host } of routed) {
    if (!certified.some((pattern) => covers(pattern, host))) {
      yield {
        path,
        message: `no entry of ${paths.tls} covers ${describe(host)}`,
        fix: `add the host to an entry of ${paths.tls}`,
      };
    }
  }
  for (const [index, entry] of tls.entries()) {
    for (const [at, pattern] of (entry.hosts ?? []).entries()) {
      if (!routed.some(({ host }) => covers(pattern, host) || covers(host, pattern))) {
        yield {
          path: `${paths.tls}[${index}].hosts[${at}]`,
          message: `must be a host that the Ingress routes, got ${describe(pattern)}`,
          fix: `add it to ${paths.hosts}, or remove it here`,
        };
      }
    }
  }
}

/** Checks whether a certificate for `pattern` is valid for `host`: the same name, or a wildcard as its first part. */
function covers(pattern: string, host: string): boolean {
  return pattern === host || (pattern.startsWith('*.') && host.replace(/^[^.]+/, '*') === pattern);
}
