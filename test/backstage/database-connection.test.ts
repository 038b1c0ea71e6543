import {
  caBundleFile,
  databaseMounts,
  databaseVolumes,
  type PostgresqlConnection,
} from '../../lib/backstage/database-connection';

const POSTGRESQL: PostgresqlConnection = {
  type: 'postgresql',
  host: 'pg.example.com',
  port: 5432,
  user: 'backstage',
  password: { secret: { name: 'pg' }, key: 'password' },
  database: 'backstage',
};

test('the file of a CA bundle has the name of its key, ca.crt by default', () => {
  const configMap = { name: 'pg-ca' };
  expect([undefined, '', 'bundle.pem'].map((key) => caBundleFile({ configMap, key }))).toEqual([
    '/etc/backstage/postgresql-ca/ca.crt',
    '/etc/backstage/postgresql-ca/ca.crt',
    '/etc/backstage/postgresql-ca/bundle.pem',
  ]);
});

test('SQLite has a volume: the claim, or an emptyDir if there is no claim', () => {
  const connection = { type: 'sqlite', mountPath: '/data' } as const;
  expect(databaseVolumes({ ...connection, claimName: 'data' })).toEqual([
    { name: 'backstage-db', persistentVolumeClaim: { claimName: 'data' } },
  ]);
  expect(databaseVolumes(connection)).toEqual([{ name: 'backstage-db', emptyDir: {} }]);
  expect(databaseMounts(connection)).toEqual([{ name: 'backstage-db', mountPath: '/data' }]);
});

test('PostgreSQL has a volume only for a CA bundle, and mounts only its key, read-only', () => {
  expect([databaseVolumes(POSTGRESQL), databaseMounts(POSTGRESQL)]).toEqual([[], []]);
  const connection: PostgresqlConnection = { ...POSTGRESQL, caBundle: { secret: { name: 'pg-ca' }, key: 'root.pem' } };
  expect(databaseVolumes(connection)).toEqual([
    { name: 'postgresql-ca', secret: { secretName: 'pg-ca', items: [{ key: 'root.pem', path: 'root.pem' }] } },
  ]);
  expect(databaseMounts(connection)).toEqual([
    { name: 'postgresql-ca', mountPath: '/etc/backstage/postgresql-ca', readOnly: true },
  ]);
});
