import { describe } from '../../../util/describe';
import type { ChartRule } from '../subject';

/** For a host without an entry, browsers get the default certificate of the Ingress controller. */
export const tlsHostCoverage: ChartRule = {
  id: 'tls-host-coverage',
  severity: 'warning',
  about: 'The certificates of an Ingress are for the hosts that it routes.',
  *check({ values: { backstage }, facts }) {
    const { enabled, tls } = backstage.ingress;
    if (!backstage.enabled || !enabled || facts.ingressKind !== 'Ingress' || !tls || tls.length === 0) {
      return;
    }
    const named = backstage.ingress.hosts ?? [];
    const routed = named.length > 0 ? named.map(({ host }) => host) : [facts.urls.consoleHost];
    // An entry without hosts applies to every host that has no other certificate.
    if (tls.some(({ hosts }) => !hosts || hosts.length === 0)) {
      return;
    }
    const certified = tls.flatMap(({ hosts }) => hosts ?? []);
    for (const [index, host] of routed.entries()) {
      if (!certified.some((pattern) => covers(pattern, host))) {
        yield {
          path: named.length > 0 ? `backstage.ingress.hosts[${index}].host` : 'backstage.ingress.tls',
          message: `no entry of backstage.ingress.tls covers ${describe(host)}`,
          fix: 'add the host to an entry of backstage.ingress.tls',
        };
      }
    }
    for (const [index, entry] of tls.entries()) {
      for (const [at, pattern] of (entry.hosts ?? []).entries()) {
        if (!routed.some((host) => covers(pattern, host) || covers(host, pattern))) {
          yield {
            path: `backstage.ingress.tls[${index}].hosts[${at}]`,
            message: `must be a host that the Ingress routes, got ${describe(pattern)}`,
            fix: 'add it to backstage.ingress.hosts, or remove it here',
          };
        }
      }
    }
  },
};

/** Checks whether a certificate for `pattern` is valid for `host`: the same name, or a wildcard as its first part. */
function covers(pattern: string, host: string): boolean {
  return pattern === host || (pattern.startsWith('*.') && host.replace(/^[^.]+/, '*') === pattern);
}
