import * as kplus from 'cdk8s-plus-28';
import { BackstageDatabase } from '../../lib/constructs/database';
import { manifestOf, testChart, testDeployment } from '../support';
import { CONTAINER, deploymentWith, POD, POSTGRESQL } from './support';

test('renders no volume for PostgreSQL', () => {
  const chart = testChart();
  const database = new BackstageDatabase(chart, 'PostgreSQL', POSTGRESQL);
  const manifest = manifestOf(testDeployment(chart, { database }));
  expect(manifest).not.toHaveProperty(`${POD}.volumes`);
  expect(manifest).not.toHaveProperty(`${CONTAINER}.volumeMounts`);
});

test('mounts the claim of SQLite', () => {
  const chart = testChart();
  const database = new BackstageDatabase(chart, 'SQLite', { type: 'sqlite', persistence: {} });
  const manifest = manifestOf(testDeployment(chart, { database }));
  expect(manifest).toHaveProperty(`${POD}.volumes`, [
    { name: 'backstage-db', persistentVolumeClaim: { claimName: 'openchoreo-backstage-db' } },
  ]);
  expect(manifest).toHaveProperty(`${CONTAINER}.volumeMounts`, [
    { name: 'backstage-db', mountPath: '/app/.config/backstage' },
  ]);
});

test('can mount the volume of the database a second time', () => {
  const extraVolumeMounts = [{ name: 'backstage-db', mountPath: '/backup', subPath: 'backup' }];
  expect(deploymentWith({ extraVolumeMounts })).toHaveProperty(`${CONTAINER}.volumeMounts.1`, extraVolumeMounts[0]);
});

describe('a volume of addVolume', () => {
  test('comes after the volumes of the props and is mounted at each path', () => {
    const deployment = testDeployment(testChart(), {
      extraVolumes: [{ name: 'plugins', emptyDir: {} }],
      extraVolumeMounts: [{ name: 'plugins', mountPath: '/app/plugins' }],
    });
    deployment.addVolume(
      { name: 'templates', configMap: { name: 'templates' } },
      { mountPath: '/templates', readOnly: true },
      { mountPath: '/more', subPath: 'more' },
    );
    const manifest = manifestOf(deployment);
    expect(manifest).toHaveProperty(`${POD}.volumes`, [
      { name: 'backstage-db', emptyDir: {} },
      { name: 'plugins', emptyDir: {} },
      { name: 'templates', configMap: { name: 'templates' } },
    ]);
    expect(manifest).toHaveProperty(`${CONTAINER}.volumeMounts`, [
      { name: 'backstage-db', mountPath: '/app/.config/backstage' },
      { name: 'plugins', mountPath: '/app/plugins' },
      { name: 'templates', mountPath: '/templates', readOnly: true },
      { name: 'templates', mountPath: '/more', subPath: 'more' },
    ]);
  });

  test('can be a cdk8s-plus-28 Volume', () => {
    const chart = testChart();
    const deployment = testDeployment(chart);
    const settings = new kplus.ConfigMap(chart, 'settings', { metadata: { name: 'settings' } });
    const volume = kplus.Volume.fromConfigMap(chart, 'volume', settings, { name: 'settings' });
    deployment.addVolume(volume, { mountPath: '/settings' });
    const manifest = manifestOf(deployment);
    expect(manifest).toHaveProperty(`${POD}.volumes.1`, { name: 'settings', configMap: { name: 'settings' } });
    expect(manifest).toHaveProperty(`${CONTAINER}.volumeMounts.1`, { name: 'settings', mountPath: '/settings' });
  });

  test('requires no mount, because another container can mount it', () => {
    const deployment = testDeployment(testChart());
    deployment.addVolume({ name: 'shared', emptyDir: {} });
    expect(manifestOf(deployment)).toHaveProperty(`${POD}.volumes.1`, { name: 'shared', emptyDir: {} });
    expect(manifestOf(deployment)).toHaveProperty(`${CONTAINER}.volumeMounts.length`, 1);
  });

  test('is refused under the name of another volume', () => {
    const deployment = testDeployment(testChart());
    deployment.addVolume({ name: 'backstage-db', emptyDir: {} });
    expect(() => manifestOf(deployment)).toThrow(/\[test\/Deployment\] extraVolumes\[0\]\.name: .*backstage-db/);
  });

  test('is refused at a folder where another volume is mounted', () => {
    const deployment = testDeployment(testChart());
    deployment.addVolume({ name: 'other', emptyDir: {} }, { mountPath: '/app/.config/backstage' });
    expect(() => manifestOf(deployment)).toThrow(
      /extraVolumeMounts\[0\]\.mountPath: .*because the volume backstage-db is mounted there/,
    );
  });
});
