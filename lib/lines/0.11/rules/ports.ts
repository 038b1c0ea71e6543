import { portViolations } from '../../../kubernetes/port';
import { describe } from '../../../util/describe';
import type { Violation } from '../../../util/violation';
import { checkParentPorts } from '../../common/checks/parent-refs';
import { checkPolicyPorts } from '../../common/checks/policy-ports';
import type { EffectiveValues } from '../schema';
import type { ChartRule } from '../subject';

/** Kubernetes rejects a port outside of 1 to 65535, and no process can listen on it. */
export const ports: ChartRule = {
  id: 'ports',
  severity: 'error',
  about: 'Ports are integers from 1 to 65535, and `global.port` begins with a colon.',
  *check({ values, facts }) {
    if (values.backstage.enabled) {
      yield* backstagePorts(values);
      yield* checkPolicyPorts(values);
      if (facts.routeKind === 'HTTPRoute') {
        yield* checkParentPorts('backstage.ingress', values.backstage.ingress.parentRefs);
      }
    }
    if (facts.rendersApiRoute) {
      yield* checkParentPorts('openchoreoApi.ingress', values.openchoreoApi.ingress.parentRefs);
    }
  },
};

function* backstagePorts({ backstage, global, thunder }: EffectiveValues): Iterable<Violation> {
  const { service, database } = backstage;
  yield* portViolations('backstage.service.port', service.port);
  const given = {
    'backstage.service.nodePort': service.type === 'NodePort' ? service.nodePort || undefined : undefined,
    'backstage.database.postgresql.port': database.type === 'postgresql' ? database.postgresql.port : undefined,
    'thunder.service.port': thunder.service.port,
  };
  for (const [path, port] of Object.entries(given)) {
    if (port !== undefined) {
      yield* portViolations(path, port);
    }
  }
  if (global.port) {
    const [, number] = /^:(\d+)$/.exec(global.port) ?? [];
    if (number === undefined || Number(number) < 1 || Number(number) > 65535) {
      yield {
        path: 'global.port',
        message: `must be a colon and an integer from 1 to 65535, got ${describe(global.port)}`,
        fix: 'write it as ":8443", or leave it empty',
      };
    }
  }
}
