import { portViolations } from '../../../kubernetes/port';
import { describe } from '../../../util/describe';
import type { ChartRule } from '../subject';

/** URLs and variables contain these ports. */
export const ports: ChartRule = {
  id: 'ports',
  severity: 'error',
  about: 'Ports in URLs are integers from 1 to 65535, and `global.port` begins with a colon.',
  *check({ values: { backstage, global, thunder } }) {
    if (!backstage.enabled) {
      return;
    }
    const { database } = backstage;
    const given = {
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
  },
};
