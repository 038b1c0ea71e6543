import { describeName } from '../../util/describe';
import type { PortalRule } from './portal-values';
import type { RuleViolation } from './rule';

/**
 * When Kubernetes creates the pod, the last entry wins. Server-side apply rejects the list. The chart renders both
 * entries; the fix of its defect keeps the last one.
 */
export const duplicateEnv: PortalRule = {
  id: 'duplicate-env',
  severity: 'error',
  about: 'In `exact`, each variable occurs only once in `env` and `extraEnv`.',
  *check(subject): Iterable<RuleViolation> {
    const { values, facts } = subject;
    if (!values.backstage.enabled || !subject.reproduces('duplicate-variables')) {
      return;
    }
    const first = new Map<string, string>();
    for (const { path, name } of facts.customVariables) {
      const before = first.get(name);
      if (before === undefined) {
        first.set(name, path);
      } else {
        yield {
          path: `${path}.name`,
          message: `must be unique in this container, got ${describeName(name)} twice, first in ${before}`,
          fix: "remove one of the two, or use --correct duplicate-variables (fidelity: ['duplicate-variables']) to keep the last one",
          defect: 'duplicate-variables',
        };
      }
    }
  },
};
