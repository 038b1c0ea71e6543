import { Size } from 'cdk8s';
import { Release } from '../../lib/backstage/release';
import {
  BackstageDatabase,
  BackstageDatabaseClaim,
  type BackstageDatabaseClaimProps,
  type BackstageDatabaseProps,
  type SqliteClaim,
  type SqliteDatabase,
} from '../../lib/constructs/database';
import type { BackstageResourceProps } from '../../lib/constructs/resource';
import { LABELS, manifestOf, manifests, testChart } from '../support';

function database(props: BackstageDatabaseProps): BackstageDatabase {
  return new BackstageDatabase(testChart(), 'Database', props);
}

/** Annotations with which Argo CD and Flux keep a claim. */
const PROTECTION = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

test('keeps the claim if a tool prunes, by default', () => {
  const claim = manifestOf(new BackstageDatabaseClaim(testChart(), 'Claim'));
  expect(claim).toHaveProperty('metadata.annotations', PROTECTION);
});

test('lets metadata override an annotation that protects the claim', () => {
  const metadata = { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'enabled' } };
  const claim = manifestOf(database({ type: 'sqlite', persistence: {}, metadata }));
  expect(claim).toHaveProperty('metadata.annotations', { ...PROTECTION, ...metadata.annotations });
});

test('renders every prop in claim, variables, volume and mount', () => {
  const persistence: Required<Omit<SqliteClaim, 'existingClaim'>> = {
    claimName: 'console-data',
    size: '5120Mi',
    canonicalQuantities: true,
    storageClassName: 'fast',
    accessMode: 'ReadWriteMany',
    protect: false,
  };
  const props: Required<BackstageResourceProps & SqliteDatabase> = {
    release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }),
    type: 'sqlite',
    mountPath: '/data',
    persistence,
    metadata: { annotations: { 'example.com/backup': 'daily' } },
  };
  const sqlite = database(props);
  expect(sqlite.type).toBe('sqlite');
  expect(sqlite.connection).toEqual({ type: 'sqlite', mountPath: '/data', claimName: 'console-data' });
  expect(sqlite.env).toEqual([
    { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
    { name: 'SQLITE_STORAGE_DIR', value: '/data' },
  ]);
  expect(sqlite.volumes).toEqual([{ name: 'backstage-db', persistentVolumeClaim: { claimName: 'console-data' } }]);
  expect(sqlite.volumeMounts).toEqual([{ name: 'backstage-db', mountPath: '/data' }]);
  expect(manifestOf(sqlite)).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'console-data',
      namespace: 'team-a',
      labels: LABELS,
      annotations: { 'example.com/backup': 'daily' },
    },
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: 'fast',
      resources: { requests: { storage: '5Gi' } },
    },
  });
});

test('mounts an emptyDir at the documented path by default', () => {
  const sqlite = database({ type: 'sqlite' });
  expect(sqlite.claim).toBeUndefined();
  expect(sqlite.env).toEqual([
    { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
    { name: 'SQLITE_STORAGE_DIR', value: '/app/.config/backstage' },
  ]);
  expect(sqlite.volumes).toEqual([{ name: 'backstage-db', emptyDir: {} }]);
  expect(sqlite.volumeMounts).toEqual([{ name: 'backstage-db', mountPath: '/app/.config/backstage' }]);
});

test('renders no object for an emptyDir', () => {
  const chart = testChart();
  new BackstageDatabase(chart, 'Database', { type: 'sqlite' });
  expect(manifests(chart)).toEqual([]);
});

test('mounts an existing claim and renders none', () => {
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
  ['on an existing claim', { existingClaim: 'old-data' }, true],
  ['on an emptyDir', undefined, false],
])('exposes whether it is on a claim: %s', (_, persistence, onClaim) => {
  expect(database({ type: 'sqlite', persistence }).onClaim).toBe(onClaim);
});

test('refuses an empty name of an existing claim', () => {
  const chart = testChart();
  new BackstageDatabase(chart, 'Database', { type: 'sqlite', persistence: { existingClaim: '' } });
  expect(() => manifests(chart)).toThrow(
    '[test/Database] existingClaim: must not be empty; set it to the name of a claim, or remove it to render one',
  );
});

test('has no endpoint', () => {
  expect(database({ type: 'sqlite' }).endpoint).toBeUndefined();
});

test('exposes its claim', () => {
  const sqlite = database({ type: 'sqlite', persistence: {} });
  expect(sqlite.claim).toBeInstanceOf(BackstageDatabaseClaim);
  expect(sqlite.claim?.name).toBe('openchoreo-backstage-db');
});

test('has the name of the portal in the name of its claim since chart version 1.0', () => {
  const release = new Release({ chartVersion: '1.2.3', portalName: 'console' });
  expect(database({ type: 'sqlite', persistence: {}, release }).claim?.name).toBe('console-db');
});

test('requests 1Gi of the default StorageClass for one node by default', () => {
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
])('requests the size %p as %s', (size, storage) => {
  expect(manifestOf(database({ type: 'sqlite', persistence: { size } }))).toHaveProperty(
    'spec.resources.requests.storage',
    storage,
  );
});

test('renders every prop of a claim without a database', () => {
  const props: Required<Omit<BackstageDatabaseClaimProps, 'existingClaim'>> = {
    release: new Release({ namespace: 'team-a' }),
    claimName: 'console-data',
    size: Size.mebibytes(2048),
    canonicalQuantities: false,
    storageClassName: 'slow',
    accessMode: 'ReadWriteOncePod',
    protect: true,
    metadata: { labels: { team: 'platform' } },
  };
  expect(manifestOf(new BackstageDatabaseClaim(testChart(), 'Claim', props))).toEqual({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'console-data',
      namespace: 'team-a',
      labels: { ...LABELS, team: 'platform' },
      annotations: PROTECTION,
    },
    spec: {
      accessModes: ['ReadWriteOncePod'],
      storageClassName: 'slow',
      resources: { requests: { storage: '2048Mi' } },
    },
  });
});
