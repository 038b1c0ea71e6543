import { upgrade } from './support';

const patchOf = (kind: string, name: string) => ({
  target: { kind, name },
  patch: [{ op: 'add' as const, path: '/metadata/annotations', value: {} }],
});

const targets = (kind: string, name: string, newNames: boolean) =>
  upgrade({ backstage: { patches: [patchOf(kind, name)] } }, { newNames }).backstage?.patches?.map(
    ({ target }) => target.name,
  );

test.each([
  ['HTTPRoute', 'openchoreo-backstage', 'openchoreo-ui', 'backstage'],
  ['Deployment', 'openchoreo-ui', 'openchoreo-ui', 'backstage'],
  ['PersistentVolumeClaim', 'openchoreo-backstage-db', 'openchoreo-backstage-db', 'backstage-db'],
  ['ConfigMap', 'openchoreo-backstage-extra-config', 'openchoreo-ui-extra-config', 'backstage-extra-config'],
  ['ServiceAccount', 'openchoreo-backstage', 'openchoreo-backstage', 'openchoreo-backstage'],
])('a patch of the %s %s changes the object with its new name', (kind, name, kept, renamed) => {
  expect(targets(kind, name, false)).toEqual([kept]);
  expect(targets(kind, name, true)).toEqual([renamed]);
});

test('a patch of an object that is gone is to be decided', () => {
  const { report } = upgrade({
    backstage: { backendSecret: 's', patches: [patchOf('Secret', 'openchoreo-backstage-secrets')] },
    security: { oidc: { issuer: 'https://id.example.com' } },
  });
  expect(report.entries.filter(({ kind }) => kind === 'decide')).toMatchObject([
    { path: 'backstage.patches[0].target', rule: expect.any(String) },
  ]);
});
