import { POSTGRESQL, warning, warnings } from './support';

const lost = warning(
  'ephemeral-database',
  'backstage.database.sqlite.persistence.enabled',
  'is off: catalog, settings and plugin data are lost whenever the pod restarts',
  'set it to true, or use PostgreSQL',
);
const unkept = { backstage: { database: { sqlite: { persistence: { enabled: false } } } } };

test('warns of SQLite without persistence', () => {
  expect(warnings(unkept)).toEqual([lost]);
});

test('says nothing of SQLite on a claim', () => {
  expect(warnings({ backstage: { database: { type: 'sqlite' } } })).toEqual([]);
});

test('says nothing of PostgreSQL', () => {
  const database = { ...POSTGRESQL, ...unkept.backstage.database };
  expect(warnings({ backstage: { database } })).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(warnings(unkept, { allow: ['ephemeral-database'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warnings({ backstage: { ...unkept.backstage, enabled: false } })).toEqual([]);
});
