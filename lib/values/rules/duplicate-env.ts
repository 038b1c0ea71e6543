import { describeName } from '../../util/describe';
import type { Violation } from '../../util/violation';
import type { CustomVariable } from '../facts';
import type { PortalRule } from './portal-values';

/** When Kubernetes creates the pod, the last entry wins. Server-side apply rejects the list. */
export const duplicateEnv: PortalRule = {
  id: 'duplicate-env',
  severity: 'error',
  about: 'Each variable occurs only once in `env` and `extraEnv`.',
  *check({ values, facts }) {
    if (values.backstage.enabled) {
      yield* duplicateVariables(facts.customVariables, 'remove one of the two');
    }
  },
};

/** Finds variables that an earlier one already sets. */
export function* duplicateVariables(variables: readonly CustomVariable[], fix: string): Iterable<Violation> {
  const first = new Map<string, string>();
  for (const { path, name } of variables) {
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, path);
    } else {
      yield {
        path: `${path}.name`,
        message: `must be unique in this container, got ${describeName(name)} twice, first in ${before}`,
        fix,
      };
    }
  }
}
