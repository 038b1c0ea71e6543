import { disabled, found, on, type Values, warning } from '../support';

type Persistence = NonNullable<
  NonNullable<NonNullable<NonNullable<Values['backstage']>['database']>['sqlite']>['persistence']
>;

const renamed = (persistence: Persistence = {}): Values =>
  on({ name: 'portal', database: { sqlite: { persistence } } });

test('warns about a claim that is named after backstage.name', () => {
  expect(found(renamed())).toEqual([
    warning(
      'claim-name',
      'backstage.database.sqlite.persistence.claimName',
      'is empty, so the claim is called "portal-db", after backstage.name; another backstage.name means a new claim without the data',
      'set it to the name of the claim that has the data, or to the name in this message',
    ),
  ]);
});

test.each<Persistence>([{ claimName: 'portal-db' }, { existingClaim: 'data' }])('accepts %j', (persistence) => {
  expect(found(renamed(persistence))).toEqual([]);
});

test('does not warn about the default name, and without a claim', () => {
  expect(found({})).toEqual([]);
  expect(found(renamed({ enabled: false }), { allow: ['ephemeral-database'] })).toEqual([]);
  expect(found(on({ name: 'portal', database: { type: 'postgresql' } }))).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found(renamed(), { allow: ['claim-name'] })).toEqual([]);
  expect(found(disabled(renamed()))).toEqual([]);
});
