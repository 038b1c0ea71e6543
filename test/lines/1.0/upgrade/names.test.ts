import { renderManifests, type Values } from '../../../../lib';
import { upgrade } from './support';

const withClaim: Values = {
  backstage: { backendSecret: 's', database: { sqlite: { persistence: { enabled: true } } } },
  security: { oidc: { issuer: 'https://id.example.com' } },
};

const ofKinds = (values: Values<'0.11.0' | '1.2.3'>, chartVersion: '0.11.0' | '1.2.3', kinds: readonly string[]) =>
  renderManifests(values, { chartVersion })
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, metadata: { name } }) => `${kind} ${name}`)
    .sort();

test('Deployment, Service, ServiceAccount and claim keep their names', () => {
  const kinds = ['Deployment', 'Service', 'ServiceAccount', 'PersistentVolumeClaim'];
  for (const fullnameOverride of ['openchoreo', 'portal', '']) {
    const values = { ...withClaim, fullnameOverride };
    expect(ofKinds(upgrade(values).values, '1.2.3', kinds)).toEqual(ofKinds(values, '0.11.0', kinds));
  }
});

test('the name of a release that names the objects is kept', () => {
  const { backstage } = upgrade({ ...withClaim, fullnameOverride: '' }, { releaseName: 'blue' });
  expect(backstage?.name).toBe('blue-openchoreo-control-plane-ui');
  expect(backstage?.database?.sqlite?.persistence?.claimName).toBe('blue-openchoreo-control-plane-backstage-db');
});

test('a fullnameOverride that names nothing is dropped, unless selectors still use it', () => {
  expect(upgrade({ fullnameOverride: 'portal' }).entries('fullnameOverride')).toMatchObject([{ kind: 'dropped' }]);
  for (const fullnameOverride of ['openchoreo', 'openchoreo-control-plane', '']) {
    expect(upgrade({ fullnameOverride }).values.fullnameOverride).toBe(fullnameOverride);
  }
});

test('the claim is named only if it is rendered', () => {
  const persistence = (database: NonNullable<Values['backstage']>['database']) =>
    upgrade({ backstage: { database } }).backstage?.database?.sqlite?.persistence;
  expect(persistence({ sqlite: { persistence: { enabled: false } } })).toEqual({ enabled: false });
  expect(persistence({ sqlite: { persistence: { enabled: true, existingClaim: 'data' } } })).toEqual({
    enabled: true,
    existingClaim: 'data',
  });
  expect(persistence({ type: 'postgresql', sqlite: { persistence: { enabled: true } } })).toEqual({ enabled: true });
});

test('the report says how to keep Helm from deleting the claim, and which HTTPRoute to delete', () => {
  const { report, entries } = upgrade(withClaim, { namespace: 'portal' });
  expect(entries('backstage.database.sqlite.persistence.claimName')[1]?.command).toContain(
    'kubectl annotate pvc openchoreo-backstage-db -n portal --overwrite helm.sh/resource-policy=keep',
  );
  const commands = report.entries.flatMap(({ command = '' }) => command.split('\n'));
  expect(commands).toContain('kubectl delete httproute openchoreo-backstage -n portal');
});

test('with new names, the values name nothing, and the report has the steps that copy the data', () => {
  const { values, backstage, report } = upgrade(withClaim, { newNames: true });
  expect(backstage).not.toHaveProperty('name');
  expect(ofKinds(values, '1.2.3', ['Deployment', 'PersistentVolumeClaim'])).toEqual([
    'Deployment backstage',
    'PersistentVolumeClaim backstage-db',
  ]);
  const commands = report.entries.flatMap(({ command }) => command?.split('\n') ?? []);
  expect(commands.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual([
    'kubectl annotate pvc',
    'kubectl scale deployment',
    'kubectl apply --server-side',
    'kubectl run copy-backstage-db',
    'kubectl wait pod/copy-backstage-db',
    'kubectl delete pod',
    'kubectl delete deployment,service,hpa,pdb,networkpolicy',
    'kubectl delete httproute',
  ]);
});

test('the pod that copies the data may run under restricted Pod Security', () => {
  const { report } = upgrade(withClaim, { newNames: true });
  const command = report.entries.flatMap(({ command = '' }) => command).find((text) => text.includes('kubectl run'));
  const [, overrides = '{}'] = /--overrides='(.*)'/.exec(command ?? '') ?? [];
  expect(JSON.parse(overrides)).toMatchObject({
    spec: {
      securityContext: { runAsNonRoot: true },
      containers: [{ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
    },
  });
  expect(overrides).not.toContain('appArmorProfile');
});

test('without a portal, no names are set', () => {
  expect(upgrade({ backstage: { enabled: false } }).backstage).not.toHaveProperty('name');
});
