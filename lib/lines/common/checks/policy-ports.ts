import { portViolations } from '../../../kubernetes/port';
import type { Violation } from '../../../util/violation';
import type { CommonValues } from '../subject';

/** Checks the ports of the NetworkPolicy's peers. */
export function* checkPolicyPorts({ backstage }: CommonValues): Iterable<Violation> {
  if (backstage.networkPolicy.enabled) {
    for (const [peer, ports] of Object.entries(backstage.networkPolicy.ports)) {
      for (const [index, port] of (ports ?? []).entries()) {
        const path = `backstage.networkPolicy.ports.${peer}[${index}]`;
        yield* portViolations(path, port, 'set it to a port that the pods or addresses listen on');
      }
    }
  }
}
