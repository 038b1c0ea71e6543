import { duplicateVariables, duplicateEnv as ofEveryLine } from '../../../values/rules/duplicate-env';
import type { RuleViolation } from '../../../values/rules/rule';
import type { ChartRule } from '../subject';

/** The chart renders both entries. The fix of its defect keeps the last one. */
export const duplicateEnv: ChartRule = {
  ...ofEveryLine,
  about: 'In `exact`, each variable occurs only once in `env` and `extraEnv`.',
  *check(subject): Iterable<RuleViolation> {
    const { values, facts } = subject;
    if (!values.backstage.enabled || !subject.reproduces('duplicate-variables')) {
      return;
    }
    const fix =
      "remove one of the two, or use --correct duplicate-variables (fidelity: ['duplicate-variables']) to keep the last one";
    for (const violation of duplicateVariables(facts.customVariables, fix)) {
      yield { ...violation, defect: 'duplicate-variables' };
    }
  },
};
