// Props that accept cdk8s-plus-28 objects instead of Kubernetes types. `tsc -p test` checks the types.
import * as kplus from 'cdk8s-plus-28';
import { BackstageIngress, BackstageService } from '../lib';
import { manifestOf, manifests, testChart, testDeployment } from './support';

const CONTAINER = 'spec.template.spec.containers.0';

test('mounts cdk8s-plus-28 volumes at the given paths', () => {
  const chart = testChart();
  const settings = kplus.ConfigMap.fromConfigMapName(chart, 'settings', 'portal-settings');
  const deployment = testDeployment(chart, {
    extraVolumes: [kplus.Volume.fromConfigMap(chart, 'templates', settings, { name: 'templates' })],
    extraVolumeMounts: [{ name: 'templates', mountPath: '/templates' }],
  });
  deployment.addVolume(kplus.Volume.fromEmptyDir(chart, 'cache', 'cache'), { mountPath: '/cache' });
  const manifest = deployment.apiObject.toJson();
  expect(manifest).toHaveProperty(
    'spec.template.spec.volumes',
    expect.arrayContaining([
      { name: 'templates', configMap: { name: 'portal-settings' } },
      { name: 'cache', emptyDir: {} },
    ]),
  );
  expect(manifest).toHaveProperty(
    `${CONTAINER}.volumeMounts`,
    expect.arrayContaining([
      { name: 'templates', mountPath: '/templates' },
      { name: 'cache', mountPath: '/cache' },
    ]),
  );
});

test('reads variables from cdk8s-plus-28 Secrets', () => {
  const chart = testChart();
  const secret = kplus.Secret.fromSecretName(chart, 'tokens', 'portal-tokens');
  const deployment = testDeployment(chart, { envFrom: [kplus.Env.fromSecret(secret)] });
  deployment.addEnv({ GITHUB_TOKEN: kplus.EnvValue.fromSecretValue({ secret, key: 'github' }) });
  const manifest = deployment.apiObject.toJson();
  expect(manifest).toHaveProperty(`${CONTAINER}.envFrom`, [{ secretRef: { name: 'portal-tokens' } }]);
  expect(manifest).toHaveProperty(
    `${CONTAINER}.env`,
    expect.arrayContaining([
      { name: 'GITHUB_TOKEN', valueFrom: { secretKeyRef: { name: 'portal-tokens', key: 'github' } } },
    ]),
  );
});

test('uses the port of Backstage in probes without a port', () => {
  const deployment = testDeployment(testChart(), {
    livenessProbe: kplus.Probe.fromHttpGet('/alive'),
    readinessProbe: kplus.Probe.fromTcpSocket({ port: 7008 }),
    startupProbe: kplus.Probe.fromCommand(['true']),
  });
  const manifest = deployment.apiObject.toJson();
  expect(manifest).toHaveProperty(`${CONTAINER}.livenessProbe.httpGet`, { path: '/alive', port: 7007, scheme: 'HTTP' });
  expect(manifest).toHaveProperty(`${CONTAINER}.readinessProbe.tcpSocket`, { port: 7008 });
  expect(manifest).toHaveProperty(`${CONTAINER}.startupProbe.exec`, { command: ['true'] });
});

test.each([kplus.ImagePullPolicy.ALWAYS, kplus.ImagePullPolicy.IF_NOT_PRESENT, kplus.ImagePullPolicy.NEVER])(
  'accepts the pull policy %s',
  (pullPolicy) => {
    const deployment = testDeployment(testChart(), { image: { pullPolicy } });
    expect(deployment.apiObject.toJson()).toHaveProperty(`${CONTAINER}.imagePullPolicy`, pullPolicy);
  },
);

test.each([kplus.ServiceType.CLUSTER_IP, kplus.ServiceType.NODE_PORT, kplus.ServiceType.LOAD_BALANCER] as const)(
  'accepts the Service type %s',
  (type) => {
    const chart = testChart();
    const service = new BackstageService(chart, 'Service', { deployment: testDeployment(chart), type });
    expect(manifestOf(service)).toHaveProperty('spec.type', type);
  },
);

test('accepts cdk8s-plus-28 path types in an Ingress', () => {
  const chart = testChart();
  const service = new BackstageService(chart, 'Service', { deployment: testDeployment(chart) });
  const { EXACT, IMPLEMENTATION_SPECIFIC } = kplus.HttpIngressPathType;
  new BackstageIngress(chart, 'Ingress', {
    kind: 'Ingress',
    service,
    pathType: EXACT,
    hosts: [{ host: 'portal.example.com', paths: [{ path: '/a' }, { path: '/b', pathType: IMPLEMENTATION_SPECIFIC }] }],
  });
  const ingress = manifests(chart).find(({ kind }) => kind === 'Ingress');
  expect(ingress).toHaveProperty('spec.rules.0.http.paths', [
    expect.objectContaining({ path: '/a', pathType: 'Exact' }),
    expect.objectContaining({ path: '/b', pathType: 'ImplementationSpecific' }),
  ]);
});
