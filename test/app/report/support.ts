import type { Report } from '../../../lib/app/report/report';

/** A report with one entry of each form. */
export const REPORT: Report = {
  findings: [
    {
      rule: 'urls',
      severity: 'error',
      path: 'backstage.baseUrl',
      message: 'must be a URL, got "50% :,\n::error::x"',
      fix: 'write it as https://portal.example.com',
      source: { file: './envs/my values.yaml', line: 12, column: 5 },
      alsoAt: [{ file: 'b.yaml', line: 1, column: 1 }],
      environments: ['a', 'b'],
    },
    { rule: 'hosts', severity: 'warning', path: 'x', message: 'm', fix: 'f', source: { option: '--set' } },
    { rule: 'schema', severity: 'info', path: '', message: 'whole', fix: 'f' },
    {
      rule: 'env',
      severity: 'info',
      path: 'extraEnv[0]',
      message: 'm',
      fix: 'f',
      construct: 'app/portal',
      object: 'Deployment portal',
      source: { file: 'standard input', line: 3, column: 1 },
    },
  ],
  differences: [
    { object: 'Secret a/b', path: '', pointer: '', change: 'removed' },
    { object: 'Service a/b', path: 'spec.type', pointer: '/spec/type', change: 'changed', before: '1', after: '2' },
    { file: 'dist/kustomization.yaml', change: 'changed' },
  ],
  effects: [
    {
      effect: 'refused',
      object: { apiVersion: 'v1', kind: 'Service', namespace: 'a', name: 'b' },
      path: 'spec.clusterIP',
      message: 'is immutable',
      fix: 'kubectl delete\nkubectl apply',
    },
    { effect: 'creates', object: { apiVersion: 'v1', kind: 'Secret', name: 'c' }, message: 'a new object' },
  ],
};

/** A report without entries. */
export const EMPTY: Report = { findings: [], differences: [], effects: [] };
