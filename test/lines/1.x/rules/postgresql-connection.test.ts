import { disabled, error, found, on, type Values } from '../support';

type CaBundle = NonNullable<
  NonNullable<NonNullable<NonNullable<Values['backstage']>['database']>['postgresql']>['caBundle']
>;

const verified = (caBundle: CaBundle): Values => on({ database: { type: 'postgresql', postgresql: { caBundle } } });

const both = verified({ configMap: 'ca', secret: 'ca' });

test('refuses certificates from two sources', () => {
  expect(found(both)).toEqual([
    error(
      'postgresql-connection',
      'backstage.database.postgresql.caBundle',
      'must name either a ConfigMap or a Secret, got both',
      'remove one of the two',
    ),
  ]);
});

test.each<CaBundle>([{}, { configMap: 'ca' }, { secret: 'ca' }])('accepts %j', (caBundle) => {
  expect(found(verified(caBundle))).toEqual([]);
});

test('accepts two sources with SQLite, if the rule is switched off, and if Backstage is disabled', () => {
  expect(
    found(
      { backstage: { ...both.backstage, database: { ...both.backstage?.database, type: 'sqlite' } } },
      {
        allow: ['unread-values'],
      },
    ),
  ).toEqual([]);
  expect(found(both, { allow: ['postgresql-connection'] })).toEqual([]);
  expect(found(disabled(both))).toEqual([]);
});
