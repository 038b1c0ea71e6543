import type { PortalRule } from './portal-values';

/** Defects that affect only defaults are one info together, because the user did not set the affected values. */
export const chartDefects: PortalRule = {
  id: 'chart-defects',
  severity: 'warning',
  about: 'The output reproduces no known defect of the chart. A defect that affects only defaults is an info.',
  *check(subject) {
    if (!subject.values.backstage.enabled) {
      return;
    }
    const ofDefaults = new Set<string>();
    for (const { id, find } of subject.reproduced) {
      for (const { path, message } of find()) {
        if (path !== undefined && subject.isGiven(path)) {
          const fix = `use --correct ${id} (fidelity: ['${id}']), or fix all defects with fidelity corrected`;
          yield { path, message, fix, defect: id };
        } else {
          ofDefaults.add(id);
        }
      }
    }
    if (ofDefaults.size > 0) {
      yield {
        severity: 'info',
        path: '',
        message: `the output reproduces known defects of the chart's defaults: ${[...ofDefaults].join(', ')}`,
        fix: 'use fidelity corrected to fix all, or --correct ID to fix one; docs/fidelity.md describes them',
      };
    }
  },
};
