import * as kplus from 'cdk8s-plus-28';
import {
  type BackstageEnv,
  backstageEnv,
  type Features,
  type Oidc,
  ownEnv,
  type Thunder,
  variable,
} from '../lib/backstage-env';
import { BackstageDatabase } from '../lib/database';
import { CREDENTIALS, OIDC, testChart } from './support';

/** Input with as little as possible, on SQLite, and what is given. */
function input(given: Partial<BackstageEnv> = {}): BackstageEnv {
  return {
    env: [],
    openchoreoApiUrl: 'http://api.example.com/api/v1',
    baseUrl: 'https://console.example.com',
    secret: CREDENTIALS,
    thunder: undefined,
    oidc: OIDC,
    clientId: 'portal',
    features: {},
    databaseEnv: new BackstageDatabase(testChart(), 'Database', { type: 'sqlite' }).env,
    ...given,
  };
}

const ALL_OIDC: Required<Oidc> = {
  ...OIDC,
  wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration',
};
const ALL_THUNDER: Required<Thunder> = { baseUrl: 'https://thunder.example.com', token: 'test-token' };
const ALL_FEATURES: Required<Features> = { workflows: false, observability: false, auth: false, authz: true };

test('every setting becomes a variable, in the order of the chart', () => {
  const everything: Required<BackstageEnv> = {
    ...input(),
    env: [{ name: 'LOG_LEVEL', value: 'debug' }],
    oidc: ALL_OIDC,
    thunder: ALL_THUNDER,
    features: ALL_FEATURES,
  };
  expect(backstageEnv(everything)).toEqual([
    { name: 'LOG_LEVEL', value: 'debug' },
    { name: 'OPENCHOREO_API_URL', value: 'http://api.example.com/api/v1' },
    { name: 'BACKSTAGE_BASE_URL', value: 'https://console.example.com' },
    { name: 'BACKEND_SECRET', valueFrom: { secretKeyRef: { name: 'portal-credentials', key: 'signing-key' } } },
    { name: 'THUNDER_BASE_URL', value: 'https://thunder.example.com' },
    { name: 'THUNDER_TOKEN', value: 'test-token' },
    {
      name: 'OPENCHOREO_AUTH_METADATA_URL',
      value: 'https://id.example.com/.well-known/openid-configuration',
    },
    { name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL', value: 'https://id.example.com/authorize' },
    { name: 'OPENCHOREO_AUTH_TOKEN_URL', value: 'https://id.example.com/token' },
    { name: 'OPENCHOREO_AUTH_CLIENT_ID', value: 'portal' },
    {
      name: 'OPENCHOREO_AUTH_CLIENT_SECRET',
      valueFrom: { secretKeyRef: { name: 'portal-credentials', key: 'oauth-secret' } },
    },
    { name: 'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_FEATURES_AUTH_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED', value: 'true' },
    { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
    { name: 'SQLITE_STORAGE_DIR', value: '/app/.config/backstage' },
  ]);
});

function names(given: Partial<BackstageEnv> = {}): string[] {
  return backstageEnv(input(given)).map(({ name }) => name);
}

test('there are no THUNDER variables without Thunder', () => {
  expect(names().filter((name) => name.startsWith('THUNDER'))).toEqual([]);
});

test.each([undefined, ''])('there is no THUNDER_TOKEN where the token is %p', (token) => {
  const thunder = { baseUrl: 'https://thunder.example.com', token };
  expect(names({ thunder }).filter((name) => name.startsWith('THUNDER'))).toEqual(['THUNDER_BASE_URL']);
});

test('a token may be a key of a Secret', () => {
  const thunder = { baseUrl: 'https://thunder.example.com', token: { secret: { name: 'idp' }, key: 'token' } };
  expect(backstageEnv(input({ thunder }))).toContainEqual({
    name: 'THUNDER_TOKEN',
    valueFrom: { secretKeyRef: { name: 'idp', key: 'token' } },
  });
});

test.each([undefined, ''])('there is no metadata URL where the discovery document is %p', (wellKnownEndpoint) => {
  expect(names({ oidc: { ...OIDC, wellKnownEndpoint } })).not.toContain('OPENCHOREO_AUTH_METADATA_URL');
});

test('workflows, observability and sign-in are on and access control is off unless told otherwise', () => {
  expect(backstageEnv(input()).filter(({ name }) => name.startsWith('OPENCHOREO_FEATURES_'))).toEqual([
    { name: 'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED', value: 'true' },
    { name: 'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED', value: 'true' },
    { name: 'OPENCHOREO_FEATURES_AUTH_ENABLED', value: 'true' },
    { name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED', value: 'false' },
  ]);
});

test('the variables of PostgreSQL come last', () => {
  const { env: databaseEnv } = new BackstageDatabase(testChart(), 'Database', {
    type: 'postgresql',
    host: 'postgres.example.com',
    password: { secret: { name: 'pg' }, key: 'password' },
  });
  expect(names({ databaseEnv }).slice(-6)).toEqual([
    'DATABASE_CLIENT',
    'POSTGRES_HOST',
    'POSTGRES_PORT',
    'POSTGRES_USER',
    'POSTGRES_PASSWORD',
    'POSTGRES_DB',
  ]);
});

test('own variables come first, for the others may refer to them', () => {
  const env = [
    { name: 'B', value: 'one' },
    { name: 'A', value: '$(B)' },
  ];
  expect(names({ env }).slice(0, 3)).toEqual(['B', 'A', 'OPENCHOREO_API_URL']);
});

describe('own variables', () => {
  test('of a list stay as they are and where they are', () => {
    const env = [
      { name: 'B', value: '' },
      { name: 'A', value: 'two' },
      { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'C' },
    ];
    expect(ownEnv(env)).toEqual(env);
    expect(ownEnv(env)).not.toBe(env);
  });

  test('of a map come in its order', () => {
    expect(ownEnv({ B: kplus.EnvValue.fromValue('one'), A: kplus.EnvValue.fromValue('two') })).toEqual([
      { name: 'B', value: 'one' },
      { name: 'A', value: 'two' },
    ]);
  });

  test('may come from the ConfigMaps, Secrets and fields of cdk8s-plus-28', () => {
    const chart = testChart();
    const config = kplus.ConfigMap.fromConfigMapName(chart, 'config', 'portal-config');
    const secret = kplus.Secret.fromSecretName(chart, 'secret', 'portal-secret');
    expect(
      ownEnv({
        THEME: kplus.EnvValue.fromConfigMap(config, 'theme', { optional: true }),
        GITHUB_TOKEN: kplus.EnvValue.fromSecretValue({ secret, key: 'github' }),
        POD_IP: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP),
      }),
    ).toEqual([
      {
        name: 'THEME',
        valueFrom: { configMapKeyRef: { name: 'portal-config', key: 'theme', optional: true } },
      },
      { name: 'GITHUB_TOKEN', valueFrom: { secretKeyRef: { name: 'portal-secret', key: 'github' } } },
      { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ]);
  });

  test('may be none', () => {
    expect(ownEnv([])).toEqual([]);
    expect(ownEnv({})).toEqual([]);
  });
});

test('a variable may be a text', () => {
  expect(variable('A', 'b')).toEqual({ name: 'A', value: 'b' });
});

test('a variable may be a SecretValue of cdk8s-plus-28', () => {
  const value: kplus.SecretValue = {
    secret: new kplus.Secret(testChart(), 'credentials', { metadata: { name: 'team-secret' } }),
    key: 'password',
  };
  expect(variable('A', value)).toEqual({
    name: 'A',
    valueFrom: { secretKeyRef: { name: 'team-secret', key: 'password' } },
  });
});
