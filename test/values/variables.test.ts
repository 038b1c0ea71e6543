import { renderManifests } from '../../lib';
import type { Values } from '../../lib/values/schema';
import { ownEnv, ownVariables, renderedVariables } from '../../lib/values/variables';
import { effective, untyped } from './support';

const rendered = (values: Values) => renderedVariables(effective(values));
const own = (backstage: Values['backstage']) => ownVariables(effective({ backstage }));

const ALWAYS = [
  'OPENCHOREO_API_URL',
  'BACKSTAGE_BASE_URL',
  'BACKEND_SECRET',
  'OPENCHOREO_AUTH_AUTHORIZATION_URL',
  'OPENCHOREO_AUTH_TOKEN_URL',
  'OPENCHOREO_AUTH_CLIENT_ID',
  'OPENCHOREO_AUTH_CLIENT_SECRET',
  'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED',
  'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED',
  'OPENCHOREO_FEATURES_AUTH_ENABLED',
  'OPENCHOREO_FEATURES_AUTHZ_ENABLED',
  'DATABASE_CLIENT',
];
const OF_POSTGRESQL = ['POSTGRES_HOST', 'POSTGRES_PORT', 'POSTGRES_USER', 'POSTGRES_PASSWORD', 'POSTGRES_DB'];

const postgresql = (more: object = {}): Values => ({
  backstage: { database: { type: 'postgresql', postgresql: { host: 'postgres', password: 'hunter2', ...more } } },
});

describe('rendered variables', () => {
  test('are these by default', () => {
    expect([...rendered({}).keys()].sort()).toEqual([...ALWAYS, 'SQLITE_STORAGE_DIR', 'THUNDER_BASE_URL'].sort());
  });

  test('are these with PostgreSQL and without Thunder', () => {
    expect([...rendered({ ...postgresql(), thunder: { enabled: false } }).keys()].sort()).toEqual(
      [...ALWAYS, ...OF_POSTGRESQL].sort(),
    );
  });

  test.each<[string, Values]>([
    ['SQLite', {}],
    ['PostgreSQL', postgresql({ ssl: true, caBundle: { secret: 'ca' } })],
    ["Thunder's token", { backstage: { thunder: { token: 'hunter2' } } }],
    ['a discovery document', { security: { oidc: { wellKnownEndpoint: 'https://id.example.com' } } }],
  ])('come from values that there are, with %s', (_, values) => {
    const complete = effective(values);
    const missing = [...rendered(values).values()].filter(
      (path) => path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), complete) === undefined,
    );
    expect(missing).toEqual([]);
  });

  test.each<[string, Values]>([
    ['a token', { backstage: { thunder: { token: 'hunter2' } } }],
    ['a key of a Secret that exists', { backstage: { secretName: 'mine', secretKeys: { thunderToken: 'token' } } }],
    [
      'an entry of a store',
      {
        backstage: { externalSecret: { secretStoreRef: { name: 'vault' }, data: { thunderToken: { key: 'portal' } } } },
      },
    ],
  ])("have Thunder's token with %s, and Thunder", (_, values) => {
    expect(rendered(values).has('THUNDER_TOKEN')).toBe(true);
    expect(rendered({ ...values, thunder: { enabled: false } }).has('THUNDER_TOKEN')).toBe(false);
  });

  test.each<[string, Values]>([
    ['an empty token', { backstage: { thunder: { token: '' } } }],
    ['null for a token', { backstage: { thunder: { token: null } } }],
    ['a key of no Secret', { backstage: { secretKeys: { thunderToken: 'token' } } }],
    ['a Secret without such a key', { backstage: { secretName: 'mine' } }],
  ])("have no token of Thunder's with %s", (_, values) => {
    expect(rendered(values).has('THUNDER_TOKEN')).toBe(false);
  });

  test.each([true, 'require', 'disable', 'no-verify'])('have TLS to PostgreSQL with ssl %j', (ssl) => {
    expect(rendered(postgresql({ ssl })).get('PGSSLMODE')).toBe('backstage.database.postgresql.ssl');
  });

  test.each([false, null, undefined])('have no TLS to PostgreSQL with ssl %j', (ssl) => {
    expect(rendered(postgresql({ ssl })).has('PGSSLMODE')).toBe(false);
  });

  test('have neither TLS nor certificates of PostgreSQL with SQLite', () => {
    const values: Values = {
      backstage: { database: { type: 'sqlite', postgresql: { ssl: true, caBundle: { configMap: 'ca' } } } },
    };
    expect(rendered(values).has('PGSSLMODE')).toBe(false);
    expect(rendered(values).has('NODE_EXTRA_CA_CERTS')).toBe(false);
  });

  test('have certificates of PostgreSQL where there are any', () => {
    const has = (caBundle: object) => rendered(postgresql({ caBundle })).has('NODE_EXTRA_CA_CERTS');
    expect([has({ configMap: 'ca' }), has({ secret: 'ca' })]).toEqual([true, true]);
    expect([has({}), has({ key: 'ca.pem' }), has({ configMap: '', secret: null })]).toEqual([false, false, false]);
  });

  test('have the discovery document where one is given', () => {
    const has = (wellKnownEndpoint: string | null) =>
      rendered({ security: { oidc: { wellKnownEndpoint } } }).has('OPENCHOREO_AUTH_METADATA_URL');
    expect([has('https://id.example.com'), has(''), has(null)]).toEqual([true, false, false]);
  });

  test.each<[string, Values]>([
    ['the least values', {}],
    ['a token', { backstage: { thunder: { token: 'hunter2' } } }],
    ['no Thunder', { backstage: { thunder: { token: 'hunter2' } }, thunder: { enabled: false } }],
    ['another identity provider', { security: { oidc: { wellKnownEndpoint: 'https://id.example.com' } } }],
    ['PostgreSQL', postgresql()],
    ['PostgreSQL with TLS', postgresql({ ssl: 'verify-full', caBundle: { configMap: 'ca' } })],
    ['PostgreSQL without TLS', postgresql({ ssl: false, caBundle: { key: 'ca.pem' } })],
    [
      'a Secret that exists',
      { backstage: { secretName: 'mine', secretKeys: { thunderToken: 'token' }, auth: { clientSecret: '' } } },
    ],
  ])('are those of the container with %s', (_, values) => {
    for (const fidelity of ['exact', 'corrected'] as const) {
      const secret: Values = values.backstage?.secretName ? {} : { backstage: { backendSecret: 'kept-for-tests' } };
      const manifests = renderManifests([secret, values, { backstage: { env: [] } }], { fidelity, allow: ['*'] });
      const deployment = JSON.stringify(manifests.find(({ kind }) => kind === 'Deployment'));
      const names = [...deployment.matchAll(/"name":"([A-Z][A-Z_]+)"/g)].map(([, name = '']) => name);
      expect(names.sort()).toEqual([...rendered(values).keys()].sort());
    }
  });

  test('have no name that every object of JavaScript has', () => {
    expect([rendered({}).get('constructor'), rendered({}).get('__proto__')]).toEqual([undefined, undefined]);
  });
});

describe('own variables', () => {
  test('are those of env, then those of extraEnv, each with its path', () => {
    expect(
      own({ env: [{ name: 'B' }, { name: 'A', value: 'hunter2' }], extraEnv: [{ name: 'C' }, { name: 'A' }] }),
    ).toEqual([
      { path: 'backstage.env[0]', name: 'B' },
      { path: 'backstage.env[1]', name: 'A', value: 'hunter2' },
      { path: 'backstage.extraEnv[0]', name: 'C' },
      { path: 'backstage.extraEnv[1]', name: 'A' },
    ]);
  });

  test('are those of the default list where none is given, which extraEnv keeps', () => {
    expect(own({ extraEnv: [{ name: 'C' }] }).map(({ name }) => name)).toEqual(['NODE_ENV', 'LOG_LEVEL', 'PORT', 'C']);
  });

  test('are none where they have no name, which a newer Kubernetes might know', () => {
    const nameless = untyped({ backstage: { env: [{ value: 'x' }, { name: 'A' }], extraEnv: [{}] } });
    expect(ownVariables(effective(nameless))).toEqual([{ path: 'backstage.env[1]', name: 'A' }]);
  });

  test('of the default list are those that extraEnv does not set anew', () => {
    const extraEnv = [{ name: 'PORT', value: '8080' }, { name: 'C' }, { name: 'NODE_ENV', value: 'test' }];
    expect(own({ extraEnv }).map(({ name, value }) => [name, value])).toEqual([
      ['LOG_LEVEL', 'info'],
      ['PORT', '8080'],
      ['C', undefined],
      ['NODE_ENV', 'test'],
    ]);
  });

  test('of an own list are all, also such as extraEnv has', () => {
    const env = [{ name: 'PORT', value: '7007' }, { name: 'A' }];
    expect(own({ env, extraEnv: [{ name: 'PORT' }] }).map(({ path }) => path)).toEqual([
      'backstage.env[0]',
      'backstage.env[1]',
      'backstage.extraEnv[0]',
    ]);
  });

  test.each([null, []])('are none where both lists are %j', (list) => {
    expect(own({ env: list, extraEnv: list })).toEqual([]);
  });
});

test('the list env is rendered as it is given, and the default one less what extraEnv sets anew', () => {
  const extraEnv = [{ name: 'LOG_LEVEL', value: 'debug' }];
  const names = (backstage: Values['backstage']) => ownEnv(effective({ backstage })).map(({ name }) => name);
  expect(names({})).toEqual(['NODE_ENV', 'LOG_LEVEL', 'PORT']);
  expect(names({ extraEnv })).toEqual(['NODE_ENV', 'PORT']);
  expect(names({ extraEnv, env: [{ name: 'LOG_LEVEL' }] })).toEqual(['LOG_LEVEL']);
  expect([names({ env: null, extraEnv }), names({ env: [], extraEnv })]).toStrictEqual([[], []]);
  expect(names({ extraEnv: null })).toEqual(['NODE_ENV', 'LOG_LEVEL', 'PORT']);
});
