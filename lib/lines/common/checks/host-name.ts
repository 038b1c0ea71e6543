import { isHostName } from '../../../kubernetes/dns';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';

/** Maximum number of hosts, and of rules, that Gateway API accepts in one HTTPRoute. */
export const HTTP_ROUTE_LIMIT = 16;

/** Checks the name of a host. */
export function* checkHostName(path: string, host: string | undefined): Iterable<Violation> {
  if (host !== undefined && !isHostName(host)) {
    yield {
      path,
      message: `must be a DNS name, optionally with a wildcard as its first part, got ${describe(host)}`,
      fix: 'write it as console.example.com or *.example.com: lower case, no protocol, no port, no path',
    };
  }
}

/** Checks the names of the hosts in the TLS entries of an Ingress. */
export function* checkTlsHostNames(
  list: string,
  tls: readonly { readonly hosts?: readonly string[] }[] = [],
): Iterable<Violation> {
  for (const [index, entry] of tls.entries()) {
    for (const [at, host] of (entry.hosts ?? []).entries()) {
      yield* checkHostName(`${list}[${index}].hosts[${at}]`, host);
    }
  }
}
