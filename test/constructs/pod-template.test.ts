import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { PodOptions } from '../../lib/constructs/pod-options';
import { type BackstagePod, podTemplate } from '../../lib/constructs/pod-template';
import { testChart } from '../support';
import { LEAST_POD } from './support';

const { labels: LABELS } = LEAST_POD;

function podOf(options: PodOptions, backstage: Partial<BackstagePod> = {}): PodSpec {
  return podTemplate({ ...LEAST_POD, ...backstage }, options).spec;
}

/** Returns the container that runs Backstage. */
function containerOf(options: PodOptions, backstage: Partial<BackstagePod> = {}): Container {
  return podTemplate({ ...LEAST_POD, ...backstage }, options).spec.containers[0];
}

test('renders every part of the portal and every option', () => {
  const backstage: Required<BackstagePod> = {
    profile: LEAST_POD.profile,
    serviceAccount: { name: 'portal' },
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
    // The template ignores these options, because `backstage.env` already contains the variables.
    env: [{ name: 'UNUSED' }],
    extraEnv: [{ name: 'UNUSED' }],
    envFrom: [{ configMapRef: { name: 'settings' } }],
    livenessProbe: probe,
    readinessProbe: { ...probe, periodSeconds: 2 },
    startupProbe: { ...probe, periodSeconds: 3 },
    lifecycle: { postStart: { exec: { command: ['true'] } } },
    resources: { limits: { memory: '1024Mi' } },
    containerSecurityContext: { runAsUser: 1 },
    tmp: { medium: 'Memory' },
    extraVolumeMounts: [{ name: 'own', mountPath: '/own' }],
    extraVolumes: [{ name: 'own', emptyDir: {} }],
    initContainers: [{ name: 'first' }],
    extraContainers: [{ name: 'second' }],
    // The template ignores this option, because `backstage.serviceAccount` already contains the ServiceAccount.
    serviceAccount: { name: 'unused' },
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
    canonicalQuantities: false,
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
          resources: { limits: { memory: '1024Mi' } },
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

test('renders no member for an empty option, except if the option has a default', () => {
  const nothing: PodOptions = {
    podLabels: {},
    podAnnotations: {},
    imagePullSecrets: [],
    command: [],
    extraArgs: [],
    envFrom: [],
    livenessProbe: false,
    readinessProbe: false,
    lifecycle: {},
    resources: false,
    containerSecurityContext: {},
    tmp: false,
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
  expect(JSON.parse(JSON.stringify(podTemplate(LEAST_POD, nothing)))).toEqual({
    metadata: { labels: LABELS },
    spec: {
      serviceAccountName: 'backstage',
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

describe('probes', () => {
  const ready = { httpGet: { path: '/.backstage/health/v1/readiness', port: 'http' } };
  const alive = { httpGet: { path: '/.backstage/health/v1/liveness', port: 'http' } };
  const LIVENESS = { ...alive, initialDelaySeconds: 30, periodSeconds: 10 };
  const READINESS = { ...ready, initialDelaySeconds: 5, periodSeconds: 5 };
  const start = { failureThreshold: 30, periodSeconds: 10 };

  test('ask the health endpoints of the backend by default', () => {
    const { livenessProbe, readinessProbe, startupProbe } = containerOf({});
    expect({ livenessProbe, readinessProbe, startupProbe }).toEqual({
      livenessProbe: LIVENESS,
      readinessProbe: READINESS,
      startupProbe: { ...ready, ...start },
    });
  });

  test('are omitted one by one if they are false', () => {
    expect(containerOf({ livenessProbe: false })).toMatchObject({ readinessProbe: READINESS });
    expect(containerOf({ livenessProbe: false }).livenessProbe).toBeUndefined();
    expect(containerOf({ readinessProbe: false })).toMatchObject({ livenessProbe: LIVENESS });
    expect(containerOf({ readinessProbe: false }).readinessProbe).toBeUndefined();
    expect(containerOf({ startupProbe: false })).toMatchObject({ livenessProbe: LIVENESS, readinessProbe: READINESS });
    expect(containerOf({ startupProbe: false }).startupProbe).toBeUndefined();
  });

  test('at the start ask the same as the readiness probe', () => {
    const readinessProbe = {
      exec: { command: ['ready'] },
      timeoutSeconds: 9,
      initialDelaySeconds: 1,
      successThreshold: 2,
    };
    expect(containerOf({ readinessProbe }).startupProbe).toEqual({
      exec: { command: ['ready'] },
      timeoutSeconds: 9,
      ...start,
    });
  });

  test('at the start ask the same as the liveness probe if there is no readiness probe', () => {
    expect(containerOf({ readinessProbe: false }).startupProbe).toEqual({ ...alive, ...start });
  });

  test('have none for the start if there is no liveness probe to protect', () => {
    expect(containerOf({ livenessProbe: false }).startupProbe).toBeUndefined();
  });

  test.each(['livenessProbe', 'readinessProbe', 'startupProbe'])('are omitted if %s is empty', (name) => {
    expect(containerOf({ [name]: {} })).not.toHaveProperty([name], expect.anything());
    expect(containerOf({ [name]: { httpGet: undefined } })).not.toHaveProperty([name], expect.anything());
  });

  test('replace the default as a whole', () => {
    expect(containerOf({ livenessProbe: { periodSeconds: 1 } }).livenessProbe).toEqual({ periodSeconds: 1 });
  });
});

describe('labels and annotations', () => {
  test('of the pods contain custom ones in addition to those of the portal', () => {
    expect(podTemplate(LEAST_POD, { podLabels: { team: 'a' }, podAnnotations: { note: 'b' } }).metadata).toEqual({
      labels: { ...LABELS, team: 'a' },
      annotations: { note: 'b' },
    });
  });

  test('do not change the selectors of the spread constraints', () => {
    const { topologySpreadConstraints } = podOf({ podLabels: { team: 'a' } });
    expect(topologySpreadConstraints?.map(({ labelSelector }) => labelSelector)).toEqual([
      { matchLabels: LABELS },
      { matchLabels: LABELS },
    ]);
  });
});

test('renders extra containers after Backstage, because tools treat the first container as the main one', () => {
  const { containers, initContainers } = podOf({
    initContainers: [{ name: 'a' }, { name: 'b', restartPolicy: 'Always' }],
    extraContainers: [{ name: 'c' }, { name: 'd' }],
  });
  expect(containers.map(({ name }) => name)).toEqual(['backstage', 'c', 'd']);
  expect(initContainers).toEqual([{ name: 'a' }, { name: 'b', restartPolicy: 'Always' }]);
});

test.each([true, false])('accepts %p as automountServiceAccountToken', (automountServiceAccountToken) => {
  expect(podOf({ automountServiceAccountToken }).automountServiceAccountToken).toBe(automountServiceAccountToken);
});

test('accepts cdk8s-plus-28 Secrets, resources, volumes, sources of variables and probes', () => {
  const chart = testChart();
  const settings = kplus.ConfigMap.fromConfigMapName(chart, 'settings', 'settings');
  const spec = podOf({
    imagePullSecrets: [kplus.Secret.fromSecretName(chart, 'registry', 'registry-login')],
    resources: { memory: { limit: Size.gibibytes(1) } },
    extraVolumes: [kplus.Volume.fromConfigMap(chart, 'volume', settings, { name: 'settings' })],
    envFrom: [kplus.Env.fromConfigMap(settings, 'PORTAL_')],
    livenessProbe: kplus.Probe.fromTcpSocket({ periodSeconds: Duration.seconds(7) }),
    readinessProbe: kplus.Probe.fromHttpGet('/ready'),
    startupProbe: kplus.Probe.fromCommand(['true']),
  });
  expect(spec).toMatchObject({
    imagePullSecrets: [{ name: 'registry-login' }],
    containers: [
      {
        resources: { limits: { memory: '1Gi' } },
        envFrom: [{ prefix: 'PORTAL_', configMapRef: { name: 'settings' } }],
        livenessProbe: { tcpSocket: { port: 7007 }, periodSeconds: 7 },
        readinessProbe: { httpGet: { path: '/ready', port: 7007, scheme: 'HTTP' } },
        startupProbe: { exec: { command: ['true'] } },
      },
    ],
    volumes: [{ name: 'settings', configMap: { name: 'settings' } }],
  });
});

test('does not change the options', () => {
  const options: PodOptions = Object.freeze({
    podLabels: Object.freeze({ team: 'a' }),
    extraContainers: Object.freeze([{ name: 'a' }]),
    extraVolumes: Object.freeze([{ name: 'b' }]),
    extraVolumeMounts: Object.freeze([{ name: 'b', mountPath: '/b' }]),
    tmp: Object.freeze({}),
  });
  expect(() => podTemplate(LEAST_POD, options)).not.toThrow();
});
