import { portProblems } from '../../port';
import { rendersApiRoute } from '../addresses';
import type { EffectiveValues } from '../schema';
import { describe } from '../validate';
import type { Problem, Rule, Subject } from './rule';

/** A port outside of 1 to 65535 is one that Kubernetes rejects, and that nothing listens on. */
export const ports: Rule = {
  id: 'ports',
  severity: 'error',
  about: 'Ports are 1 to 65535, and `global.port` has its colon.',
  *check(subject) {
    const { values } = subject;
    if (values.backstage.enabled) {
      yield* backstagePorts(values);
      yield* gatewayPorts(subject);
    }
    if (rendersApiRoute(values)) {
      yield* parentPorts('openchoreoApi.ingress', values.openchoreoApi.ingress.parentRefs);
    }
  },
};

function* backstagePorts({ backstage, global, thunder }: EffectiveValues): Iterable<Problem> {
  const { service, database } = backstage;
  const given = {
    'backstage.service.port': service.port,
    'backstage.service.nodePort': service.type === 'NodePort' ? service.nodePort || undefined : undefined,
    'backstage.database.postgresql.port':
      database.type === 'postgresql' ? (database.postgresql.port ?? undefined) : undefined,
    'thunder.service.port': thunder.service.port ?? undefined,
  };
  for (const [path, port] of Object.entries(given)) {
    if (port !== undefined) {
      yield* portProblems(path, port);
    }
  }
  if (global.port) {
    const [, number] = /^:(\d+)$/.exec(global.port) ?? [];
    if (number === undefined || Number(number) < 1 || Number(number) > 65535) {
      yield {
        path: 'global.port',
        message: `must be a colon and 1 to 65535, got ${describe(global.port)}`,
        mend: 'write it as ":8443", or leave it empty',
      };
    }
  }
}

/** Ports of the Gateways that Backstage's HTTPRoute attaches to, where there is one. */
function* gatewayPorts({ values, addresses }: Subject): Iterable<Problem> {
  const { enabled, parentRefs } = values.backstage.ingress;
  if (enabled && values.gateway.enabled && addresses.ingressKind === 'HTTPRoute') {
    yield* parentPorts('backstage.ingress', parentRefs);
  }
}

function* parentPorts(
  section: string,
  parents: EffectiveValues['backstage']['ingress']['parentRefs'],
): Iterable<Problem> {
  for (const [index, { port }] of (parents ?? []).entries()) {
    if (typeof port === 'number') {
      yield* portProblems(`${section}.parentRefs[${index}].port`, port);
    }
  }
}
