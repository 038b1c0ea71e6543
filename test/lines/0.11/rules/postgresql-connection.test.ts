import type { Values } from '../../../../lib';
import type { JsonMap } from '../../../../lib/util/json';
import { error, errors, POSTGRESQL } from './support';

type Connection = NonNullable<NonNullable<NonNullable<NonNullable<Values['backstage']>['database']>['postgresql']>>;

const on = (connection: Connection): Values => ({
  backstage: { database: { type: 'postgresql', postgresql: { ...POSTGRESQL.postgresql, ...connection } } },
});

const needed = (key: string) =>
  error(
    'postgresql-connection',
    `backstage.database.postgresql.${key}`,
    'is required for PostgreSQL',
    key === 'password'
      ? 'set it, or set backstage.database.postgresql.secretName to the Secret that contains it, or set backstage.database.type to sqlite'
      : `set it to the server's ${key}, or set backstage.database.type to sqlite`,
  );

const notAHost = (got: string) =>
  error(
    'postgresql-connection',
    'backstage.database.postgresql.host',
    `must be only a host name, got ${got}`,
    'remove protocol, user, port and database, and set the keys for them',
  );

test.each(['host', 'user', 'password', 'database'] as const)('refuses an empty %s', (key) => {
  expect(errors(on({ [key]: '' }))).toEqual([needed(key)]);
});

test.each(['host', 'port', 'user', 'password', 'database'] as const)('refuses a null %s', (key) => {
  expect(errors(on({ [key]: null }))).toEqual([needed(key)]);
});

test('refuses PostgreSQL without host and password, which have no default', () => {
  expect(errors({ backstage: { database: { type: 'postgresql' } } })).toEqual([needed('host'), needed('password')]);
});

test('leaves port 0 to the rule ports', () => {
  expect(errors(on({ port: 0 })).map(({ rule }) => rule)).toEqual(['ports']);
});

test.each([
  'postgres',
  'postgres.data.svc.cluster.local',
  'postgres.example.com.',
  'PG-1.example.com',
  'my_postgres',
  'localhost',
  '10.0.0.5',
  '::1',
  'fd00:10:96::5',
  '::ffff:10.0.0.5',
  '/var/run/postgresql',
  '/cloudsql/project:region:instance',
])('accepts the host %s', (host) => {
  expect(errors(on({ host }))).toEqual([]);
});

test.each([
  'postgres.example.com:5432',
  'postgres:5432',
  '10.0.0.5:5432',
  '[::1]:5432',
  'postgresql://postgres.example.com',
  'postgresql://postgres.example.com:5432/backstage',
  'postgres.example.com/backstage',
  ' postgres.example.com',
  'postgres.example.com\n',
  'postgres one',
])('refuses the host %j', (host) => {
  expect(errors(on({ host }))).toEqual([notAHost(JSON.stringify(host))]);
});

test.each(['db:5432', 'cafe:5432', '10:5432'])(
  'does not treat %s, a host and port in hexadecimal digits, as IPv6',
  (host) => {
    expect(errors(on({ host }))).toEqual([notAHost(JSON.stringify(host))]);
  },
);

test.each([
  'postgresql://backstage:hunter2@postgres.example.com/backstage',
  'backstage:hunter2@postgres.example.com',
  'postgresql://postgres.example.com/backstage?user=backstage&password=hunter2',
  'host=postgres.example.com password=hunter2',
])('does not show the password in the host %s', (host) => {
  expect(errors(on({ host }))).toEqual([notAHost('a URL (not shown)')]);
});

test.each([{ configMap: 'a' }, { secret: 'b' }, { configMap: 'a', secret: '' }, {}])(
  'accepts the CA bundle %j',
  (caBundle) => {
    expect(errors(on({ caBundle }))).toEqual([]);
  },
);

test('refuses a CA bundle from both a ConfigMap and a Secret', () => {
  expect(errors(on({ caBundle: { configMap: 'a', secret: 'b' } }))).toEqual([
    error(
      'postgresql-connection',
      'backstage.database.postgresql.caBundle',
      'must name either a ConfigMap or a Secret, got both',
      'remove one of the two',
    ),
  ]);
});

test('ignores the CA bundle with SQLite', () => {
  const caBundle = { configMap: 'a', secret: 'b' };
  expect(errors({ backstage: { database: { type: 'sqlite', postgresql: { caBundle } } } })).toEqual([]);
});

test('ignores the connection with SQLite', () => {
  expect(errors({ backstage: { database: { type: 'sqlite', postgresql: { host: 'a b', user: '' } } } })).toEqual([]);
});

test('accepts an incomplete connection if the rule is switched off', () => {
  expect(errors({ backstage: { database: { type: 'postgresql' } } }, { allow: ['postgresql-connection'] })).toEqual([]);
});

test('requires no connection if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, database: { type: 'postgresql' } } })).toEqual([]);
});

describe('a separate Secret', () => {
  test('replaces the password', () => {
    expect(errors(on({ password: null, secretName: 'pg-app' }))).toEqual([]);
    expect(errors(on({ password: null, secretName: 'pg-app', secretKeys: { password: null } }))).toEqual([
      needed('password'),
    ]);
  });

  test('replaces a part of the connection only if the values name its key', () => {
    expect(errors(on({ password: null, host: null, secretName: 'pg-app' }))).toEqual([needed('host')]);
    const secretKeys = { host: 'host', port: 'port', user: 'user', database: 'dbname' };
    const none = { host: null, port: null, user: null, password: null, database: null };
    expect(errors(on({ ...none, secretName: 'pg-app', secretKeys }))).toEqual([]);
  });

  test('without a name has no effect on what is required', () => {
    expect(errors(on({ host: null, secretKeys: { host: 'host' } }))).toEqual([needed('host')]);
  });
});

describe('a connection in appConfig', () => {
  const withConfig = (connection: JsonMap | string): Values => ({
    backstage: {
      database: { type: 'postgresql', postgresql: { user: null, database: null } },
      extraEnv: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'uri' } } }],
      appConfig: { backend: { database: { connection } } },
    },
  });

  test.each<JsonMap | string>(['${DATABASE_URL}', { $env: 'DATABASE_URL' }, { $file: '/etc/pg/uri' }])(
    'as %j replaces all values',
    (connection) => {
      expect(errors(withConfig(connection))).toEqual([]);
      expect(errors(withConfig(connection), { fidelity: 'corrected' })).toEqual([]);
    },
  );

  test('as a variable replaces all values', () => {
    const valueFrom = { secretKeyRef: { name: 'pg-app', key: 'uri' } };
    const extraEnv = [{ name: 'APP_CONFIG_backend_database_connection', valueFrom }];
    expect(errors({ backstage: { database: { type: 'postgresql' }, extraEnv } })).toEqual([]);
  });

  test('with references to some parts replaces only these', () => {
    const connection = { host: '${DATABASE_URL}', user: '${DATABASE_URL}' };
    expect(errors(withConfig(connection))).toEqual([needed('password'), needed('database')]);
  });

  test('with other settings replaces nothing', () => {
    expect(errors(withConfig({ ssl: { rejectUnauthorized: false } }))).toEqual(
      ['host', 'user', 'password', 'database'].map(needed),
    );
  });
});
