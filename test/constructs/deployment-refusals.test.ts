import { Release } from '../../lib/backstage/release';
import { BackstageDatabase } from '../../lib/constructs/database';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { CREDENTIALS, manifestOf, testChart, testDeployment } from '../support';
import { deploymentWith, POSTGRESQL } from './support';

test('refuses two replicas on SQLite', () => {
  expect(() => deploymentWith({ replicas: 2 })).toThrow(
    'replicas: must be 1 with SQLite, whose file one pod locks, got 2; use PostgreSQL',
  );
});

test('refuses a claim in another namespace than that of the pods', () => {
  const release = new Release({ namespace: 'elsewhere' });
  const database = new BackstageDatabase(testChart(), 'Database', { type: 'sqlite', persistence: {}, release });
  const deployment = testDeployment(testChart({ namespace: 'team-a' }), { database });
  expect(() => manifestOf(deployment)).toThrow(
    'database: must be in the namespace team-a, got elsewhere; put both in one namespace',
  );
});

test('refuses PostgreSQL without a host', () => {
  const database = new BackstageDatabase(testChart(), 'Database', { ...POSTGRESQL, host: '' });
  expect(() => deploymentWith({ database })).toThrow('database: host is required for PostgreSQL and empty');
});

describe('refuses custom parts of the pods', () => {
  test.each<[string, Partial<BackstageDeploymentProps>, string]>([
    [
      'with a label that selectors look for',
      { podLabels: { 'app.kubernetes.io/name': 'portal' } },
      'podLabels["app.kubernetes.io/name"]: must not be there: which selectors look for; remove it',
    ],
    [
      'with the annotation by which pods restart',
      { podAnnotations: { 'checksum/secret': 'x' }, credentials: { ...CREDENTIALS, contentHash: 'test-hash' } },
      'podAnnotations["checksum/secret"]: must not be there: by which pods restart; remove it',
    ],
    [
      "with a volume called like the database's",
      { extraVolumes: [{ name: 'backstage-db', emptyDir: {} }] },
      'extraVolumes[0].name: must not be backstage-db, which another volume is called; choose another name',
    ],
    [
      "with a mount over the database's",
      { extraVolumeMounts: [{ name: 'backstage-db', mountPath: '/app/.config/backstage/' }] },
      'extraVolumeMounts[0].mountPath: must not be /app/.config/backstage/, where backstage-db is mounted',
    ],
    [
      'with a mount of no volume',
      { extraVolumeMounts: [{ name: 'plugins', mountPath: '/plugins' }] },
      'extraVolumeMounts[0].name: must be the name of a volume, got plugins; add it to extraVolumes, or use one of backstage-db',
    ],
    [
      'with a container called backstage',
      { extraContainers: [{ name: 'backstage', image: 'busybox:1' }] },
      'extraContainers[0].name: must not be backstage, which another container is called; choose another name',
    ],
    [
      'with a second writable /tmp',
      {
        tmp: {},
        extraVolumes: [{ name: 'scratch', emptyDir: {} }],
        extraVolumeMounts: [{ name: 'scratch', mountPath: '/tmp' }],
      },
      'extraVolumeMounts[0].mountPath: must not be /tmp, where tmp is mounted; choose another folder',
    ],
  ])('%s', (_, props, message) => {
    expect(() => deploymentWith(props)).toThrow(message);
  });

  test('all at once', () => {
    const props: Partial<BackstageDeploymentProps> = {
      podLabels: { 'app.kubernetes.io/instance': 'portal' },
      initContainers: [{ name: 'backstage', image: 'busybox:1' }],
    };
    expect(() => deploymentWith(props)).toThrow('podLabels["app.kubernetes.io/instance"]');
    expect(() => deploymentWith(props)).toThrow('initContainers[0].name');
  });
});

test('takes a custom checksum annotation if the Deployment sets none', () => {
  const podAnnotations = { 'checksum/secret': 'from-elsewhere' };
  expect(deploymentWith({ podAnnotations })).toHaveProperty('spec.template.metadata.annotations', podAnnotations);
});
