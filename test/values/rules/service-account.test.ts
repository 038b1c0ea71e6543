import { renderManifests, type Values } from '../../../lib';
import { BASE, warning, warnings } from '../../lines/0.11/rules/support';
import { found, on, VERSIONS } from '../../lines/1.x/support';

const account = (serviceAccount: NonNullable<Values['backstage']>['serviceAccount']): Values => ({
  backstage: { serviceAccount },
});

const unnamed = warning(
  'service-account',
  'backstage.serviceAccount.name',
  'is required, because backstage.serviceAccount.create is false: otherwise the pods use openchoreo-backstage, which is not rendered',
  'set it to the name of an existing ServiceAccount, for example default',
);

test('accepts an existing ServiceAccount, of which none is rendered', () => {
  const values = account({ create: false, name: 'portal-irsa' });
  for (const fidelity of ['exact', 'corrected'] as const) {
    expect(warnings(values, { fidelity })).toEqual([]);
    const objects = renderManifests([BASE, values], { fidelity });
    expect(objects.map(({ kind }) => kind)).not.toContain('ServiceAccount');
    expect(objects.find(({ kind }) => kind === 'Deployment')).toHaveProperty(
      'spec.template.spec.serviceAccountName',
      'portal-irsa',
    );
  }
});

test.each(VERSIONS)('accepts an existing ServiceAccount in chart %s', (chartVersion) => {
  const serviceAccount = { create: false, name: 'portal-irsa' };
  expect(found(on({ serviceAccount }), { chartVersion })).toEqual([]);
});

test.each([{}, { name: null }, { name: '' }])('warns if nothing is rendered and %j names none', (name) => {
  expect(warnings(account({ create: false, ...name }))).toEqual([unnamed]);
  expect(found(on({ serviceAccount: { create: false, ...name } }))).toEqual([unnamed]);
});

test('accepts the default name if the values contain it', () => {
  expect(warnings(account({ create: false, name: 'openchoreo-backstage' }))).toEqual([]);
});

test('warns about annotations of a ServiceAccount that is not rendered', () => {
  const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/portal' };
  expect(warnings(account({ create: false, name: 'portal-irsa', annotations }))).toEqual([
    warning(
      'service-account',
      'backstage.serviceAccount.annotations',
      'has no effect, because backstage.serviceAccount.create is false',
      'remove it, and annotate the existing ServiceAccount',
    ),
  ]);
});

test.each([{ create: true }, { create: null }, { name: 'portal' }, {}])('is silent with %j', (serviceAccount) => {
  expect(warnings(account(serviceAccount))).toEqual([]);
});

test('is silent if Backstage is disabled or the rule is switched off', () => {
  const values = account({ create: false });
  expect(warnings({ backstage: { ...values.backstage, enabled: false } })).toEqual([]);
  expect(warnings(values, { allow: ['service-account'] })).toEqual([]);
});
