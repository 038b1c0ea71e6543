import { Release } from '../../lib/backstage/release';
import { BackstageDatabase } from '../../lib/constructs/database';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { CREDENTIALS, manifestOf, testChart, testDeployment } from '../support';
import { deploymentWith, POSTGRESQL } from './support';

test('refuses two replicas on SQLite', () => {
  expect(() => deploymentWith({ replicas: 2 })).toThrow(
    'replicas: must be 1 with SQLite, because only one pod can open its file; got 2; use PostgreSQL',
  );
});

test('refuses a claim in another namespace than the pods', () => {
  const release = new Release({ namespace: 'elsewhere' });
  const database = new BackstageDatabase(testChart(), 'Database', { type: 'sqlite', persistence: {}, release });
  const deployment = testDeployment(testChart({ namespace: 'team-a' }), { database });
  expect(() => manifestOf(deployment)).toThrow(
    "database: must be in the Deployment's namespace (team-a), got elsewhere; create both in one namespace",
  );
});

test('refuses PostgreSQL without a host', () => {
  const database = new BackstageDatabase(testChart(), 'Database', { ...POSTGRESQL, host: '' });
  expect(() => deploymentWith({ database })).toThrow('database: host must not be empty');
});

describe('refuses custom parts of the pods', () => {
  test.each<[string, Partial<BackstageDeploymentProps>, string]>([
    [
      'with a label that selectors use',
      { podLabels: { 'app.kubernetes.io/name': 'portal' } },
      'podLabels["app.kubernetes.io/name"]: selectors use this label; remove it',
    ],
    [
      'with the annotation that restarts the pods',
      { podAnnotations: { 'checksum/secret': 'x' }, credentials: { ...CREDENTIALS, contentHash: 'test-hash' } },
      'podAnnotations["checksum/secret"]: the Deployment uses this annotation to restart its pods; remove it',
    ],
    [
      'with the name of the database volume',
      { extraVolumes: [{ name: 'backstage-db', emptyDir: {} }] },
      'extraVolumes[0].name: must not be backstage-db, because another volume has this name; choose another name',
    ],
    [
      'with a mount at the folder of the database',
      { extraVolumeMounts: [{ name: 'backstage-db', mountPath: '/app/.config/backstage/' }] },
      'extraVolumeMounts[0].mountPath: must not be /app/.config/backstage/, because the volume backstage-db is mounted there',
    ],
    [
      'with a mount of an unknown volume',
      { extraVolumeMounts: [{ name: 'plugins', mountPath: '/plugins' }] },
      'extraVolumeMounts[0].name: must be the name of a volume, got plugins; add this volume to extraVolumes, or use one of backstage-db',
    ],
    [
      'with the container name backstage',
      { extraContainers: [{ name: 'backstage', image: 'busybox:1' }] },
      'extraContainers[0].name: must not be backstage, because another container has this name; choose another name',
    ],
    [
      'with a second writable /tmp',
      {
        tmp: {},
        extraVolumes: [{ name: 'scratch', emptyDir: {} }],
        extraVolumeMounts: [{ name: 'scratch', mountPath: '/tmp' }],
      },
      'extraVolumeMounts[0].mountPath: must not be /tmp, because the volume tmp is mounted there; choose another folder',
    ],
  ])('%s', (_, props, message) => {
    expect(() => deploymentWith(props)).toThrow(message);
  });

  test('and reports all of them at once', () => {
    const props: Partial<BackstageDeploymentProps> = {
      podLabels: { 'app.kubernetes.io/instance': 'portal' },
      initContainers: [{ name: 'backstage', image: 'busybox:1' }],
    };
    expect(() => deploymentWith(props)).toThrow('podLabels["app.kubernetes.io/instance"]');
    expect(() => deploymentWith(props)).toThrow('initContainers[0].name');
  });
});

test('accepts a custom checksum annotation if the Deployment sets none', () => {
  const podAnnotations = { 'checksum/secret': 'from-elsewhere' };
  expect(deploymentWith({ podAnnotations })).toHaveProperty('spec.template.metadata.annotations', podAnnotations);
});
