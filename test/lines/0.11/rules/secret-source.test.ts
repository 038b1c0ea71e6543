import type { Values } from '../../../../lib';
import { error, errors, POSTGRESQL, warnings } from './support';

const clear = (path: string, source: string) =>
  error(
    'secret-source',
    path,
    `must not be given in clear beside ${source}: credentials come from one source`,
    `remove it, or remove ${source}`,
  );
const store = { secretStoreRef: { name: 'vault' }, data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } } };
const noSecret = { backendSecret: null };

test.each<[string, Values]>([
  ['a Secret that exists already', { backstage: { ...noSecret, secretName: 'credentials' } }],
  ['a secret store', { backstage: { ...noSecret, externalSecret: store } }],
  ['values', {}],
])('credentials may come from %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test.each(['secretName', 'externalSecret'] as const)('nothing may be given in clear beside %s', (source) => {
  const named =
    source === 'secretName'
      ? { secretName: 'credentials' }
      : {
          externalSecret: { ...store, data: { ...store.data, postgresPassword: { key: 'c' } } },
        };
  const values: Values = {
    backstage: { ...named, auth: { clientSecret: 'hunter2' }, thunder: { token: 'hunter2' }, database: POSTGRESQL },
  };
  expect(errors(values)).toEqual(
    [
      'backstage.backendSecret',
      'backstage.auth.clientSecret',
      'backstage.database.postgresql.password',
      'backstage.thunder.token',
    ].map((path) => clear(path, `backstage.${source}`)),
  );
});

test("the documented test client's secret is not taken for one that was given", () => {
  const auth = { clientSecret: 'backstage-portal-secret' };
  expect(errors({ backstage: { ...noSecret, secretName: 'credentials', auth } })).toEqual([]);
});

test("an empty client's secret is none in clear", () => {
  expect(errors({ backstage: { ...noSecret, secretName: 'credentials', auth: { clientSecret: '' } } })).toEqual([]);
});

test.each<[string, Values['backstage']]>([
  ['SQLite, which reads none', { database: { type: 'sqlite', postgresql: { password: 'hunter2' } } }],
  ['PostgreSQL without one', { database: { type: 'postgresql', postgresql: { host: 'postgres.example.com' } } }],
])("a server's password is not in clear with %s", (_, backstage) => {
  expect(errors({ backstage: { ...noSecret, secretName: 'credentials', ...backstage } })).toEqual([]);
});

test('an existing Secret and a store are not taken together', () => {
  expect(errors({ backstage: { ...noSecret, secretName: 'credentials', externalSecret: store } })).toEqual([
    error(
      'secret-source',
      'backstage.secretName',
      'must not stand beside backstage.externalSecret: credentials come from one source',
      'remove one of the two; externalSecret.target.name names the Secret that is made',
    ),
  ]);
});

test('a store without its name, or without an entry that is needed, is refused whatever is allowed', () => {
  const values: Values = { backstage: { ...noSecret, externalSecret: { data: { thunderToken: { key: 'a' } } } } };
  expect(errors(values, { allow: ['*'] }).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'schema backstage.externalSecret.secretStoreRef.name',
    'schema backstage.externalSecret.data.backendSecret',
    'schema backstage.externalSecret.data.clientSecret',
  ]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warnings({ backstage: { enabled: false, secretName: 'credentials' } })).toEqual([]);
});
