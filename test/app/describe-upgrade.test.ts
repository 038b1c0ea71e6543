import { describeUpgrade, type UpgradeReport } from '../../lib';

const report: UpgradeReport = {
  from: '0.11.0',
  to: '1.2.3',
  stops: ['1.0.5', '1.1.6', '1.2.3'],
  entries: [],
  requirements: [],
  effects: [],
};

test('says which versions are on the way, and that the control plane must have the same one', () => {
  expect(describeUpgrade(report)).toBe(
    'Upgraded the values from chart 0.11.0 to chart 1.2.3. The portal must have the version of its control plane, 1.2.3.\n' +
      'OpenChoreo supports upgrades to the next minor version only. Stop at 1.0.5 and 1.1.6.',
  );
});

test('says that nothing changed between two patch versions', () => {
  expect(describeUpgrade({ ...report, from: '1.2.0', stops: [] })).toBe(
    'The values of chart 1.2.0 are also values of chart 1.2.3. Nothing changed.',
  );
});

test('groups the entries, decisions first, and then the Secret', () => {
  const text = describeUpgrade({
    ...report,
    entries: [
      { kind: 'dropped', path: 'thunder', message: 'is gone' },
      { kind: 'moved', path: 'a.b', to: 'a.c', message: '' },
      { kind: 'decide', path: 'a.d', message: 'set it', rule: 'placeholders' },
      { kind: 'task', path: 'a.e', message: 'has a new name', fix: 'delete the old one', command: 'kubectl delete x' },
    ],
    secret: { name: 'new', namespace: 'portal', keys: ['k', 'l'], command: 'kubectl create x' },
    requirements: ['CRDs'],
  });
  expect(text.slice(text.indexOf('\n\n') + 2)).toBe(`To decide. The new chart version refuses the values until then:
  a.d: set it [placeholders]

Before you apply the new output, the Secret new needs k, l:
    kubectl create x

To do:
  a.e has a new name
    fix: delete the old one
    kubectl delete x

Moved:
  a.b is now a.c

Removed:
  thunder is gone

The cluster must meet these conditions:
  CRDs`);
});

test('escapes control characters of values', () => {
  const entries = [{ kind: 'changed' as const, path: 'a', message: 'x\u001b[31m' }];
  expect(describeUpgrade({ ...report, entries })).toContain('x\\u001b[31m');
});

test('names the effects on the running portal, or says that they are unknown', () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'portal', name: 'ui' };
  expect(
    describeUpgrade({ ...report, effects: [{ effect: 'restarts', object, message: 'the pods restart' }] }),
  ).toContain(
    '\n\nEffects on the running portal, if you also delete the objects that left the output:\n' +
      '  restarts Deployment portal/ui: the pods restart',
  );
  expect(describeUpgrade({ ...report, effects: undefined })).toContain('cannot be rendered yet');
});
