import type { RuleViolation } from '../../../values/rules/rule';
import type { ChartRule } from '../subject';

/** Helm cannot read the Deployment that the chart renders with such an entry. */
export const extraVolumes: ChartRule = {
  id: 'extra-volumes',
  severity: 'error',
  about: 'In `exact`, `extraVolumes` and `extraVolumeMounts` are empty, because the chart cannot render them.',
  *check(subject): Iterable<RuleViolation> {
    const { enabled, extraVolumes, extraVolumeMounts } = subject.values.backstage;
    if (!enabled || !subject.reproduces('extra-volumes')) {
      return;
    }
    for (const [key, list] of Object.entries({ extraVolumes, extraVolumeMounts })) {
      if (list && list.length > 0) {
        yield {
          path: `backstage.${key}`,
          message: 'must be empty, because the chart cannot render any entry',
          fix: "use --correct extra-volumes (fidelity: ['extra-volumes'])",
          defect: 'extra-volumes',
        };
      }
    }
  },
};
