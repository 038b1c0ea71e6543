import { renderManifests, type Values } from '../../../lib';
import { BASE, error, errors, POSTGRESQL } from './support';

const reserved = (name: string, setBy: string, index = 0) =>
  error(
    'reserved-env',
    `backstage.env[${index}].name`,
    `must not be ${name}, which ${setBy} sets`,
    `remove the entry and set ${setBy}`,
  );

const owning = (name: string, values: Values = {}): Values => ({
  ...values,
  backstage: { ...values.backstage, env: [{ name, value: 'own' }] },
});

const WITH_ALL: Values = {
  security: { oidc: { wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration' } },
  backstage: { thunder: { token: 'hunter2' } },
};
const ON_POSTGRESQL: Values = { backstage: { database: POSTGRESQL } };
const WITHOUT_THUNDER: Values = { thunder: { enabled: false }, backstage: { thunder: { token: 'hunter2' } } };

/** Names of the variables that are rendered for values with no variables of their own. */
function variables(values: Values): string[] {
  const found = JSON.stringify(
    renderManifests([BASE, values, { backstage: { env: [] } }]).find(({ kind }) => kind === 'Deployment'),
  );
  return [...found.matchAll(/"name":"([A-Z_]+)"/g)].map(([, name = '']) => name);
}

test.each([
  ['OPENCHOREO_API_URL', 'backstage.openchoreoApi.url'],
  ['BACKSTAGE_BASE_URL', 'backstage.baseUrl'],
  ['BACKEND_SECRET', 'backstage.backendSecret'],
  ['THUNDER_BASE_URL', 'backstage.thunder.baseUrl'],
  ['THUNDER_TOKEN', 'backstage.thunder.token'],
  ['OPENCHOREO_AUTH_METADATA_URL', 'security.oidc.wellKnownEndpoint'],
  ['OPENCHOREO_AUTH_AUTHORIZATION_URL', 'security.oidc.authorizationUrl'],
  ['OPENCHOREO_AUTH_TOKEN_URL', 'security.oidc.tokenUrl'],
  ['OPENCHOREO_AUTH_CLIENT_ID', 'backstage.auth.clientId'],
  ['OPENCHOREO_AUTH_CLIENT_SECRET', 'backstage.auth.clientSecret'],
  ['OPENCHOREO_FEATURES_WORKFLOWS_ENABLED', 'backstage.features.workflows.enabled'],
  ['OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED', 'backstage.features.observability.enabled'],
  ['OPENCHOREO_FEATURES_AUTH_ENABLED', 'security.enabled'],
  ['OPENCHOREO_FEATURES_AUTHZ_ENABLED', 'security.authz.enabled'],
  ['DATABASE_CLIENT', 'backstage.database.type'],
  ['SQLITE_STORAGE_DIR', 'backstage.database.sqlite.mountPath'],
])('refuses %s, and names the value that sets it', (name, setBy) => {
  expect(errors(owning(name, WITH_ALL))).toEqual([reserved(name, setBy)]);
});

test.each([
  ['POSTGRES_HOST', 'backstage.database.postgresql.host'],
  ['POSTGRES_PORT', 'backstage.database.postgresql.port'],
  ['POSTGRES_USER', 'backstage.database.postgresql.user'],
  ['POSTGRES_PASSWORD', 'backstage.database.postgresql.password'],
  ['POSTGRES_DB', 'backstage.database.postgresql.database'],
])('refuses %s on PostgreSQL, and names the value that sets it', (name, setBy) => {
  expect(errors(owning(name, ON_POSTGRESQL))).toEqual([reserved(name, setBy)]);
});

test.each([
  ['SQLite with everything', WITH_ALL],
  ['PostgreSQL', ON_POSTGRESQL],
  ['no Thunder', WITHOUT_THUNDER],
])('refuses every variable that is rendered with %s', (_, values: Values) => {
  const rendered = variables(values);
  const refused = rendered.filter((name) => errors(owning(name, values)).some(({ rule }) => rule === 'reserved-env'));
  expect(rendered).toContain('BACKSTAGE_BASE_URL');
  expect(refused).toEqual(rendered);
});

test.each<[string, string, Values]>([
  ['THUNDER_BASE_URL', 'without Thunder', WITHOUT_THUNDER],
  ['THUNDER_TOKEN', 'without Thunder', WITHOUT_THUNDER],
  ['THUNDER_TOKEN', 'without a token', {}],
  ['OPENCHOREO_AUTH_METADATA_URL', 'without a discovery document', {}],
  ['POSTGRES_HOST', 'on SQLite', {}],
  ['POSTGRES_PASSWORD', 'on SQLite', {}],
  ['SQLITE_STORAGE_DIR', 'on PostgreSQL', ON_POSTGRESQL],
])('takes %s %s, where nothing else sets it', (name, _, values) => {
  expect(errors(owning(name, values))).toEqual([]);
});

test.each(['NODE_ENV', 'PORT', 'GITHUB_TOKEN', 'backend_secret', 'BACKEND_SECRET_2', 'constructor', '__proto__'])(
  'takes %s, which nothing else sets',
  (name) => {
    expect(errors(owning(name))).toEqual([]);
  },
);

test('refuses a reserved variable whose value is from elsewhere, at its place in the list', () => {
  const env = [
    { name: 'MINE', value: 'x' },
    { name: 'BACKEND_SECRET', valueFrom: { secretKeyRef: { name: 'mine', key: 'secret' } } },
  ];
  expect(errors({ backstage: { env } })).toEqual([reserved('BACKEND_SECRET', 'backstage.backendSecret', 1)]);
});

test('lets a reserved variable through where allowed', () => {
  expect(errors(owning('BACKEND_SECRET'), { allow: ['reserved-env'] })).toEqual([]);
});

test('does not look at the variables of a disabled Backstage', () => {
  expect(errors(owning('BACKEND_SECRET', { backstage: { enabled: false } }))).toEqual([]);
});
