import type { Values } from '../../../../lib';
import { error, errors, POSTGRESQL, warnings } from './support';

const clear = (path: string, source: string, fix: string) =>
  error(
    'secret-source',
    path,
    `must not be set together with ${source}, because all credentials must come from one source`,
    fix,
  );
const store = { secretStoreRef: { name: 'vault' }, data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } } };
const noSecret = { backendSecret: null };

test.each<[string, Values]>([
  ['an existing Secret', { backstage: { ...noSecret, secretName: 'credentials' } }],
  ['a secret store', { backstage: { ...noSecret, externalSecret: store } }],
  ['values', {}],
])('credentials may come from %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test.each(['secretName', 'externalSecret'] as const)('no inline credentials may be set together with %s', (source) => {
  const named =
    source === 'secretName'
      ? { secretName: 'credentials' }
      : {
          externalSecret: { ...store, data: { ...store.data, postgresPassword: { key: 'c' } } },
        };
  const values: Values = {
    backstage: { ...named, auth: { clientSecret: 'hunter2' }, thunder: { token: 'hunter2' }, database: POSTGRESQL },
  };
  const place = (credential: string, key: string) =>
    source === 'secretName'
      ? `remove it, and put the value into the Secret that backstage.secretName names, under the key ${key}`
      : `remove it, and put the value into the store, and name its entry in backstage.externalSecret.data.${credential}`;
  const other = ', or name another Secret in backstage.database.postgresql.secretName';
  expect(errors(values)).toEqual(
    [
      ['backstage.backendSecret', place('backendSecret', 'backend-secret')],
      ['backstage.auth.clientSecret', place('clientSecret', 'client-secret')],
      ['backstage.database.postgresql.password', `${place('postgresPassword', 'postgres-password')}${other}`],
      [
        'backstage.thunder.token',
        source === 'secretName'
          ? 'remove it, and put the value into the Secret that backstage.secretName names, and set its key in backstage.secretKeys.thunderToken'
          : place('thunderToken', ''),
      ],
    ].map(([path = '', fix = '']) => clear(path, `backstage.${source}`, fix)),
  );
});

test('the secret of the documented test client does not count as set', () => {
  const auth = { clientSecret: 'backstage-portal-secret' };
  expect(errors({ backstage: { ...noSecret, secretName: 'credentials', auth } })).toEqual([]);
});

test('an empty client secret does not count as set', () => {
  expect(errors({ backstage: { ...noSecret, secretName: 'credentials', auth: { clientSecret: '' } } })).toEqual([]);
});

test.each<[string, Values['backstage']]>([
  ['SQLite, which does not use it', { database: { type: 'sqlite', postgresql: { password: 'hunter2' } } }],
  ['PostgreSQL without a password', { database: { type: 'postgresql', postgresql: { host: 'postgres.example.com' } } }],
])('a password of PostgreSQL does not count as set with %s', (_, backstage) => {
  expect(errors({ backstage: { ...noSecret, secretName: 'credentials', ...backstage } })).toEqual([]);
});

test('an existing Secret and a store are refused together', () => {
  expect(errors({ backstage: { ...noSecret, secretName: 'credentials', externalSecret: store } })).toEqual([
    error(
      'secret-source',
      'backstage.secretName',
      'must not be set together with backstage.externalSecret, because all credentials must come from one source',
      'remove one of the two; externalSecret.target.name sets the name of the Secret that the operator creates',
    ),
  ]);
});

test('a store without a name or a required entry is refused, even if all rules are switched off', () => {
  const values: Values = { backstage: { ...noSecret, externalSecret: { data: { thunderToken: { key: 'a' } } } } };
  expect(errors(values, { allow: ['*'] }).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'schema backstage.externalSecret.secretStoreRef.name',
    'schema backstage.externalSecret.data.backendSecret',
    'schema backstage.externalSecret.data.clientSecret',
  ]);
});

test('accepts all sources if Backstage is disabled', () => {
  expect(warnings({ backstage: { enabled: false, secretName: 'credentials' } })).toEqual([]);
});

describe('a separate Secret of PostgreSQL', () => {
  const path = 'backstage.database.postgresql.password';
  const separate = (password: string | null): Values => ({
    backstage: {
      database: { type: 'postgresql', postgresql: { host: 'pg.example.com', password, secretName: 'pg-app' } },
    },
  });

  test.each<[string, Values]>([
    ['values', {}],
    ['an existing Secret', { backstage: { ...noSecret, secretName: 'credentials' } }],
    ['a secret store', { backstage: { ...noSecret, externalSecret: store } }],
  ])('may be set together with %s', (_, values) => {
    expect(errors({ backstage: { ...values.backstage, ...separate(null).backstage } })).toEqual([]);
  });

  test('must not be set together with a password', () => {
    expect(errors(separate('hunter2'))).toEqual([
      error(
        'secret-source',
        path,
        'must not be set together with backstage.database.postgresql.secretName, because the password must come from one source',
        'remove it, or remove backstage.database.postgresql.secretName',
      ),
    ]);
    const { backstage } = separate('hunter2');
    expect(errors({ backstage: { ...noSecret, secretName: 'credentials', ...backstage } })).toEqual([
      clear(
        path,
        'backstage.secretName',
        'remove it, and put the value into the Secret that backstage.database.postgresql.secretName names',
      ),
    ]);
  });
});
