import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Container, PodSpec, Volume } from 'kubernetes-types/core/v1';
import type { PodOptions } from '../lib/pod-options';
import { type BackstagePod, podTemplate } from '../lib/pod-template';
import { testChart } from './support';

const LABELS = { 'app.kubernetes.io/component': 'backstage' };

/** What Backstage needs where it needs as little as possible. */
const LEAST: BackstagePod = {
  labels: LABELS,
  annotations: {},
  env: [],
  configArgs: [],
  volumes: [],
  volumeMounts: [],
};

function podOf(options: PodOptions, backstage: Partial<BackstagePod> = {}): PodSpec {
  return podTemplate({ ...LEAST, ...backstage }, options).spec;
}

/** The container that runs Backstage. */
function containerOf(options: PodOptions, backstage: Partial<BackstagePod> = {}): Container {
  return podTemplate({ ...LEAST, ...backstage }, options).spec.containers[0];
}

test('everything that Backstage needs and every option reaches the template', () => {
  const backstage: Required<BackstagePod> = {
    labels: LABELS,
    annotations: { 'checksum/secret': 'test-hash' },
    env: [{ name: 'PORT', value: '7007' }],
    configArgs: ['--config', 'app-config.extra.yaml'],
    volumes: [{ name: 'database', emptyDir: {} }],
    volumeMounts: [{ name: 'database', mountPath: '/data' }],
  };
  const probe = { exec: { command: ['true'] } };
  const options: Required<PodOptions> = {
    podLabels: { team: 'a' },
    podAnnotations: { note: 'b' },
    image: { repository: 'ui', tag: '1', pullPolicy: 'Always' },
    imagePullSecrets: [{ name: 'registry' }],
    command: ['node'],
    extraArgs: ['packages/backend'],
    // The variables are Backstage's business: they are in `backstage.env` already.
    env: [{ name: 'UNUSED' }],
    extraEnv: [{ name: 'UNUSED' }],
    envFrom: [{ configMapRef: { name: 'settings' } }],
    livenessProbe: probe,
    readinessProbe: { ...probe, periodSeconds: 2 },
    startupProbe: { ...probe, periodSeconds: 3 },
    lifecycle: { postStart: { exec: { command: ['true'] } } },
    resources: { limits: { memory: '1Gi' } },
    containerSecurityContext: { runAsUser: 1 },
    tmp: { medium: 'Memory' },
    extraVolumeMounts: [{ name: 'own', mountPath: '/own' }],
    extraVolumes: [{ name: 'own', emptyDir: {} }],
    initContainers: [{ name: 'first' }],
    extraContainers: [{ name: 'second' }],
    serviceAccount: { name: 'portal' },
    priorityClass: { name: 'high' },
    nodeSelector: { zone: 'a' },
    affinity: { podAffinity: {} },
    tolerations: [{ operator: 'Exists' }],
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'rack', whenUnsatisfiable: 'ScheduleAnyway' }],
    podSecurityContext: { runAsUser: 2 },
    automountServiceAccountToken: true,
    terminationGracePeriodSeconds: 0,
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
    dnsConfig: { nameservers: ['10.0.0.2'] },
    runtimeClassName: 'gvisor',
  };
  expect(podTemplate(backstage, options)).toEqual({
    metadata: { labels: { ...LABELS, team: 'a' }, annotations: { 'checksum/secret': 'test-hash', note: 'b' } },
    spec: {
      serviceAccountName: 'portal',
      automountServiceAccountToken: true,
      imagePullSecrets: [{ name: 'registry' }],
      priorityClassName: 'high',
      runtimeClassName: 'gvisor',
      nodeSelector: { zone: 'a' },
      affinity: { podAffinity: {} },
      tolerations: [{ operator: 'Exists' }],
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'rack', whenUnsatisfiable: 'ScheduleAnyway' }],
      securityContext: { runAsUser: 2 },
      terminationGracePeriodSeconds: 0,
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
      dnsConfig: { nameservers: ['10.0.0.2'] },
      initContainers: [{ name: 'first' }],
      containers: [
        {
          name: 'backstage',
          image: 'ui:1',
          imagePullPolicy: 'Always',
          command: ['node'],
          args: ['--config', 'app-config.yaml', '--config', 'app-config.extra.yaml', 'packages/backend'],
          ports: [{ containerPort: 7007, name: 'http', protocol: 'TCP' }],
          envFrom: [{ configMapRef: { name: 'settings' } }],
          env: [{ name: 'PORT', value: '7007' }],
          livenessProbe: probe,
          readinessProbe: { ...probe, periodSeconds: 2 },
          startupProbe: { ...probe, periodSeconds: 3 },
          lifecycle: { postStart: { exec: { command: ['true'] } } },
          resources: { limits: { memory: '1Gi' } },
          securityContext: { runAsUser: 1 },
          volumeMounts: [
            { name: 'database', mountPath: '/data' },
            { name: 'tmp', mountPath: '/tmp' },
            { name: 'own', mountPath: '/own' },
          ],
        },
        { name: 'second' },
      ],
      volumes: [
        { name: 'database', emptyDir: {} },
        { name: 'tmp', emptyDir: { medium: 'Memory' } },
        { name: 'own', emptyDir: {} },
      ],
    },
  });
});

test('options that are not given, or empty, leave no member behind but those with a default', () => {
  const nothing: PodOptions = {
    podLabels: {},
    podAnnotations: {},
    imagePullSecrets: [],
    command: [],
    extraArgs: [],
    envFrom: [],
    livenessProbe: null,
    readinessProbe: null,
    lifecycle: {},
    resources: null,
    containerSecurityContext: {},
    tmp: null,
    extraVolumeMounts: [],
    extraVolumes: [],
    initContainers: [],
    extraContainers: [],
    nodeSelector: {},
    affinity: {},
    tolerations: [],
    topologySpreadConstraints: [],
    podSecurityContext: {},
    hostAliases: [],
    dnsConfig: {},
  };
  expect(JSON.parse(JSON.stringify(podTemplate(LEAST, nothing)))).toEqual({
    metadata: { labels: LABELS },
    spec: {
      serviceAccountName: 'openchoreo-backstage',
      containers: [
        {
          name: 'backstage',
          image: 'ghcr.io/openchoreo/openchoreo-ui:v0.11.0',
          imagePullPolicy: 'IfNotPresent',
          ports: [{ containerPort: 7007, name: 'http', protocol: 'TCP' }],
          env: [],
        },
      ],
    },
  });
});

describe('the arguments', () => {
  const FILE = ['--config', 'app-config.extra.yaml'];
  const IMAGE = ['node', 'packages/backend'];
  const IMAGE_FILE = ['--config', 'app-config.yaml'];

  test.each<[string, { command?: string[]; file?: boolean; extraArgs?: string[] }, string[] | undefined]>([
    ['are none where nothing is given: the image has its own', {}, undefined],
    [
      'have the command and the file of the image in front, for they would take its place',
      { extraArgs: ['--verbose'] },
      [...IMAGE, ...IMAGE_FILE, '--verbose'],
    ],
    [
      'have the configuration behind the file of the image, over which it wins',
      { file: true },
      [...IMAGE, ...IMAGE_FILE, ...FILE],
    ],
    [
      'have own files behind all others, over which they win',
      { file: true, extraArgs: ['--config', 'own.yaml'] },
      [...IMAGE, ...IMAGE_FILE, ...FILE, '--config', 'own.yaml'],
    ],
    [
      'keep the file of the image beside an own one',
      { extraArgs: ['--config=own.yaml'] },
      [...IMAGE, ...IMAGE_FILE, '--config=own.yaml'],
    ],
    ['are none of a command of its own', { command: ['node', 'packages/backend'] }, undefined],
    [
      'are just the own ones of a command of its own',
      { command: ['node'], extraArgs: ['packages/backend'] },
      ['packages/backend'],
    ],
    [
      'have the file of the image for a command that passes none',
      { command: ['node', 'packages/backend'], file: true },
      [...IMAGE_FILE, ...FILE],
    ],
    [
      'have the file of the image for a command that passes none, in front of an own one',
      { command: ['node', 'packages/backend'], extraArgs: ['--config', 'own.yaml'] },
      [...IMAGE_FILE, '--config', 'own.yaml'],
    ],
    [
      'have no file of the image for a command that passes one',
      { command: ['node', 'packages/backend', '--config', 'app-config.yaml'], file: true },
      FILE,
    ],
    [
      'have no file of the image for a command that passes one with an equals sign',
      { command: ['node', 'packages/backend', '--config=other.yaml'], file: true, extraArgs: ['--config=own.yaml'] },
      [...FILE, '--config=own.yaml'],
    ],
    [
      'take no other option for one that passes a file',
      { command: ['node', '--configuration', 'x'], extraArgs: ['--config-dir', 'y'] },
      ['--config-dir', 'y'],
    ],
  ])('%s', (_, { command, file, extraArgs }, args) => {
    const container = containerOf({ command, extraArgs }, { configArgs: file ? FILE : [] });
    expect(container.args).toEqual(args);
    expect(container.command).toEqual(command);
  });
});

describe('a writable /tmp', () => {
  const READ_ONLY = { readOnlyRootFilesystem: true };
  const TMP = [{ name: 'tmp', emptyDir: {} }];

  test.each<[string, PodOptions, Volume[]]>([
    ['is not needed by default', {}, []],
    [
      'is not needed where the root can be written',
      { containerSecurityContext: { readOnlyRootFilesystem: false } },
      [],
    ],
    ['is there where the root is read-only', { containerSecurityContext: READ_ONLY }, TMP],
    ['is not there where it is not wanted', { containerSecurityContext: READ_ONLY, tmp: null }, []],
    ['is there where it is wanted', { tmp: {} }, TMP],
    [
      'has the size and medium given',
      { containerSecurityContext: READ_ONLY, tmp: { medium: 'Memory', sizeLimit: '64Mi' } },
      [{ name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }],
    ],
    [
      'is not needed where another is mounted there',
      { containerSecurityContext: READ_ONLY, extraVolumeMounts: [{ name: 'own', mountPath: '/tmp/' }] },
      [],
    ],
    [
      'is needed where others are mounted below and beside it',
      {
        containerSecurityContext: READ_ONLY,
        extraVolumeMounts: [
          { name: 'own', mountPath: '/tmp/cache' },
          { name: 'own', mountPath: '/' },
          { name: 'own', mountPath: '/var/tmp' },
        ],
      },
      TMP,
    ],
  ])('%s', (_, options, volumes) => {
    const spec = podOf({ ...options, extraVolumes: [] });
    expect(spec.volumes ?? []).toEqual(volumes);
    const mounts = spec.containers[0]?.volumeMounts ?? [];
    expect(mounts.filter(({ name }) => name === 'tmp')).toEqual(
      volumes.map(() => ({ name: 'tmp', mountPath: '/tmp' })),
    );
  });

  test('is not needed where Backstage itself has a volume there', () => {
    const volumeMounts = [{ name: 'database', mountPath: '/tmp' }];
    const { containers } = podOf({ containerSecurityContext: READ_ONLY }, { volumeMounts });
    expect(containers[0]?.volumeMounts).toEqual(volumeMounts);
  });
});

describe('probes', () => {
  const LIVENESS = { httpGet: { path: '/healthcheck', port: 'http' }, initialDelaySeconds: 30, periodSeconds: 10 };
  const READINESS = { httpGet: { path: '/healthcheck', port: 'http' }, initialDelaySeconds: 5, periodSeconds: 5 };

  test("are the chart's two unless told otherwise", () => {
    const { livenessProbe, readinessProbe, startupProbe } = containerOf({});
    expect({ livenessProbe, readinessProbe, startupProbe }).toEqual({
      livenessProbe: LIVENESS,
      readinessProbe: READINESS,
    });
  });

  test('that are null are left out, each on its own', () => {
    expect(containerOf({ livenessProbe: null })).toMatchObject({ readinessProbe: READINESS });
    expect(containerOf({ livenessProbe: null }).livenessProbe).toBeUndefined();
    expect(containerOf({ readinessProbe: null })).toMatchObject({ livenessProbe: LIVENESS });
    expect(containerOf({ readinessProbe: null }).readinessProbe).toBeUndefined();
  });

  test.each(['livenessProbe', 'readinessProbe', 'startupProbe'])('are none where %s has nothing in it', (name) => {
    expect(containerOf({ [name]: {} })).not.toHaveProperty([name], expect.anything());
    expect(containerOf({ [name]: { httpGet: undefined } })).not.toHaveProperty([name], expect.anything());
  });

  test('that are given take the place of the default as a whole', () => {
    expect(containerOf({ livenessProbe: { periodSeconds: 1 } }).livenessProbe).toEqual({ periodSeconds: 1 });
  });
});

describe('labels and annotations', () => {
  test('of the pods are their own beside those that Backstage needs', () => {
    expect(podTemplate(LEAST, { podLabels: { team: 'a' }, podAnnotations: { note: 'b' } }).metadata).toEqual({
      labels: { ...LABELS, team: 'a' },
      annotations: { note: 'b' },
    });
  });

  test('count for spreading only as far as selectors look for them', () => {
    const { topologySpreadConstraints } = podOf({ podLabels: { team: 'a' } });
    expect(topologySpreadConstraints?.map(({ labelSelector }) => labelSelector)).toEqual([
      { matchLabels: LABELS },
      { matchLabels: LABELS },
    ]);
  });
});

test('containers beside Backstage come behind it, for tools take the first as the main one', () => {
  const { containers, initContainers } = podOf({
    initContainers: [{ name: 'a' }, { name: 'b', restartPolicy: 'Always' }],
    extraContainers: [{ name: 'c' }, { name: 'd' }],
  });
  expect(containers.map(({ name }) => name)).toEqual(['backstage', 'c', 'd']);
  expect(initContainers).toEqual([{ name: 'a' }, { name: 'b', restartPolicy: 'Always' }]);
});

test.each([true, false])('whether pods get a token of the Kubernetes API can be %p', (automountServiceAccountToken) => {
  expect(podOf({ automountServiceAccountToken }).automountServiceAccountToken).toBe(automountServiceAccountToken);
});

test('a ServiceAccount, registry logins and resources may be those of cdk8s-plus-28', () => {
  const chart = testChart();
  const spec = podOf({
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'portal'),
    imagePullSecrets: [kplus.Secret.fromSecretName(chart, 'registry', 'registry-login')],
    resources: { memory: { limit: Size.gibibytes(1) } },
  });
  expect(spec).toMatchObject({
    serviceAccountName: 'portal',
    imagePullSecrets: [{ name: 'registry-login' }],
    containers: [{ resources: { limits: { memory: '1Gi' } } }],
  });
});

test('what is given is not written to', () => {
  const options: PodOptions = Object.freeze({
    podLabels: Object.freeze({ team: 'a' }),
    extraContainers: Object.freeze([{ name: 'a' }]),
    extraVolumes: Object.freeze([{ name: 'b' }]),
    extraVolumeMounts: Object.freeze([{ name: 'b', mountPath: '/b' }]),
    tmp: Object.freeze({}),
  });
  expect(() => podTemplate(LEAST, options)).not.toThrow();
});
