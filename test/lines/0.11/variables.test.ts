import { FIDELITIES, renderManifests } from '../../../lib';
import { environment, variableNamed, variableNames } from '../../../lib/backstage/variables';
import type { Values } from '../../../lib/lines/0.11/schema';
import { variables } from '../../../lib/lines/0.11/variables';
import { databaseVariables } from '../../../lib/lines/common/variables';
import { effective } from '../../values/support';
import { factsOf } from './support';

const rendered = (values: Values) => {
  const { portal } = factsOf(values);
  return new Map(variableNames(variables, portal).map((name) => [name, variableNamed(variables, portal, name)?.setBy]));
};

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

describe('the variables of the container', () => {
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
  ])('are set by documented values, with %s', (_, values) => {
    const complete = effective(values);
    const missing = [...rendered(values).values()].filter(
      (path = '') => path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), complete) === undefined,
    );
    expect(missing).toEqual([]);
  });

  test.each<[string, Values]>([
    ['a token', { backstage: { thunder: { token: 'hunter2' } } }],
    ['a key of an existing Secret', { backstage: { secretName: 'mine', secretKeys: { thunderToken: 'token' } } }],
    [
      'an entry of a secret store',
      {
        backstage: { externalSecret: { secretStoreRef: { name: 'vault' }, data: { thunderToken: { key: 'portal' } } } },
      },
    ],
  ])("include Thunder's token with %s, if Thunder is enabled", (_, values) => {
    expect(rendered(values).has('THUNDER_TOKEN')).toBe(true);
    expect(rendered({ ...values, thunder: { enabled: false } }).has('THUNDER_TOKEN')).toBe(false);
  });

  test.each<[string, Values]>([
    ['an empty token', { backstage: { thunder: { token: '' } } }],
    ['a token of null', { backstage: { thunder: { token: null } } }],
    ['a key without a Secret', { backstage: { secretKeys: { thunderToken: 'token' } } }],
    ['a Secret without such a key', { backstage: { secretName: 'mine' } }],
  ])("do not include Thunder's token with %s", (_, values) => {
    expect(rendered(values).has('THUNDER_TOKEN')).toBe(false);
  });

  test.each([true, 'require', 'disable', 'no-verify'])('set the TLS mode for PostgreSQL with ssl %j', (ssl) => {
    expect(rendered(postgresql({ ssl })).get('PGSSLMODE')).toBe('backstage.database.postgresql.ssl');
  });

  test.each([false, null, undefined])('do not set the TLS mode for PostgreSQL with ssl %j', (ssl) => {
    expect(rendered(postgresql({ ssl })).has('PGSSLMODE')).toBe(false);
  });

  test('include neither TLS mode nor certificates of PostgreSQL with SQLite', () => {
    const values: Values = {
      backstage: { database: { type: 'sqlite', postgresql: { ssl: true, caBundle: { configMap: 'ca' } } } },
    };
    expect(rendered(values).has('PGSSLMODE')).toBe(false);
    expect(rendered(values).has('NODE_EXTRA_CA_CERTS')).toBe(false);
  });

  test('include the certificates of PostgreSQL if they are set', () => {
    const has = (caBundle: object) => rendered(postgresql({ caBundle })).has('NODE_EXTRA_CA_CERTS');
    expect([has({ configMap: 'ca' }), has({ secret: 'ca' })]).toEqual([true, true]);
    expect([has({}), has({ key: 'ca.pem' }), has({ configMap: '', secret: null })]).toEqual([false, false, false]);
  });

  test('include the discovery document if it is set', () => {
    const has = (wellKnownEndpoint: string | null) =>
      rendered({ security: { oidc: { wellKnownEndpoint } } }).has('OPENCHOREO_AUTH_METADATA_URL');
    expect([has('https://id.example.com'), has(''), has(null)]).toEqual([true, false, false]);
  });

  test.each<[string, Values]>([
    ['minimal values', {}],
    ['a token', { backstage: { thunder: { token: 'hunter2' } } }],
    ['no Thunder', { backstage: { thunder: { token: 'hunter2' } }, thunder: { enabled: false } }],
    ['another identity provider', { security: { oidc: { wellKnownEndpoint: 'https://id.example.com' } } }],
    ['PostgreSQL', postgresql()],
    ['PostgreSQL with TLS', postgresql({ ssl: 'verify-full', caBundle: { configMap: 'ca' } })],
    ['PostgreSQL without TLS', postgresql({ ssl: false, caBundle: { key: 'ca.pem' } })],
    [
      'an existing Secret',
      { backstage: { secretName: 'mine', secretKeys: { thunderToken: 'token' }, auth: { clientSecret: '' } } },
    ],
  ])('are the same as in the Deployment with %s', (_, values) => {
    for (const fidelity of FIDELITIES) {
      const secret: Values = values.backstage?.secretName
        ? {}
        : { backstage: { backendSecret: 'kept-for-tests-kept-for-tests' } };
      const manifests = renderManifests([secret, values, { backstage: { env: [] } }], { fidelity, allow: ['*'] });
      const deployment = JSON.stringify(manifests.find(({ kind }) => kind === 'Deployment'));
      const names = [...deployment.matchAll(/"name":"([A-Z][A-Z_]+)"/g)].map(([, name = '']) => name);
      expect(names.sort()).toEqual([...rendered(values).keys()].sort());
    }
  });

  test('keep the order in which Kubernetes expands them', () => {
    const { portal } = factsOf({ backstage: { thunder: { token: 'hunter2' } } });
    expect(environment(variables, portal).map(({ name }) => name)).toEqual(variableNames(variables, portal));
    expect(environment(variables, portal)).toEqual(
      expect.arrayContaining([
        { name: 'BACKSTAGE_BASE_URL', value: 'http://openchoreo.local' },
        { name: 'THUNDER_TOKEN', value: 'hunter2' },
        { name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED', value: 'false' },
        {
          name: 'BACKEND_SECRET',
          valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'backend-secret' } },
        },
      ]),
    );
  });

  test('include a feature without a value if it is null, as in the chart', () => {
    const { portal } = factsOf({ security: { enabled: null } });
    expect(environment(variables, portal)).toContainEqual({ name: 'OPENCHOREO_FEATURES_AUTH_ENABLED' });
  });

  test('end with those of the database', () => {
    const { portal } = factsOf(postgresql({ ssl: true }));
    const ofDatabase = environment(databaseVariables, portal.database);
    expect(environment(variables, portal).slice(-ofDatabase.length)).toEqual(ofDatabase);
    expect(ofDatabase.map(({ name }) => name)).toEqual(['DATABASE_CLIENT', ...OF_POSTGRESQL, 'PGSSLMODE']);
  });

  test('have unique names', () => {
    const names = variables.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  test('are shown in differences, except secrets', () => {
    expect(variables.filter(({ isPublic }) => !isPublic).map(({ name }) => name)).toEqual([
      'BACKEND_SECRET',
      'THUNDER_TOKEN',
      'OPENCHOREO_AUTH_CLIENT_SECRET',
      'POSTGRES_PASSWORD',
    ]);
  });

  test('have no name that every JavaScript object has', () => {
    expect([rendered({}).get('constructor'), rendered({}).get('__proto__')]).toEqual([undefined, undefined]);
  });
});
