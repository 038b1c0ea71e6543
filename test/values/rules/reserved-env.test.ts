import { renderManifests, type Values } from '../../../lib';
import type { JsonMap } from '../../../lib/util/json';
import { mergeValues } from '../../../lib/values/merge';
import { BASE, configured, error, errors, POSTGRESQL, yaml } from '../../lines/0.11/rules/support';

const reserved = (name: string, setBy: string, index = 0) =>
  error(
    'reserved-env',
    `backstage.env[${index}].name`,
    `must not be ${name}, because ${setBy} sets this variable`,
    `remove the entry, and set ${setBy} instead`,
  );

const setting = (name: string, values: Values = {}): Values => ({
  ...values,
  backstage: { ...values.backstage, env: [{ name, value: 'custom' }] },
});

const WITH_ALL: Values = {
  security: { oidc: { wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration' } },
  backstage: { thunder: { token: 'hunter2' } },
};
const ON_POSTGRESQL: Values = { backstage: { database: POSTGRESQL } };
const WITHOUT_THUNDER: Values = { thunder: { enabled: false }, backstage: { thunder: { token: 'hunter2' } } };

/** Returns the names of the rendered variables, without custom variables. */
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
])('refuses %s, and reports the value that sets it', (name, setBy) => {
  expect(errors(setting(name, WITH_ALL))).toEqual([reserved(name, setBy)]);
});

test.each([
  ['POSTGRES_HOST', 'backstage.database.postgresql.host'],
  ['POSTGRES_PORT', 'backstage.database.postgresql.port'],
  ['POSTGRES_USER', 'backstage.database.postgresql.user'],
  ['POSTGRES_PASSWORD', 'backstage.database.postgresql.password'],
  ['POSTGRES_DB', 'backstage.database.postgresql.database'],
])('refuses %s on PostgreSQL, and reports the value that sets it', (name, setBy) => {
  expect(errors(setting(name, ON_POSTGRESQL))).toEqual([reserved(name, setBy)]);
});

test.each([
  ['SQLite with everything', WITH_ALL],
  ['PostgreSQL', ON_POSTGRESQL],
  ['no Thunder', WITHOUT_THUNDER],
])('refuses every rendered variable with %s', (_, values: Values) => {
  const rendered = variables(values);
  const refused = rendered.filter((name) => errors(setting(name, values)).some(({ rule }) => rule === 'reserved-env'));
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
])('accepts %s %s, because nothing else sets it', (name, _, values) => {
  expect(errors(setting(name, values))).toEqual([]);
});

test.each(['NODE_ENV', 'PORT', 'GITHUB_TOKEN', 'backend_secret', 'BACKEND_SECRET_2', 'constructor', '__proto__'])(
  'accepts %s, which nothing else sets',
  (name) => {
    expect(errors(setting(name))).toEqual([]);
  },
);

test('refuses a reserved variable with valueFrom, and reports its index', () => {
  const env = [
    { name: 'MINE', value: 'x' },
    { name: 'BACKEND_SECRET', valueFrom: { secretKeyRef: { name: 'mine', key: 'secret' } } },
  ];
  expect(errors({ backstage: { env } })).toMatchObject([
    { path: 'backstage.env[1].name', message: expect.stringContaining('backstage.backendSecret sets this variable') },
  ]);
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

  test('is checked after env', () => {
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

  test.each([true, 'require', 'disable'])('are reserved if ssl is %j', (ssl) => {
    expect(errors(setting('PGSSLMODE', withTls({ ssl })))).toEqual([
      reserved('PGSSLMODE', 'backstage.database.postgresql.ssl'),
    ]);
  });

  test.each([false, null, undefined])('are allowed if ssl is %j', (ssl) => {
    expect(errors(setting('PGSSLMODE', withTls({ ssl })))).toEqual([]);
  });

  test.each([{ configMap: 'ca' }, { secret: 'ca' }])('are reserved with the certificates of %j', (caBundle) => {
    expect(errors(setting('NODE_EXTRA_CA_CERTS', withTls({ caBundle })))).toEqual([
      {
        ...reserved('NODE_EXTRA_CA_CERTS', 'backstage.database.postgresql.caBundle'),
        fix: 'remove the entry, and add its certificates to the ConfigMap or Secret that backstage.database.postgresql.caBundle names: Node.js trusts them for all connections',
      },
    ]);
  });

  test('are allowed without certificates, and with SQLite', () => {
    expect(errors(setting('NODE_EXTRA_CA_CERTS', withTls({ caBundle: { key: 'ca.pem' } })))).toEqual([]);
    expect(
      errors(
        setting('NODE_EXTRA_CA_CERTS', { backstage: { database: { postgresql: { caBundle: { secret: 'ca' } } } } }),
      ),
    ).toEqual([]);
  });
});

describe('variables of appConfig', () => {
  const BY = 'backstage.appConfig';

  /** Returns values with a variable and a configuration. */
  const withConfig = (name: string, appConfig: JsonMap): Values => setting(name, configured(appConfig));

  const TREE = { app: { title: 'Portal', support: { url: 'https://a.example.com' } }, list: [1, 2], odd: { 'a-b': 1 } };

  test.each(['APP_CONFIG_app_title', 'APP_CONFIG_app_support_url', 'APP_CONFIG_list', 'APP_CONFIG_odd'])(
    'are reserved: %s',
    (name) => {
      expect(errors(withConfig(name, TREE))).toEqual([reserved(name, BY)]);
    },
  );

  test.each(['APP_CONFIG_app', 'APP_CONFIG_app_support'])('reserve the keys above them too: %s', (name) => {
    expect(errors(withConfig(name, TREE))).toEqual([reserved(name, BY)]);
  });

  test.each(['APP_CONFIG_app_title_short', 'APP_CONFIG_list_0', 'APP_CONFIG_odd_a'])(
    'reserve the keys below them too: %s',
    (name) => {
      expect(errors(withConfig(name, TREE))).toEqual([reserved(name, BY)]);
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
  ])('do not reserve %s', (name) => {
    expect(errors(withConfig(name, TREE))).toEqual([]);
  });

  test('are reserved in extraEnv too', () => {
    const extraEnv = [{ name: 'APP_CONFIG_app_title', value: '"hunter2"' }];
    const found = errors({ backstage: { ...configured(TREE).backstage, extraEnv } });
    expect(found).toEqual([{ ...reserved('APP_CONFIG_app_title', BY), path: 'backstage.extraEnv[0].name' }]);
  });

  test('are reserved for the URL of the portal, which another variable sets', () => {
    const url = { app: { baseUrl: 'http://localhost:7007' } };
    expect(errors(withConfig('APP_CONFIG_app_baseUrl', url)).map(({ rule }) => rule)).toContain('reserved-env');
    expect(errors(withConfig('APP_CONFIG_app_title', { app: { baseUrl: 'http://localhost:7007' } }))).toEqual([]);
  });

  test('are reserved even if the configuration is in a file, which a variable would silently override', () => {
    expect(errors(withConfig('APP_CONFIG_app_title', { app: { title: '${NODE_ENV}' } }))).toEqual([
      reserved('APP_CONFIG_app_title', BY),
    ]);
  });

  test.each(['APP_CONFIG_', 'APP_CONFIG_1x', 'APP_CONFIG_my.plugin', 'APP_CONFIG_a__b', 'APP_CONFIG_constructor'])(
    'must have names with which Backstage starts: %s',
    (name) => {
      expect(errors(setting(name)).map(({ rule, message }) => [rule, message])).toEqual([
        [
          'reserved-env',
          `must be APP_CONFIG_ and keys joined by _, got ${name}: Backstage does not start with this name`,
        ],
      ]);
    },
  );

  test('must not set the same key twice', () => {
    const extraEnv = [
      { name: 'APP_CONFIG_a_b', value: '1' },
      { name: 'APP_CONFIG_a', value: '{}' },
    ];
    expect(errors({ backstage: { extraEnv } }).map(({ path, message }) => [path, message])).toEqual([
      [
        'backstage.extraEnv[1].name',
        'must not be APP_CONFIG_a together with APP_CONFIG_a_b, because both set the same key of the configuration',
      ],
    ]);
  });

  test('are reported with their path, and duplicates by another rule', () => {
    const twice = { name: 'APP_CONFIG_a_b', value: '1' };
    const found = errors({ backstage: { extraEnv: [twice, twice, { name: 'APP_CONFIG_a__b', value: '1' }] } });
    expect(found.map(({ rule, path, fix }) => `${rule} ${path}: ${fix}`).sort()).toEqual([
      "duplicate-env backstage.extraEnv[1].name: remove one of the two, or use --correct duplicate-variables (fidelity: ['duplicate-variables']) to keep the last one",
      'reserved-env backstage.extraEnv[2].name: set it in backstage.appConfig instead',
    ]);
  });

  test.each([null, undefined, {}])('are not reserved for the configuration %j', (appConfig) => {
    expect(errors(setting('APP_CONFIG_app_title', { backstage: { appConfig } }))).toEqual([]);
  });

  test('are accepted if the rule is switched off', () => {
    expect(errors(withConfig('APP_CONFIG_app_title', TREE), { allow: ['reserved-env'] })).toEqual([]);
  });
});

test('does not crash on a variable without a name, which a newer Kubernetes might allow', () => {
  const values = yaml('backstage: {env: [{}], appConfig: {app: {title: Portal}}}');
  expect(() => errors(values, { allow: ['kubernetes-fields'] })).not.toThrow();
});

test('accepts a reserved variable if the rule is switched off', () => {
  expect(errors(setting('BACKEND_SECRET'), { allow: ['reserved-env'] })).toEqual([]);
});

test('ignores the variables if Backstage is disabled', () => {
  expect(errors(setting('BACKEND_SECRET', { backstage: { enabled: false } }))).toEqual([]);
});

describe('the fix for a credential', () => {
  const EXISTING: Values = { backstage: { backendSecret: '', secretName: 'portal' } };
  const PG: Values = { backstage: { database: { type: 'postgresql', postgresql: { host: 'pg' } } } };
  const STORE: Values = {
    backstage: {
      backendSecret: '',
      externalSecret: {
        secretStoreRef: { name: 'vault' },
        data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' }, postgresPassword: { key: 'c' } },
      },
    },
  };

  /** Returns the fix for a variable that a Secret sets, or a plain text without a Secret. */
  const fix = (name: string, secret: string | undefined, ...values: readonly Values[]) => {
    const entry = secret ? { name, valueFrom: { secretKeyRef: { name: secret, key: 'k' } } } : { name, value: 'x' };
    const merged = mergeValues([...values, { backstage: { extraEnv: [entry] } }]);
    return errors(merged).find(({ rule }) => rule === 'reserved-env')?.fix;
  };

  test('from the Secret of a database operator names the values for a separate Secret', () => {
    const wanted =
      'remove the entry, and write the name and the key of its Secret as backstage.database.postgresql.secretName and backstage.database.postgresql.secretKeys.password';
    expect(fix('POSTGRES_PASSWORD', 'pg-app', EXISTING, PG)).toBe(wanted);
    expect(fix('POSTGRES_PASSWORD', 'pg-app', STORE, PG)).toBe(wanted);
    expect(fix('POSTGRES_PASSWORD', 'pg-app', { backstage: { database: POSTGRESQL } })).toBe(
      `${wanted} instead of backstage.database.postgresql.password`,
    );
    expect(fix('POSTGRES_HOST', 'pg-app', EXISTING, PG)).toBe(
      `${wanted.replace(/password$/, 'host')} instead of backstage.database.postgresql.host`,
    );
  });

  test('from the Secret that the values name already names its key', () => {
    expect(fix('POSTGRES_PASSWORD', 'portal', EXISTING, PG)).toBe(
      'remove the entry, and set backstage.secretKeys.postgresPassword to its key',
    );
    expect(fix('BACKEND_SECRET', 'portal', EXISTING)).toBe(
      'remove the entry, and set backstage.secretKeys.backendSecret to its key',
    );
    const separate: Values = { backstage: { database: { postgresql: { secretName: 'pg-app' } } } };
    expect(fix('POSTGRES_PASSWORD', 'pg-app', EXISTING, PG, separate)).toBe(
      'remove the entry, and set backstage.database.postgresql.secretKeys.password to its key',
    );
  });

  test('from another Secret names the source that has it', () => {
    expect(fix('BACKEND_SECRET', 'other', EXISTING)).toBe(
      'remove the entry, and put the value into the Secret that backstage.secretName names, under the key backend-secret',
    );
    expect(fix('BACKEND_SECRET', 'other', STORE)).toBe(
      'remove the entry, and put the value into the store, and name its entry in backstage.externalSecret.data.backendSecret',
    );
    expect(fix('BACKEND_SECRET', 'other')).toContain('backstage.secretName and backstage.secretKeys.backendSecret');
  });

  test('in plain text names the Secret, and not a value that it would refuse', () => {
    expect(fix('POSTGRES_PASSWORD', undefined, EXISTING, PG)).toBe(
      'remove the entry, and put the value into the Secret that backstage.secretName names, under the key postgres-password',
    );
    expect(fix('POSTGRES_HOST', undefined, EXISTING, PG)).toBe(
      'remove the entry, and set backstage.database.postgresql.host instead',
    );
  });

  test('shows no key that the user wrote, because it may be the secret', () => {
    const keys: Values = { backstage: { secretKeys: { postgresPassword: 'hunter2' } } };
    expect(fix('POSTGRES_PASSWORD', undefined, EXISTING, PG, keys)).toBe(
      'remove the entry, and put the value into the Secret that backstage.secretName names, under the key in backstage.secretKeys.postgresPassword',
    );
  });
});
