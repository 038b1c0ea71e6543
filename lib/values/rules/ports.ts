import { portProblems } from '../../port';
import { describe } from '../validate';
import type { Rule } from './rule';

/** Kubernetes rejects such a port, and nothing listens on it. */
export const ports: Rule = {
  id: 'ports',
  severity: 'error',
  about: 'Ports are 1 to 65535, and `global.port` has its colon.',
  *check({ values: { backstage, global, thunder } }) {
    if (!backstage.enabled) {
      return;
    }
    const { service, database } = backstage;
    const given = {
      'backstage.service.port': service.port,
      'backstage.service.nodePort': service.type === 'NodePort' ? service.nodePort || undefined : undefined,
      'backstage.database.postgresql.port':
        database.type === 'postgresql' ? (database.postgresql.port ?? undefined) : undefined,
      'thunder.service.port': thunder.service.port ?? undefined,
      ...Object.fromEntries(
        (backstage.ingress.parentRefs ?? []).map(({ port }, index) => [
          `backstage.ingress.parentRefs[${index}].port`,
          port ?? undefined,
        ]),
      ),
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
  },
};
