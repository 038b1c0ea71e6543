import type { RenderOptions } from '../../../lib';
import type { JsonMap, JsonValue } from '../../../lib/util/json';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { configured, error, errors, misjudged, POSTGRESQL, tree, yaml } from '../../lines/0.11/rules/support';

const conflict = (path: string, setBy: string) =>
  error(
    'app-config-conflicts',
    `backstage.appConfig.${path}`,
    `must not be set here, because ${setBy} sets it`,
    `remove it, and set ${setBy} instead`,
  );

const otherPort = (path: string) =>
  error(
    'app-config-conflicts',
    `backstage.appConfig.backend.listen${path}`,
    'must be 7007, the port that the probes and the Service use',
    'remove it; to change the port of the Service, set backstage.service.port',
  );

/** Returns the findings of the rule. Another rule checks the keys that are secrets. */
function found(appConfig: JsonMap, options: RenderOptions = {}) {
  return errors(configured(appConfig), { ...options, allow: ['app-config-secrets'] });
}

const PROVIDER = 'auth.providers.openchoreo-auth.development';

const SET_BY: readonly [string, string][] = [
  ['backend.database.client', 'backstage.database.type'],
  ['backend.database.connection.host', 'backstage.database.postgresql.host'],
  ['backend.database.connection.port', 'backstage.database.postgresql.port'],
  ['backend.database.connection.user', 'backstage.database.postgresql.user'],
  ['backend.database.connection.password', 'backstage.database.postgresql.password'],
  ['backend.database.connection.database', 'backstage.database.postgresql.database'],
  ['backend.database.connection.directory', 'backstage.database.sqlite.mountPath'],
  ['openchoreo.baseUrl', 'backstage.openchoreoApi.url'],
  ['openchoreo.features.workflows.enabled', 'backstage.features.workflows.enabled'],
  ['openchoreo.features.observability.enabled', 'backstage.features.observability.enabled'],
  ['openchoreo.features.auth.enabled', 'security.enabled'],
  ['openchoreo.features.authz.enabled', 'security.authz.enabled'],
  ['thunder.baseUrl', 'backstage.thunder.baseUrl'],
  [`${PROVIDER}.clientId`, 'backstage.auth.clientId'],
  [`${PROVIDER}.clientSecret`, 'backstage.auth.clientSecret'],
  [`${PROVIDER}.metadataUrl`, 'security.oidc.wellKnownEndpoint'],
  [`${PROVIDER}.authorizationUrl`, 'security.oidc.authorizationUrl'],
  [`${PROVIDER}.tokenUrl`, 'security.oidc.tokenUrl'],
];

describe.each(SET_BY)('%s', (path, setBy) => {
  test('must not have a value, because another value sets it', () => {
    expect(
      misjudged(
        ['hunter2', '', 1, false, null, [], {}, ['${NAME}']],
        (value) => found(tree(path, value)),
        () => [conflict(path, setBy)],
      ),
    ).toEqual([]);
  });

  test('may refer to a variable', () => {
    expect(misjudged(['${NAME}', 'before-${NAME}', '${NAME:-x}'], (value) => found(tree(path, value)))).toEqual([]);
  });
});

test("accepts Thunder's token, which the image reads only if the configuration refers to the variable", () => {
  expect(found({ thunder: { token: '${THUNDER_TOKEN}' } })).toEqual([]);
});

test('accepts a reference by $env', () => {
  expect(found({ backend: { database: { connection: { password: { $env: 'POSTGRES_PASSWORD' } } } } })).toEqual([]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(found(tree('openchoreo.baseUrl', 'http://api.example.com'), { fidelity })).toEqual([
    conflict('openchoreo.baseUrl', 'backstage.openchoreoApi.url'),
  ]);
});

test('reports all keys at once, with SQLite and with PostgreSQL', () => {
  const appConfig = {
    thunder: { baseUrl: 'https://thunder.example.com' },
    backend: { database: { client: 'pg', connection: { host: 'postgres', directory: '/data' } }, listen: ':80' },
  };
  const expected = [
    conflict('thunder.baseUrl', 'backstage.thunder.baseUrl'),
    conflict('backend.database.client', 'backstage.database.type'),
    conflict('backend.database.connection.directory', 'backstage.database.sqlite.mountPath'),
    conflict('backend.database.connection.host', 'backstage.database.postgresql.host'),
    otherPort(''),
  ];
  expect(errors({ backstage: { appConfig } })).toEqual(expected);
  expect(errors({ backstage: { appConfig, database: POSTGRESQL } })).toEqual(expected);
});

test.each<[string, JsonValue]>([
  ['app.title', 'Portal'],
  ['app.baseUrl', 'http://localhost:7007'],
  ['backend.database.prefix', 'backstage_'],
  ['backend.database.plugin.catalog.client', 'pg'],
  ['backend.database.connection.ssl.rejectUnauthorized', true],
  ['backend.cors.origin', 'http://localhost:7007'],
  ['openchoreo.defaultOwner', 'developers'],
  ['openchoreo.features.workflows.label', 'Runs'],
  ['openchoreo.Features.workflows.enabled', false],
  ['auth.providers.openchoreo-auth.production.clientId', 'mine'],
  ['auth.providers.github.development.clientId', 'mine'],
  ['auth.environment', 'production'],
  ['thunder.timeout', 10],
  ['catalog.openchoreo.baseUrl', 'http://api.example.com'],
])('accepts %s, which nothing else sets', (path, value) => {
  expect(found(tree(path, value))).toEqual([]);
});

test.each<JsonMap>([
  {},
  { openchoreo: null },
  { openchoreo: 'baseUrl' },
  { openchoreo: ['baseUrl'] },
  { openchoreo: { features: 1 } },
  { thunder: [] },
  { thunder: false },
  { backend: null },
  { backend: {} },
  { backend: { database: ':memory:', listen: {} } },
  { auth: { providers: { 'openchoreo-auth': [] } } },
  { auth: { toString: 1, hasOwnProperty: {} } },
])('finds nothing in %j', (appConfig) => {
  expect(found(appConfig)).toEqual([]);
});

test('ignores keys that every JavaScript object has', () => {
  expect(
    errors(yaml('backstage: {appConfig: {openchoreo: {constructor: {baseUrl: x}, __proto__: {baseUrl: x}}}}')),
  ).toEqual([]);
});

describe('a variable of the configuration', () => {
  const set = (name: string, value: string) =>
    errors({ backstage: { extraEnv: [{ name: `APP_CONFIG_${name}`, value }] } }).map(({ message }) => message);

  test.each<[string, string, string]>([
    ['thunder_baseUrl', 'http://thunder.example.com', 'backstage.thunder.baseUrl'],
    ['thunder_baseUrl', '${THUNDER_BASE_URL}', 'backstage.thunder.baseUrl'],
    ['thunder_baseUrl', '$$(THUNDER_BASE_URL)', 'backstage.thunder.baseUrl'],
    ['backend_database', '{"client":"pg"}', 'backstage.database.type'],
    ['app_baseUrl', 'http://other.example.com', 'backstage.baseUrl'],
    ['app_baseUrl', '${BACKSTAGE_BASE_URL}', 'backstage.baseUrl'],
  ])('must not be %s: %s', (name, value, setBy) => {
    expect(set(name, value)).toEqual([`must not be set here, because ${setBy} sets it`]);
  });

  test.each<[string, string]>([
    ['thunder_baseUrl', '$(THUNDER_BASE_URL)'],
    ['backend_database_connection', '{"password":"$(POSTGRES_PASSWORD)"}'],
    ['backend_listen', ':$(PORT)'],
    ['app_baseUrl', '$(BACKSTAGE_BASE_URL)'],
    ['app_baseUrl', 'http://localhost'],
  ])('may be %s: %s', (name, value) => {
    expect(set(name, value)).toEqual([]);
  });
});

describe('backend.listen', () => {
  test.each<[JsonValue]>([
    [''],
    [':80'],
    ['8080'],
    ['0.0.0.0:8080'],
    [':7007:'],
    ['http'],
    [7008],
    [0],
    [-7007],
    [true],
    [[]],
  ])('must not be %j', (listen) => {
    expect(found({ backend: { listen } })).toEqual([otherPort('')]);
  });

  test.each<JsonValue>([8080, '8080', '', 0, false, {}, []])('must not have the port %j', (port) => {
    expect(found({ backend: { listen: { host: '0.0.0.0', port } } })).toEqual([otherPort('.port')]);
  });

  test.each<JsonValue>([7007, '7007', ':7007', '0.0.0.0:7007', '[::]:7007', null, {}, { host: '::' }])(
    'may be %j',
    (listen) => {
      expect(found({ backend: { listen } })).toEqual([]);
    },
  );

  test.each<JsonValue>([7007, '7007', null, '${PORT}'])('may have the port %j', (port) => {
    expect(found({ backend: { listen: { port } } })).toEqual([]);
  });

  test.each(['${LISTEN}', ':${PORT}', '0.0.0.0:${PORT:-7007}'])('may refer to a variable: %s', (listen) => {
    expect(found({ backend: { listen } })).toEqual([]);
  });

  test('may have a port by $env', () => {
    expect(found({ backend: { listen: { port: { $env: 'PORT' } } } })).toEqual([]);
  });
});

test('does not show values', () => {
  const appConfig = { thunder: { token: 'hunter2' }, backend: { listen: 'hunter2' } };
  expect(JSON.stringify(found(appConfig))).not.toContain('hunter2');
});

test.each([null, undefined])('accepts %j as configuration', (appConfig) => {
  expect(errors({ backstage: { appConfig } })).toEqual([]);
});

test('accepts a conflicting key if the rule is switched off', () => {
  expect(errors(configured({ backend: { listen: ':80' } }), { allow: ['app-config-conflicts'] })).toEqual([]);
});

test('ignores the configuration if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, appConfig: { backend: { listen: ':80' } } } })).toEqual([]);
});
