import * as kplus from 'cdk8s-plus-28';
import type { CaBundle } from '../../lib/backstage/database-connection';
import { Release } from '../../lib/backstage/release';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import { BackstageDatabase, type BackstageDatabaseProps, type PostgresqlDatabase } from '../../lib/constructs/database';
import { BackstageDeployment } from '../../lib/constructs/deployment';
import type { BackstageResourceProps } from '../../lib/constructs/resource';
import { BackstageSecret } from '../../lib/constructs/secret';
import type { JsonValue } from '../../lib/util/json';
import { containers } from '../rendered';
import { manifests, testChart } from '../support';

const PASSWORD = { secret: { name: 'pg' }, key: 'password' };

function database(props: BackstageDatabaseProps): BackstageDatabase {
  return new BackstageDatabase(testChart(), 'Database', props);
}

/** Returns the value of POSTGRES_HOST. */
function postgresHost(host: PostgresqlDatabase['host'], props: BackstageResourceProps = {}): string | undefined {
  const { env } = database({ ...props, type: 'postgresql', host, password: PASSWORD });
  return env.find(({ name }) => name === 'POSTGRES_HOST')?.value;
}

test.each([0, 65536, 5432.5])('refuses port %d', (port) => {
  const chart = testChart();
  new BackstageDatabase(chart, 'Database', { type: 'postgresql', host: 'pg', password: PASSWORD, port });
  expect(() => manifests(chart)).toThrow(`[test/Database] port: must be an integer from 1 to 65535, got ${port}`);
});

test('renders every prop in variables, volume and mount', () => {
  const caBundle: CaBundle & { readonly key: string } = { configMap: { name: 'pg-ca' }, key: 'bundle.pem' };
  const props: Required<BackstageResourceProps & PostgresqlDatabase> = {
    release: new Release({ namespace: 'team-a' }),
    type: 'postgresql',
    host: { name: 'pg-rw', namespace: 'databases' },
    port: 6432,
    user: 'portal',
    password: { secret: { name: 'pg-app' }, key: 'pass' },
    database: 'catalog',
    ssl: 'verify-full',
    caBundle,
    // PostgreSQL renders no object, so there are no labels or annotations.
    metadata: { labels: { team: 'platform' } },
  };
  const postgresql = database(props);
  expect(postgresql.type).toBe('postgresql');
  expect(postgresql.connection).toEqual({
    type: 'postgresql',
    host: 'pg-rw.databases.svc.cluster.local',
    port: 6432,
    user: 'portal',
    password: { secret: { name: 'pg-app' }, key: 'pass' },
    database: 'catalog',
    ssl: 'verify-full',
    caBundle: { configMap: { name: 'pg-ca' }, key: 'bundle.pem' },
  });
  expect(postgresql.env).toEqual([
    { name: 'DATABASE_CLIENT', value: 'pg' },
    { name: 'POSTGRES_HOST', value: 'pg-rw.databases.svc.cluster.local' },
    { name: 'POSTGRES_PORT', value: '6432' },
    { name: 'POSTGRES_USER', value: 'portal' },
    { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'pass' } } },
    { name: 'POSTGRES_DB', value: 'catalog' },
    { name: 'PGSSLMODE', value: 'verify-full' },
    { name: 'NODE_EXTRA_CA_CERTS', value: '/etc/backstage/postgresql-ca/bundle.pem' },
  ]);
  expect(postgresql.volumes).toEqual([
    {
      name: 'postgresql-ca',
      configMap: { name: 'pg-ca', items: [{ key: 'bundle.pem', path: 'bundle.pem' }] },
    },
  ]);
  expect(postgresql.volumeMounts).toEqual([
    { name: 'postgresql-ca', mountPath: '/etc/backstage/postgresql-ca', readOnly: true },
  ]);
});

test('uses the documented port, user and database by default', () => {
  expect(database({ type: 'postgresql', host: 'postgres.example.com', password: PASSWORD }).env).toEqual([
    { name: 'DATABASE_CLIENT', value: 'pg' },
    { name: 'POSTGRES_HOST', value: 'postgres.example.com' },
    { name: 'POSTGRES_PORT', value: '5432' },
    { name: 'POSTGRES_USER', value: 'backstage' },
    { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'pg', key: 'password' } } },
    { name: 'POSTGRES_DB', value: 'backstage' },
  ]);
});

test('renders no object, and has no claim or volume', () => {
  const chart = testChart();
  const postgresql = new BackstageDatabase(chart, 'Database', {
    type: 'postgresql',
    host: 'postgres.example.com',
    password: PASSWORD,
  });
  expect(postgresql.claim).toBeUndefined();
  expect(postgresql.volumes).toEqual([]);
  expect(postgresql.volumeMounts).toEqual([]);
  expect(manifests(chart)).toEqual([]);
});

test('reads host, port, user and database from the keys of a Secret', () => {
  const key = (name: string) => ({ secret: { name: 'pg-app' }, key: name });
  const { env, endpoint } = database({
    type: 'postgresql',
    host: key('host'),
    port: key('port'),
    user: key('user'),
    password: key('password'),
    database: key('dbname'),
  });
  expect(env).toEqual([
    { name: 'DATABASE_CLIENT', value: 'pg' },
    { name: 'POSTGRES_HOST', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'host' } } },
    { name: 'POSTGRES_PORT', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'port' } } },
    { name: 'POSTGRES_USER', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'user' } } },
    { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'password' } } },
    { name: 'POSTGRES_DB', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'dbname' } } },
  ]);
  expect(endpoint).toEqual({});
});

test('exposes its endpoint for network policies', () => {
  const release = new Release({ namespace: 'team-a' });
  const { endpoint } = database({ type: 'postgresql', release, host: { name: 'pg' }, port: 6432, password: PASSWORD });
  expect(endpoint).toEqual({ host: 'pg.team-a.svc.cluster.local', port: 6432 });
});

test.each([
  ['no key', undefined],
  ['an empty key', ''],
])('mounts only ca.crt of a Secret with certificates if there is %s', (_, key) => {
  const { env, volumes } = database({
    type: 'postgresql',
    host: 'postgres.example.com',
    password: PASSWORD,
    caBundle: { secret: { name: 'pg-ca' }, key },
  });
  expect(env).toContainEqual({ name: 'NODE_EXTRA_CA_CERTS', value: '/etc/backstage/postgresql-ca/ca.crt' });
  expect(volumes).toEqual([
    { name: 'postgresql-ca', secret: { secretName: 'pg-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
  ]);
});

test('is never on a claim', () => {
  expect(database({ type: 'postgresql', host: 'pg', password: PASSWORD }).onClaim).toBe(false);
});

test('reads the password from a BackstageSecret', () => {
  const chart = testChart();
  const secret = new BackstageSecret(chart, 'Secret', {
    backendSecret: 'test-1',
    clientSecret: 'test-2',
    postgresPassword: 'test-3',
  });
  const { env } = new BackstageDatabase(chart, 'Database', {
    type: 'postgresql',
    host: 'postgres.example.com',
    password: secret.key('postgresPassword'),
  });
  expect(env).toContainEqual({
    name: 'POSTGRES_PASSWORD',
    valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'postgres-password' } },
  });
});

test('reads the password from a cdk8s-plus-28 SecretValue', () => {
  const chart = testChart();
  const password: kplus.SecretValue = {
    secret: kplus.Secret.fromSecretName(chart, 'pg', 'pg-superuser'),
    key: 'password',
  };
  expect(
    new BackstageDatabase(chart, 'Database', { type: 'postgresql', host: 'postgres.example.com', password }).env,
  ).toContainEqual({
    name: 'POSTGRES_PASSWORD',
    valueFrom: { secretKeyRef: { name: 'pg-superuser', key: 'password' } },
  });
});

test('uses the namespace of the release for a Service given by name', () => {
  expect(postgresHost({ name: 'pg-rw' }, { release: new Release({ namespace: 'team-a' }) })).toBe(
    'pg-rw.team-a.svc.cluster.local',
  );
});

test('uses the namespace of the chart for a Service given by name if the release has none', () => {
  const { env } = new BackstageDatabase(testChart({ namespace: 'team-b' }), 'Database', {
    type: 'postgresql',
    host: { name: 'pg-rw' },
    password: PASSWORD,
  });
  expect(env).toContainEqual({ name: 'POSTGRES_HOST', value: 'pg-rw.team-b.svc.cluster.local' });
});

test('uses the bare name of a Service if neither release nor chart has a namespace', () => {
  expect(postgresHost({ name: 'pg-rw' })).toBe('pg-rw');
});

test('refuses a chart in another namespace than its release', () => {
  const chart = testChart({ namespace: 'team-b' });
  const release = new Release({ namespace: 'team-a' });
  new BackstageDatabase(chart, 'Database', { type: 'postgresql', release, host: { name: 'pg' }, password: PASSWORD });
  expect(() => manifests(chart)).toThrow(
    '[test/Database] namespace: the chart is in team-b, but the release is in team-a',
  );
});

test('uses the namespace of a cdk8s-plus-28 Service', () => {
  const service = new kplus.Service(testChart(), 'pg', {
    metadata: { name: 'pg-rw', namespace: 'databases' },
    ports: [{ port: 5432 }],
  });
  expect(postgresHost(service)).toBe('pg-rw.databases.svc.cluster.local');
});

test("uses the namespace of a cdk8s-plus-28 Service's chart", () => {
  const service = new kplus.Service(testChart({ namespace: 'databases' }), 'pg', { ports: [{ port: 5432 }] });
  expect(postgresHost(service)).toBe('test-pg.databases.svc.cluster.local');
});

test('uses the namespace of the release for a cdk8s-plus-28 Service without one', () => {
  const service = new kplus.Service(testChart(), 'pg', { ports: [{ port: 5432 }] });
  expect(postgresHost(service, { release: new Release({ namespace: 'team-a' }) })).toBe(
    'test-pg.team-a.svc.cluster.local',
  );
});

test('uses the first port of a cdk8s-plus-28 Service, unless a port is set', () => {
  const service = new kplus.Service(testChart(), 'pg', { ports: [{ port: 6432 }, { port: 9187, name: 'metrics' }] });
  const portOf = (port?: number) =>
    database({ type: 'postgresql', host: service, password: PASSWORD, port }).endpoint?.port;
  expect([portOf(), portOf(7000)]).toEqual([6432, 7000]);
});

describe('a connection that the configuration sets', () => {
  const portal = (props: Partial<PostgresqlDatabase>, connection?: JsonValue) => {
    const chart = testChart();
    new BackstageDeployment(chart, 'Deployment', {
      database: new BackstageDatabase(chart, 'Database', {
        type: 'postgresql',
        host: false,
        password: false,
        ...props,
      }),
      credentials: BackstageSecret.fromSecretName('portal'),
      baseUrl: 'https://console.example.com',
      oidc: { authorizationUrl: 'https://id.example.com/a', tokenUrl: 'https://id.example.com/t' },
      extraEnv: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'uri' } } }],
      ...(connection !== undefined && {
        appConfig: new BackstageAppConfig(chart, 'AppConfig', { appConfig: { backend: { database: { connection } } } }),
      }),
    });
    return chart;
  };
  const refusal =
    'database: host, user, password must be set, because appConfig sets no backend.database.connection; set it there to a reference such as ${DATABASE_URL}, or here';

  test('needs no variables', () => {
    const env = containers(manifests(portal({}, '${DATABASE_URL}')))[0]?.env ?? [];
    expect(env.filter(({ name }) => name.startsWith('POSTGRES_'))).toEqual([]);
    expect(env.map(({ name }) => name)).toEqual(expect.arrayContaining(['DATABASE_URL', 'DATABASE_CLIENT']));
  });

  test('can be part of the connection', () => {
    const password = { secret: kplus.Secret.fromSecretName(testChart(), 'pg', 'pg-app'), key: 'password' };
    const chart = portal({ password, user: 'portal' }, { host: '${PGHOST}' });
    const env = containers(manifests(chart))[0]?.env ?? [];
    expect(env.filter(({ name }) => name.startsWith('POSTGRES_')).map(({ name }) => name)).toEqual([
      'POSTGRES_USER',
      'POSTGRES_PASSWORD',
    ]);
  });

  test.each<JsonValue | undefined>([undefined, { ssl: true }])('is refused if it is %j', (connection) => {
    expect(() => manifests(portal({}, connection))).toThrow(refusal);
  });

  test('is absent in the endpoint for network policies', () => {
    const { endpoint } = database({ type: 'postgresql', host: false, password: false });
    expect(endpoint).toEqual({});
  });
});

test('every part may be a key of the Secret of a database operator', () => {
  const secret = { name: 'portal-db-app' };
  const key = (name: string) => ({ secret, key: name });
  const { env, endpoint } = database({
    type: 'postgresql',
    host: key('host'),
    port: key('port'),
    user: key('username'),
    password: key('password'),
    database: key('dbname'),
  });
  expect(env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.key)).toEqual([
    undefined,
    'host',
    'port',
    'username',
    'password',
    'dbname',
  ]);
  expect(endpoint).toEqual({});
});
