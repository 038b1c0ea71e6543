import type { PortalRule } from './portal-values';

/** Reproduced defects that spoil only defaults are one line: a user who set nothing cannot have meant them. */
export const chartDefects: PortalRule = {
  id: 'chart-defects',
  severity: 'warning',
  about: 'The output reproduces no known defect of the chart: a warning if it spoils given values, else an info.',
  *check(subject) {
    if (!subject.values.backstage.enabled) {
      return;
    }
    const ofDefaults = new Set<string>();
    for (const { id, find } of subject.reproduced) {
      for (const { path, message } of find()) {
        if (path !== undefined && subject.isGiven(path)) {
          const fix = `use --correct ${id} (fidelity: ['${id}']), or all defects with fidelity corrected`;
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
        message: `the chart's defaults have known defects, which are reproduced: ${[...ofDefaults].join(', ')}`,
        fix: 'use fidelity corrected, or --correct ID for one of them; docs/fidelity.md lists them',
      };
    }
  },
};
