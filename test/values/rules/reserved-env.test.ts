import { renderManifests, type Values } from '../../../lib';
import type { JsonMap } from '../../../lib/util/json';
import { BASE, configured, error, errors, POSTGRESQL, yaml } from '../../lines/0.11/rules/support';

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

describe('extraEnv', () => {
  const inExtra = (name: string, setBy: string, index = 0) => ({
    ...reserved(name, setBy),
    path: `backstage.extraEnv[${index}].name`,
  });

  test('must not have a variable that another value sets', () => {
    const extraEnv = [{ name: 'MINE', value: 'x' }, { name: 'BACKEND_SECRET' }, { name: 'POSTGRES_HOST' }];
    expect(errors({ backstage: { extraEnv } })).toEqual([inExtra('BACKEND_SECRET', 'backstage.backendSecret', 1)]);
    expect(errors({ backstage: { extraEnv, database: POSTGRESQL } })).toEqual([
      inExtra('BACKEND_SECRET', 'backstage.backendSecret', 1),
      inExtra('POSTGRES_HOST', 'backstage.database.postgresql.host', 2),
    ]);
  });

  test('is looked at behind env', () => {
    const backstage = { env: [{ name: 'DATABASE_CLIENT' }], extraEnv: [{ name: 'BACKSTAGE_BASE_URL' }] };
    expect(errors({ backstage })).toEqual([
      reserved('DATABASE_CLIENT', 'backstage.database.type'),
      inExtra('BACKSTAGE_BASE_URL', 'backstage.baseUrl'),
    ]);
  });

  test.each([null, []])('may be %j', (extraEnv) => {
    expect(errors({ backstage: { extraEnv } })).toEqual([]);
  });
});

describe('variables of TLS to PostgreSQL', () => {
  const withTls = (postgresql: object): Values => ({
    backstage: { database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, ...postgresql } } },
  });

  test.each([true, 'require', 'disable'])('are reserved where ssl is %j', (ssl) => {
    expect(errors(owning('PGSSLMODE', withTls({ ssl })))).toEqual([
      reserved('PGSSLMODE', 'backstage.database.postgresql.ssl'),
    ]);
  });

  test.each([false, null, undefined])('are free where ssl is %j', (ssl) => {
    expect(errors(owning('PGSSLMODE', withTls({ ssl })))).toEqual([]);
  });

  test.each([{ configMap: 'ca' }, { secret: 'ca' }])('are reserved with the certificates of %j', (caBundle) => {
    expect(errors(owning('NODE_EXTRA_CA_CERTS', withTls({ caBundle })))).toEqual([
      reserved('NODE_EXTRA_CA_CERTS', 'backstage.database.postgresql.caBundle'),
    ]);
  });

  test('are free without certificates, and with SQLite', () => {
    expect(errors(owning('NODE_EXTRA_CA_CERTS', withTls({ caBundle: { key: 'ca.pem' } })))).toEqual([]);
    expect(
      errors(
        owning('NODE_EXTRA_CA_CERTS', { backstage: { database: { postgresql: { caBundle: { secret: 'ca' } } } } }),
      ),
    ).toEqual([]);
  });
});

describe('variables of appConfig', () => {
  const BY = 'backstage.appConfig';

  /** A variable beside a configuration. */
  const beside = (name: string, appConfig: JsonMap): Values => owning(name, configured(appConfig));

  const TREE = { app: { title: 'Portal', support: { url: 'https://a.example.com' } }, list: [1, 2], odd: { 'a-b': 1 } };

  test.each(['APP_CONFIG_app_title', 'APP_CONFIG_app_support_url', 'APP_CONFIG_list', 'APP_CONFIG_odd'])(
    'are reserved: %s',
    (name) => {
      expect(errors(beside(name, TREE))).toEqual([reserved(name, BY)]);
    },
  );

  test.each(['APP_CONFIG_app', 'APP_CONFIG_app_support'])('are reserved with what is above them: %s', (name) => {
    expect(errors(beside(name, TREE))).toEqual([reserved(name, BY)]);
  });

  test.each(['APP_CONFIG_app_title_short', 'APP_CONFIG_list_0', 'APP_CONFIG_odd_a'])(
    'are reserved with what is below them: %s',
    (name) => {
      expect(errors(beside(name, TREE))).toEqual([reserved(name, BY)]);
    },
  );

  test.each([
    'APP_CONFIG_app_titles',
    'APP_CONFIG_app_support_text',
    'APP_CONFIG_ap',
    'APP_CONFIG_apps',
    'APP_CONFIG_App_title',
    'APP_CONFIG_techdocs',
    'APP_CONFIG',
    'APP_CONFIGapp_title',
    'app_title',
  ])('leave %s free', (name) => {
    expect(errors(beside(name, TREE))).toEqual([]);
  });

  test('are reserved in extraEnv, too', () => {
    const extraEnv = [{ name: 'APP_CONFIG_app_title', value: '"hunter2"' }];
    const found = errors({ backstage: { ...configured(TREE).backstage, extraEnv } });
    expect(found).toEqual([{ ...reserved('APP_CONFIG_app_title', BY), path: 'backstage.extraEnv[0].name' }]);
  });

  test('are reserved for the URL of the portal, which another variable says', () => {
    const url = { app: { baseUrl: 'http://localhost:7007' } };
    expect(errors(beside('APP_CONFIG_app_baseUrl', url)).map(({ rule }) => rule)).toContain('reserved-env');
    expect(errors(beside('APP_CONFIG_app_title', { app: { baseUrl: 'http://localhost:7007' } }))).toEqual([]);
  });

  test('are reserved where the configuration is in a file, over which a variable would win without a word', () => {
    expect(errors(beside('APP_CONFIG_app_title', { app: { title: '${NODE_ENV}' } }))).toEqual([
      reserved('APP_CONFIG_app_title', BY),
    ]);
  });

  test.each(['APP_CONFIG_', 'APP_CONFIG_1x', 'APP_CONFIG_my.plugin', 'APP_CONFIG_a__b', 'APP_CONFIG_constructor'])(
    'must be such that Backstage starts: %s',
    (name) => {
      expect(errors(owning(name)).map(({ rule, message }) => [rule, message])).toEqual([
        [
          'reserved-env',
          `must be APP_CONFIG_ and keys with _ between them, got ${name}: Backstage does not start with it`,
        ],
      ]);
    },
  );

  test('may not set the same key twice among themselves', () => {
    const extraEnv = [
      { name: 'APP_CONFIG_a_b', value: '1' },
      { name: 'APP_CONFIG_a', value: '{}' },
    ];
    expect(errors({ backstage: { extraEnv } }).map(({ path, message }) => [path, message])).toEqual([
      [
        'backstage.extraEnv[1].name',
        'must not be APP_CONFIG_a beside APP_CONFIG_a_b: both set the same key of the configuration',
      ],
    ]);
  });

  test('are where they stand, and another rule says that one is there twice', () => {
    const twice = { name: 'APP_CONFIG_a_b', value: '1' };
    const found = errors({ backstage: { extraEnv: [twice, twice, { name: 'APP_CONFIG_a__b', value: '1' }] } });
    expect(found.map(({ rule, path, fix }) => `${rule} ${path}: ${fix}`).sort()).toEqual([
      'duplicate-env backstage.extraEnv[1].name: remove one of the two',
      'reserved-env backstage.extraEnv[2].name: put it into backstage.appConfig',
    ]);
  });

  test.each([null, undefined, {}])('are none for the configuration %j', (appConfig) => {
    expect(errors(owning('APP_CONFIG_app_title', { backstage: { appConfig } }))).toEqual([]);
  });

  test('are let through where allowed', () => {
    expect(errors(beside('APP_CONFIG_app_title', TREE), { allow: ['reserved-env'] })).toEqual([]);
  });
});

test('does not stumble over a variable without a name, which a newer Kubernetes might know', () => {
  const values = yaml('backstage: {env: [{}], appConfig: {app: {title: Portal}}}');
  expect(() => errors(values, { allow: ['kubernetes-fields'] })).not.toThrow();
});

test('lets a reserved variable through where allowed', () => {
  expect(errors(owning('BACKEND_SECRET'), { allow: ['reserved-env'] })).toEqual([]);
});

test('does not look at the variables of a disabled Backstage', () => {
  expect(errors(owning('BACKEND_SECRET', { backstage: { enabled: false } }))).toEqual([]);
});
