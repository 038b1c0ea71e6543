import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BackstageDatabase,
  BackstageDatabaseClaim,
  type BackstageDatabaseClaimProps,
  type BackstageDatabaseProps,
  type CaBundle,
  type PostgresqlDatabase,
  type SqliteClaim,
  type SqliteDatabase,
} from '../lib/database';
import { Release } from '../lib/release';
import type { BackstageResourceProps } from '../lib/resource';
import { BackstageSecret } from '../lib/secret';
import { LABELS, manifestOf, manifests, testChart } from './support';

const PASSWORD = { secret: { name: 'pg' }, key: 'password' };

function database(props: BackstageDatabaseProps): BackstageDatabase {
  return new BackstageDatabase(testChart(), 'Database', props);
}

/** What POSTGRES_HOST says. */
function postgresHost(host: PostgresqlDatabase['host'], props: BackstageResourceProps = {}): string | undefined {
  const { env } = database({ ...props, type: 'postgresql', host, password: PASSWORD });
  return env.find(({ name }) => name === 'POSTGRES_HOST')?.value;
}

describe('SQLite', () => {
  test('every prop reaches claim, variables, volume and mount', () => {
    const persistence: Required<Omit<SqliteClaim, 'existingClaim'>> = {
      size: '5Gi',
      storageClassName: 'fast',
      accessMode: 'ReadWriteMany',
    };
    const props: Required<BackstageResourceProps & SqliteDatabase> = {
      release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }),
      type: 'sqlite',
      mountPath: '/data',
      persistence,
    };
    const sqlite = database(props);
    expect(sqlite.type).toBe('sqlite');
    expect(sqlite.env).toEqual([
      { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
      { name: 'SQLITE_STORAGE_DIR', value: '/data' },
    ]);
    expect(sqlite.volumes).toEqual([
      { name: 'backstage-db', persistentVolumeClaim: { claimName: 'console-backstage-db' } },
    ]);
    expect(sqlite.volumeMounts).toEqual([{ name: 'backstage-db', mountPath: '/data' }]);
    expect(manifestOf(sqlite)).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'console-backstage-db', namespace: 'team-a', labels: LABELS },
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: 'fast',
        resources: { requests: { storage: '5Gi' } },
      },
    });
  });

  test('is on an emptyDir at the documented path unless told otherwise', () => {
    const sqlite = database({ type: 'sqlite' });
    expect(sqlite.claim).toBeUndefined();
    expect(sqlite.env).toEqual([
      { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
      { name: 'SQLITE_STORAGE_DIR', value: '/app/.config/backstage' },
    ]);
    expect(sqlite.volumes).toEqual([{ name: 'backstage-db', emptyDir: {} }]);
    expect(sqlite.volumeMounts).toEqual([{ name: 'backstage-db', mountPath: '/app/.config/backstage' }]);
  });

  test('renders nothing on an emptyDir', () => {
    const chart = testChart();
    new BackstageDatabase(chart, 'Database', { type: 'sqlite' });
    expect(manifests(chart)).toEqual([]);
  });

  test('mounts a claim that exists already, and renders none', () => {
    const chart = testChart();
    const sqlite = new BackstageDatabase(chart, 'Database', {
      type: 'sqlite',
      persistence: { existingClaim: 'old-data' },
    });
    expect(sqlite.claim).toBeUndefined();
    expect(sqlite.volumes).toEqual([{ name: 'backstage-db', persistentVolumeClaim: { claimName: 'old-data' } }]);
    expect(manifests(chart)).toEqual([]);
  });

  test.each<[string, SqliteDatabase['persistence'], boolean]>([
    ['on a rendered claim', {}, true],
    ['on a claim that exists already', { existingClaim: 'old-data' }, true],
    ['on an emptyDir', undefined, false],
  ])('says whether it is on a claim: %s', (_, persistence, onClaim) => {
    expect(database({ type: 'sqlite', persistence }).onClaim).toBe(onClaim);
  });

  test('on an existing claim without a name does not synthesize', () => {
    const chart = testChart();
    new BackstageDatabase(chart, 'Database', { type: 'sqlite', persistence: { existingClaim: '' } });
    expect(() => manifests(chart)).toThrow(
      '[test/Database] existingClaim: must be the name of a claim, got none; leave it out to render one',
    );
  });

  test('has no endpoint', () => {
    expect(database({ type: 'sqlite' }).endpoint).toBeUndefined();
  });

  test('hands out its claim', () => {
    const sqlite = database({ type: 'sqlite', persistence: {} });
    expect(sqlite.claim).toBeInstanceOf(BackstageDatabaseClaim);
    expect(sqlite.claim?.name).toBe('openchoreo-backstage-db');
  });

  test('asks for 1Gi of the default class, for one node, unless told otherwise', () => {
    expect(manifestOf(database({ type: 'sqlite', persistence: {} })).spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    });
  });

  test.each([
    [Size.gibibytes(20), '20Gi'],
    [Size.mebibytes(1536), '1536Mi'],
    ['10G', '10G'],
    [1073741824, '1073741824'],
  ])('asks for the size %p as %s', (size, storage) => {
    expect(manifestOf(database({ type: 'sqlite', persistence: { size } }))).toHaveProperty(
      'spec.resources.requests.storage',
      storage,
    );
  });
});

test('every prop reaches a claim made on its own', () => {
  const props: Required<Omit<BackstageDatabaseClaimProps, 'existingClaim'>> = {
    release: new Release({ namespace: 'team-a' }),
    size: Size.gibibytes(2),
    storageClassName: 'slow',
    accessMode: 'ReadWriteOncePod',
  };
  expect(manifestOf(new BackstageDatabaseClaim(testChart(), 'Claim', props))).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'openchoreo-backstage-db', namespace: 'team-a', labels: LABELS },
    spec: {
      accessModes: ['ReadWriteOncePod'],
      storageClassName: 'slow',
      resources: { requests: { storage: '2Gi' } },
    },
  });
});

describe('PostgreSQL', () => {
  test.each([0, 65536, 5432.5])('at port %d does not synthesize', (port) => {
    const chart = testChart();
    new BackstageDatabase(chart, 'Database', { type: 'postgresql', host: 'pg', password: PASSWORD, port });
    expect(() => manifests(chart)).toThrow(`[test/Database] port: must be 1 to 65535, got ${port}`);
  });

  test('every prop reaches variables, volume and mount', () => {
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
    };
    const postgresql = database(props);
    expect(postgresql.type).toBe('postgresql');
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

  test('has the documented port, user and database unless told otherwise', () => {
    expect(database({ type: 'postgresql', host: 'postgres.example.com', password: PASSWORD }).env).toEqual([
      { name: 'DATABASE_CLIENT', value: 'pg' },
      { name: 'POSTGRES_HOST', value: 'postgres.example.com' },
      { name: 'POSTGRES_PORT', value: '5432' },
      { name: 'POSTGRES_USER', value: 'backstage' },
      { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'pg', key: 'password' } } },
      { name: 'POSTGRES_DB', value: 'backstage' },
    ]);
  });

  test('has neither claim nor volume, and renders nothing', () => {
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

  test('takes host, port, user and database from keys of a Secret', () => {
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

  test('says where it is, for network policies', () => {
    const { endpoint } = database({ type: 'postgresql', host: { name: 'pg' }, port: 6432, password: PASSWORD });
    expect(endpoint).toEqual({ host: 'pg.openchoreo-control-plane.svc.cluster.local', port: 6432 });
  });

  test.each([
    ['no key', undefined],
    ['an empty key', ''],
  ])('mounts certificates of a Secret, where there is %s at the usual one, and nothing else of it', (_, key) => {
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

  test('takes its password from the Secret of the portal', () => {
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

  test('takes its password from a SecretValue of cdk8s-plus-28', () => {
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

  test('looks for a named Service in the namespace of the release', () => {
    expect(postgresHost({ name: 'pg-rw' }, { release: new Release({ namespace: 'team-a' }) })).toBe(
      'pg-rw.team-a.svc.cluster.local',
    );
  });

  test('looks for a named Service in the namespace of the chart where there is no release', () => {
    const { env } = new BackstageDatabase(testChart({ namespace: 'team-b' }), 'Database', {
      type: 'postgresql',
      host: { name: 'pg-rw' },
      password: PASSWORD,
    });
    expect(env).toContainEqual({ name: 'POSTGRES_HOST', value: 'pg-rw.team-b.svc.cluster.local' });
  });

  test('looks for a Service of cdk8s-plus-28 in its own namespace', () => {
    const service = new kplus.Service(testChart(), 'pg', {
      metadata: { name: 'pg-rw', namespace: 'databases' },
      ports: [{ port: 5432 }],
    });
    expect(postgresHost(service)).toBe('pg-rw.databases.svc.cluster.local');
  });

  test('looks for a Service of cdk8s-plus-28 in the namespace of its chart', () => {
    const service = new kplus.Service(testChart({ namespace: 'databases' }), 'pg', { ports: [{ port: 5432 }] });
    expect(postgresHost(service)).toBe('test-pg.databases.svc.cluster.local');
  });

  test('looks for a Service of cdk8s-plus-28 without a namespace in that of the release', () => {
    const service = new kplus.Service(testChart(), 'pg', { ports: [{ port: 5432 }] });
    expect(postgresHost(service, { release: new Release({ namespace: 'team-a' }) })).toBe(
      'test-pg.team-a.svc.cluster.local',
    );
  });
});
