// These tests convert objects of cdk8s-plus-28 to wire format, and compare the results with cdk8s-plus-28's own output.
import { type Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Container, EnvFromSource, Pod, Probe, Volume } from 'kubernetes-types/core/v1';
import {
  ingressBackend,
  podSelectorConfig,
  wireEnvFrom,
  wireProbe,
  wireResources,
  wireVariable,
  wireVolume,
} from '../../lib/kubernetes/plus-objects';
import { manifestOf, testChart } from '../support';

/** Returns the container that cdk8s-plus renders for these props. */
function renderedContainer(chart: Chart, props: Partial<kplus.ContainerProps>): Partial<Container> {
  const pod = new kplus.Pod(chart, 'pod', { containers: [{ image: 'portal:1', ...props }] });
  return (manifestOf(pod) as Pod).spec?.containers[0] ?? {};
}

/** Converts a value to JSON and back, which removes undefined members as in a manifest. */
function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Volumes of every kind, with all of their options. */
const VOLUMES: Readonly<Record<string, (chart: Chart) => kplus.Volume>> = {
  awsElasticBlockStore: (chart) =>
    kplus.Volume.fromAwsElasticBlockStore(chart, 'volume', 'vol-1', {
      name: 'disk',
      fsType: 'xfs',
      partition: 2,
      readOnly: true,
    }),
  azureDisk: (chart) =>
    kplus.Volume.fromAzureDisk(chart, 'volume', 'disk-1', 'https://example.com/disk-1', {
      name: 'disk',
      cachingMode: kplus.AzureDiskPersistentVolumeCachingMode.READ_ONLY,
      fsType: 'xfs',
      kind: kplus.AzureDiskPersistentVolumeKind.MANAGED,
      readOnly: true,
    }),
  gcePersistentDisk: (chart) =>
    kplus.Volume.fromGcePersistentDisk(chart, 'volume', 'disk-1', {
      name: 'disk',
      fsType: 'xfs',
      partition: 2,
      readOnly: true,
    }),
  configMap: (chart) =>
    kplus.Volume.fromConfigMap(chart, 'volume', kplus.ConfigMap.fromConfigMapName(chart, 'map', 'settings'), {
      name: 'settings',
      defaultMode: 0o440,
      optional: true,
      items: { theme: { path: 'theme.css', mode: 0o400 } },
    }),
  emptyDir: (chart) =>
    kplus.Volume.fromEmptyDir(chart, 'volume', 'scratch', {
      medium: kplus.EmptyDirMedium.MEMORY,
      sizeLimit: Size.mebibytes(64),
    }),
  'emptyDir without options': (chart) => kplus.Volume.fromEmptyDir(chart, 'volume', 'scratch'),
  secret: (chart) =>
    kplus.Volume.fromSecret(chart, 'volume', kplus.Secret.fromSecretName(chart, 'secret', 'certificate'), {
      name: 'certificate',
      defaultMode: 0o400,
      optional: false,
      items: { 'ca.crt': { path: 'ca.pem' } },
    }),
  persistentVolumeClaim: (chart) =>
    kplus.Volume.fromPersistentVolumeClaim(
      chart,
      'volume',
      kplus.PersistentVolumeClaim.fromClaimName(chart, 'claim', 'data'),
      { name: 'data', readOnly: true },
    ),
  hostPath: (chart) =>
    kplus.Volume.fromHostPath(chart, 'volume', 'host', { path: '/data', type: kplus.HostPathVolumeType.DIRECTORY }),
  nfs: (chart) =>
    kplus.Volume.fromNfs(chart, 'volume', 'share', { server: 'nfs.example.com', path: '/share', readOnly: true }),
  csi: (chart) =>
    kplus.Volume.fromCsi(chart, 'volume', 'csi.example.com', {
      name: 'csi',
      fsType: 'ext4',
      readOnly: true,
      // cdk8s-plus spells these names differently in other members.
      attributes: { volumeId: 'a', diskUri: 'b', value: 'c' },
    }),
};

test('renders every volume like cdk8s-plus', () => {
  const [ours, theirs]: Record<string, Volume | undefined>[] = [{}, {}];
  for (const [kind, make] of Object.entries(VOLUMES)) {
    const chart = testChart();
    const volume = make(chart);
    const pod = new kplus.Pod(chart, 'pod', { containers: [{ image: 'portal:1' }], volumes: [volume] });
    Object.assign(theirs ?? {}, { [kind]: (manifestOf(pod) as Pod).spec?.volumes?.[0] });
    Object.assign(ours ?? {}, { [kind]: json(wireVolume(volume)) });
  }
  expect(ours).toEqual(theirs);
});

test('covers every kind of volume', () => {
  const factories = Object.getOwnPropertyNames(kplus.Volume).filter((name) => name.startsWith('from'));
  const tested = Object.keys(VOLUMES).map((kind) => `from${kind.charAt(0).toUpperCase()}${kind.slice(1)}`);
  expect(tested).toEqual(expect.arrayContaining(factories));
});

test('returns a volume in wire format unchanged', () => {
  const volume = { name: 'a', image: { reference: 'docs:1' }, fieldOfTomorrow: { value: 1 } };
  expect(wireVolume(volume)).toBe(volume);
});

test('renders every source of variables like cdk8s-plus', () => {
  const chart = testChart();
  const settings = kplus.ConfigMap.fromConfigMapName(chart, 'settings', 'settings');
  const secret = kplus.Secret.fromSecretName(chart, 'secret', 'credentials');
  const sources = [
    kplus.Env.fromConfigMap(settings),
    kplus.Env.fromConfigMap(settings, 'PORTAL_'),
    kplus.Env.fromSecret(secret),
    new kplus.EnvFrom(undefined, 'SECRET_', secret),
  ];
  const theirs: EnvFromSource[] | undefined = renderedContainer(chart, { envFrom: sources }).envFrom;
  expect(json(sources.map(wireEnvFrom))).toEqual(theirs);
});

test('returns a source of variables in wire format unchanged', () => {
  const source = { configMapRef: { name: 'settings', optional: true } };
  expect(wireEnvFrom(source)).toBe(source);
});

const ALL_OPTIONS: Required<kplus.ProbeOptions> = {
  failureThreshold: 4,
  initialDelaySeconds: Duration.seconds(5),
  periodSeconds: Duration.minutes(1),
  successThreshold: 2,
  timeoutSeconds: Duration.seconds(3),
};

test('renders every probe like cdk8s-plus', () => {
  const probes: Readonly<Record<string, kplus.Probe>> = {
    command: kplus.Probe.fromCommand(['true'], ALL_OPTIONS),
    http: kplus.Probe.fromHttpGet('/ready'),
    'http with options': kplus.Probe.fromHttpGet('/ready', {
      ...ALL_OPTIONS,
      port: 9464,
      scheme: kplus.ConnectionScheme.HTTPS,
      host: 'portal.example.com',
    }),
    tcp: kplus.Probe.fromTcpSocket(),
    'tcp with options': kplus.Probe.fromTcpSocket({ ...ALL_OPTIONS, port: 9464, host: '127.0.0.1' }),
  };
  const rendered = (probe: kplus.Probe): Probe | undefined =>
    renderedContainer(testChart(), { portNumber: 7007, readiness: probe }).readinessProbe;
  const theirs = Object.entries(probes).map(([kind, probe]) => [kind, rendered(probe)]);
  const ours = Object.entries(probes).map(([kind, probe]) => [kind, json(wireProbe(probe, 7007))]);
  expect(ours).toEqual(theirs);
});

test('returns a probe in wire format unchanged', () => {
  const probe = { grpc: { port: 9000 } };
  expect(wireProbe(probe, 7007)).toBe(probe);
});

test('renders every value of a variable like cdk8s-plus', () => {
  process.env.PLUS_OBJECTS_TEST = 'from the process';
  const chart = testChart();
  const settings = kplus.ConfigMap.fromConfigMapName(chart, 'settings', 'settings');
  const secret = kplus.Secret.fromSecretName(chart, 'secret', 'credentials');
  const container = new kplus.Container({ image: 'sidecar:1', name: 'sidecar' });
  const values: Record<string, kplus.EnvValue> = {
    TEXT: kplus.EnvValue.fromValue('text'),
    EMPTY: kplus.EnvValue.fromValue(''),
    CONFIG: kplus.EnvValue.fromConfigMap(settings, 'theme', { optional: true }),
    SECRET: kplus.EnvValue.fromSecretValue({ secret, key: 'token' }, { optional: false }),
    FIELD: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP),
    LABEL: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_LABEL, { key: 'team', apiVersion: 'v1' }),
    RESOURCE: kplus.EnvValue.fromResource(kplus.ResourceFieldPaths.CPU_LIMIT, { container, divisor: '1m' }),
    PROCESS: kplus.EnvValue.fromProcess('PLUS_OBJECTS_TEST'),
  };
  const theirs = renderedContainer(chart, { envVariables: values }).env;
  expect(json(Object.entries(values).map(([name, value]) => wireVariable(name, value)))).toEqual(theirs);
  delete process.env.PLUS_OBJECTS_TEST;
});

test('renders requests and limits like cdk8s-plus', () => {
  const resources: Required<kplus.ContainerResources> = {
    cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.units(1.5) },
    memory: { request: Size.mebibytes(256), limit: Size.mebibytes(1024) },
    ephemeralStorage: { request: Size.gibibytes(2), limit: Size.gibibytes(4) },
  };
  expect(wireResources(resources)).toEqual(renderedContainer(testChart(), { resources }).resources);
});

test('selects pods by labels in one namespace, like cdk8s-plus', () => {
  const labels = { app: 'portal' };
  const chart = testChart({ namespace: 'team-a' });
  const pods = kplus.Pods.select(chart, 'pods', {
    labels,
    namespaces: kplus.Namespaces.select(chart, 'ns', { names: ['team-a'] }),
  });
  const ours = podSelectorConfig(labels, 'team-a');
  const theirs = pods.toPodSelectorConfig();
  expect(ours.labelSelector._toKube()).toEqual(json(theirs.labelSelector._toKube()));
  expect(ours.labelSelector.isEmpty()).toBe(theirs.labelSelector.isEmpty());
  expect(ours.namespaces).toEqual({ names: theirs.namespaces?.names });
});

test('selects pods by labels only if the namespace is unknown', () => {
  expect(podSelectorConfig({ app: 'portal' }, undefined)).not.toHaveProperty('namespaces');
  expect(podSelectorConfig({}, undefined).labelSelector.isEmpty()).toBe(true);
});

test('renders a Service as the backend of an Ingress like cdk8s-plus', () => {
  const chart = testChart();
  const service = new kplus.Service(chart, 'portal', { metadata: { name: 'portal' }, ports: [{ port: 80 }] });
  const own = new kplus.Ingress(chart, 'own', { rules: [{ backend: kplus.IngressBackend.fromService(service) }] });
  const { spec } = manifestOf(own);
  expect(spec).toHaveProperty('defaultBackend', ingressBackend('portal', 80)._toKube());
});

test('this package never loads cdk8s-plus, because loading takes long', () => {
  let loaded = false;
  jest.isolateModules(() => {
    jest.doMock('cdk8s-plus-28', () => {
      loaded = true;
      return kplus;
    });
    const { BackstageChart, renderManifests }: typeof import('../../lib') = require('../../lib');
    const { App }: typeof import('cdk8s') = require('cdk8s');
    const values = {
      backstage: {
        backendSecret: 'test-secret',
        service: { type: 'NodePort' },
        priorityClass: { create: true },
        autoscaling: { enabled: true, maxReplicas: 1 },
        podDisruptionBudget: { enabled: true },
        networkPolicy: { enabled: true },
        database: { sqlite: { persistence: { enabled: true } } },
      },
    } as const;
    renderManifests(values);
    const { deployment, service } = new BackstageChart(new App(), 'portal', { values });
    service?.toIngressBackend();
    deployment?.toScalingTarget();
    deployment?.toNetworkPolicyPeerConfig();
    expect(loaded).toBe(false);
    require('cdk8s-plus-28');
    expect(loaded).toBe(true);
  });
  jest.dontMock('cdk8s-plus-28');
});
