import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { BackstageAppConfig } from '../lib/app-config';
import { BackstageAutoscaling } from '../lib/autoscaling';
import type { Features, Oidc, Thunder } from '../lib/backstage-env';
import { BackstageDatabase } from '../lib/database';
import { BackstageDeployment, type BackstageDeploymentProps } from '../lib/deployment';
import type { Image } from '../lib/image';
import type { JsonMap } from '../lib/json';
import type { Manifest } from '../lib/output/manifest';
import { BackstagePriorityClass } from '../lib/priority-class';
import { Release } from '../lib/release';
import { BackstageSecret } from '../lib/secret';
import { BackstageServiceAccount } from '../lib/service-account';
import { sha256 } from '../lib/sha256';
import { CREDENTIALS, LABELS, manifestOf, OIDC, POD_LABELS, testChart, testDeployment } from './support';

test('every prop reaches the Deployment', () => {
  const chart = testChart();
  const release = new Release({ namespace: 'team-a', fullnameOverride: 'console', commonLabels: { team: 'platform' } });
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
  const image: Required<Image> = {
    registry: 'mirror.example.com',
    repository: 'registry.example.com/ui',
    tag: '1.2.3',
    digest,
    pullPolicy: 'Always',
  };
  const features: Required<Features> = { workflows: false, observability: false, auth: false, authz: true };
  const oidc: Required<Oidc> = {
    ...OIDC,
    wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration',
  };
  const thunder: Required<Thunder> = { baseUrl: 'https://thunder.example.com', token: 'test-token' };
  const props: Required<BackstageDeploymentProps> = {
    release,
    database: new BackstageDatabase(chart, 'Database', { release, type: 'sqlite', mountPath: '/data' }),
    secret: { ...CREDENTIALS, contentHash: 'test-hash' },
    baseUrl: 'https://console.example.com',
    oidc,
    thunder,
    clientId: 'portal',
    openchoreoApiUrl: 'https://api.example.com/api/v1',
    features,
    appConfig: new BackstageAppConfig(testChart(), 'AppConfig', {
      release,
      appConfig: { app: { title: '${TITLE}' } },
    }),
    replicas: 1,
    revisionHistoryLimit: 3,
    annotations: { 'reloader.stakater.com/auto': 'true' },
    podLabels: { 'sidecar.istio.io/inject': 'true' },
    podAnnotations: { 'prometheus.io/scrape': 'false' },
    image,
    command: ['dumb-init', 'node', 'packages/backend'],
    extraArgs: ['--verbose'],
    env: [{ name: 'LOG_LEVEL', value: 'debug' }],
    extraEnv: [{ name: 'TITLE', value: 'Portal' }],
    envFrom: [{ prefix: 'GITHUB_', secretRef: { name: 'github' } }],
    livenessProbe: { tcpSocket: { port: 'http' } },
    readinessProbe: { httpGet: { path: '/ready', port: 'http' }, failureThreshold: 5 },
    startupProbe: { httpGet: { path: '/healthcheck', port: 'http' }, failureThreshold: 30 },
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
    resources: { limits: { memory: '4Gi' }, requests: { cpu: '1' } },
    tmp: { medium: 'Memory', sizeLimit: '64Mi' },
    extraVolumeMounts: [{ name: 'plugins', mountPath: '/app/plugins', readOnly: true }],
    extraVolumes: [{ name: 'plugins', configMap: { name: 'portal-plugins' } }],
    initContainers: [{ name: 'wait', image: 'busybox:1', command: ['true'] }],
    extraContainers: [{ name: 'proxy', image: 'envoy:1', ports: [{ containerPort: 8080 }] }],
    serviceAccount: { name: 'portal' },
    priorityClass: { name: 'portal-first' },
    imagePullSecrets: [{ name: 'registry' }],
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0 } },
    restartOnSecretChange: false,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }],
        },
      },
    },
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'portal', effect: 'NoSchedule' }],
    topologySpreadConstraints: [{ maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'ScheduleAnyway' }],
    podSecurityContext: { runAsUser: 7 },
    containerSecurityContext: { readOnlyRootFilesystem: true },
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 45,
    hostAliases: [{ ip: '10.0.0.7', hostnames: ['id.example.com'] }],
    dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    runtimeClassName: 'gvisor',
  };
  expect(manifestOf(new BackstageDeployment(chart, 'Deployment', props))).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'console-ui',
      namespace: 'team-a',
      labels: { ...LABELS, team: 'platform' },
      annotations: { 'reloader.stakater.com/auto': 'true' },
    },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 3,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0 } },
      selector: { matchLabels: POD_LABELS },
      template: {
        metadata: {
          labels: { ...POD_LABELS, 'sidecar.istio.io/inject': 'true' },
          annotations: {
            'checksum/app-config': sha256('app:\n  title: ${TITLE}\n'),
            'prometheus.io/scrape': 'false',
          },
        },
        spec: {
          serviceAccountName: 'portal',
          automountServiceAccountToken: false,
          imagePullSecrets: [{ name: 'registry' }],
          priorityClassName: 'portal-first',
          runtimeClassName: 'gvisor',
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }],
              },
            },
          },
          tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'portal', effect: 'NoSchedule' }],
          topologySpreadConstraints: [{ maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'ScheduleAnyway' }],
          securityContext: { runAsUser: 7 },
          terminationGracePeriodSeconds: 45,
          hostAliases: [{ ip: '10.0.0.7', hostnames: ['id.example.com'] }],
          dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
          initContainers: [{ name: 'wait', image: 'busybox:1', command: ['true'] }],
          containers: [
            {
              name: 'backstage',
              image: `mirror.example.com/ui:1.2.3@${digest}`,
              imagePullPolicy: 'Always',
              command: ['dumb-init', 'node', 'packages/backend'],
              args: ['--config', 'app-config.yaml', '--config', 'app-config.extra.yaml', '--verbose'],
              ports: [{ containerPort: 7007, name: 'http', protocol: 'TCP' }],
              envFrom: [{ prefix: 'GITHUB_', secretRef: { name: 'github' } }],
              env: [
                { name: 'LOG_LEVEL', value: 'debug' },
                { name: 'TITLE', value: 'Portal' },
                { name: 'OPENCHOREO_API_URL', value: 'https://api.example.com/api/v1' },
                { name: 'BACKSTAGE_BASE_URL', value: 'https://console.example.com' },
                {
                  name: 'BACKEND_SECRET',
                  valueFrom: { secretKeyRef: { name: 'portal-credentials', key: 'signing-key' } },
                },
                { name: 'THUNDER_BASE_URL', value: 'https://thunder.example.com' },
                { name: 'THUNDER_TOKEN', value: 'test-token' },
                {
                  name: 'OPENCHOREO_AUTH_METADATA_URL',
                  value: 'https://id.example.com/.well-known/openid-configuration',
                },
                { name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL', value: 'https://id.example.com/authorize' },
                { name: 'OPENCHOREO_AUTH_TOKEN_URL', value: 'https://id.example.com/token' },
                { name: 'OPENCHOREO_AUTH_CLIENT_ID', value: 'portal' },
                {
                  name: 'OPENCHOREO_AUTH_CLIENT_SECRET',
                  valueFrom: { secretKeyRef: { name: 'portal-credentials', key: 'oauth-secret' } },
                },
                { name: 'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED', value: 'false' },
                { name: 'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED', value: 'false' },
                { name: 'OPENCHOREO_FEATURES_AUTH_ENABLED', value: 'false' },
                { name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED', value: 'true' },
                { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
                { name: 'SQLITE_STORAGE_DIR', value: '/data' },
              ],
              livenessProbe: { tcpSocket: { port: 'http' } },
              readinessProbe: { httpGet: { path: '/ready', port: 'http' }, failureThreshold: 5 },
              startupProbe: { httpGet: { path: '/healthcheck', port: 'http' }, failureThreshold: 30 },
              lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
              resources: { limits: { memory: '4Gi' }, requests: { cpu: '1' } },
              securityContext: { readOnlyRootFilesystem: true },
              volumeMounts: [
                { name: 'backstage-db', mountPath: '/data' },
                {
                  name: 'extra-app-config',
                  mountPath: '/app/app-config.extra.yaml',
                  subPath: 'app-config.extra.yaml',
                  readOnly: true,
                },
                { name: 'tmp', mountPath: '/tmp' },
                { name: 'plugins', mountPath: '/app/plugins', readOnly: true },
              ],
            },
            { name: 'proxy', image: 'envoy:1', ports: [{ containerPort: 8080 }] },
          ],
          volumes: [
            { name: 'backstage-db', emptyDir: {} },
            { name: 'extra-app-config', configMap: { name: 'console-backstage-extra-config' } },
            { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
            { name: 'plugins', configMap: { name: 'portal-plugins' } },
          ],
        },
      },
    },
  });
});

test('what has a default takes it', () => {
  expect(manifestOf(testDeployment(testChart()))).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'openchoreo-ui', namespace: 'openchoreo-control-plane', labels: LABELS },
    spec: {
      replicas: 1,
      selector: { matchLabels: POD_LABELS },
      template: {
        metadata: { labels: POD_LABELS },
        spec: {
          serviceAccountName: 'openchoreo-backstage',
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'topology.kubernetes.io/zone',
              whenUnsatisfiable: 'ScheduleAnyway',
              labelSelector: { matchLabels: POD_LABELS },
            },
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'DoNotSchedule',
              labelSelector: { matchLabels: POD_LABELS },
            },
          ],
          securityContext: {
            runAsNonRoot: true,
            seccompProfile: { type: 'RuntimeDefault' },
            runAsUser: 1000,
            runAsGroup: 1000,
            fsGroup: 1000,
          },
          containers: [
            {
              name: 'backstage',
              image: 'ghcr.io/openchoreo/openchoreo-ui:v0.11.0',
              imagePullPolicy: 'IfNotPresent',
              ports: [{ containerPort: 7007, name: 'http', protocol: 'TCP' }],
              env: [
                { name: 'NODE_ENV', value: 'production' },
                { name: 'LOG_LEVEL', value: 'info' },
                { name: 'PORT', value: '7007' },
                {
                  name: 'OPENCHOREO_API_URL',
                  value: 'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
                },
                { name: 'BACKSTAGE_BASE_URL', value: 'https://console.example.com' },
                {
                  name: 'BACKEND_SECRET',
                  valueFrom: { secretKeyRef: { name: 'portal-credentials', key: 'signing-key' } },
                },
                { name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL', value: 'https://id.example.com/authorize' },
                { name: 'OPENCHOREO_AUTH_TOKEN_URL', value: 'https://id.example.com/token' },
                { name: 'OPENCHOREO_AUTH_CLIENT_ID', value: 'openchoreo-backstage-client' },
                {
                  name: 'OPENCHOREO_AUTH_CLIENT_SECRET',
                  valueFrom: { secretKeyRef: { name: 'portal-credentials', key: 'oauth-secret' } },
                },
                { name: 'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED', value: 'true' },
                { name: 'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED', value: 'true' },
                { name: 'OPENCHOREO_FEATURES_AUTH_ENABLED', value: 'true' },
                { name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED', value: 'false' },
                { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
                { name: 'SQLITE_STORAGE_DIR', value: '/app/.config/backstage' },
              ],
              livenessProbe: {
                httpGet: { path: '/healthcheck', port: 'http' },
                initialDelaySeconds: 30,
                periodSeconds: 10,
              },
              readinessProbe: {
                httpGet: { path: '/healthcheck', port: 'http' },
                initialDelaySeconds: 5,
                periodSeconds: 5,
              },
              resources: {
                limits: { cpu: '2000m', memory: '2Gi' },
                requests: { cpu: '200m', memory: '256Mi' },
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: false,
                seccompProfile: { type: 'RuntimeDefault' },
                appArmorProfile: { type: 'Unconfined' },
              },
              volumeMounts: [{ name: 'backstage-db', mountPath: '/app/.config/backstage' }],
            },
          ],
          volumes: [{ name: 'backstage-db', emptyDir: {} }],
        },
      },
    },
  });
});

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers.0`;

function deploymentWith(props: Partial<BackstageDeploymentProps>) {
  return manifestOf(testDeployment(testChart(), props));
}

/** The variables of a Deployment's first container. */
function envOf(manifest: Manifest): EnvVar[] {
  const { spec } = manifest as Deployment;
  return spec?.template.spec?.containers[0]?.env ?? [];
}

test('the URL of the API follows the release', () => {
  const release = new Release({ namespace: 'team-a', fullnameOverride: 'console' });
  expect(deploymentWith({ release })).toHaveProperty(
    `${CONTAINER}.env.3.value`,
    'http://console-api.team-a.svc.cluster.local:8080/api/v1',
  );
});

test('pods spread by the labels that they carry in any release', () => {
  const labelSelector = {
    matchLabels: {
      'app.kubernetes.io/component': 'backstage',
      'app.kubernetes.io/name': 'choreo',
      'app.kubernetes.io/instance': 'portal',
    },
  };
  const manifest = deploymentWith({ release: new Release({ name: 'portal', nameOverride: 'choreo' }) });
  expect(manifest).toHaveProperty(`${POD}.topologySpreadConstraints.0.labelSelector`, labelSelector);
  expect(manifest).toHaveProperty(`${POD}.topologySpreadConstraints.1.labelSelector`, labelSelector);
  expect(manifest).toHaveProperty('spec.template.metadata.labels', labelSelector.matchLabels);
});

test('common labels and the labels of the chart stay out of pods and selector', () => {
  const release = new Release({ commonLabels: { team: 'platform' } });
  const { spec } = manifestOf(testDeployment(testChart({ labels: { owner: 'team-a' } }), { release }));
  expect(spec).toHaveProperty('selector', { matchLabels: POD_LABELS });
  expect(spec).toHaveProperty('template.metadata', { labels: POD_LABELS });
});

test('the pods of PostgreSQL have no volume', () => {
  const chart = testChart();
  const database = new BackstageDatabase(chart, 'PostgreSQL', {
    type: 'postgresql',
    host: 'postgres.example.com',
    password: { secret: { name: 'pg' }, key: 'password' },
  });
  const manifest = manifestOf(testDeployment(chart, { database }));
  expect(manifest).not.toHaveProperty(`${POD}.volumes`);
  expect(manifest).not.toHaveProperty(`${CONTAINER}.volumeMounts`);
});

test('the pods of SQLite on a claim mount it', () => {
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

describe('new pods', () => {
  /** The Deployment with its SQLite on a claim. */
  function onClaim(props: Partial<BackstageDeploymentProps> = {}) {
    const chart = testChart();
    const database = new BackstageDatabase(chart, 'SQLite', { type: 'sqlite', persistence: {} });
    return manifestOf(testDeployment(chart, { database, ...props }));
  }

  test('wait for the old ones to go where the database is on a claim', () => {
    expect(onClaim()).toHaveProperty('spec.strategy', { type: 'Recreate' });
  });

  test('come as Kubernetes does it where there is no claim', () => {
    expect(deploymentWith({})).not.toHaveProperty('spec.strategy');
  });

  test('come as Kubernetes does it where the strategy is null', () => {
    expect(onClaim({ strategy: null })).not.toHaveProperty('spec.strategy');
  });

  test('come as they are told, claim or not', () => {
    expect(onClaim({ strategy: { type: 'RollingUpdate' } })).toHaveProperty('spec.strategy', { type: 'RollingUpdate' });
  });
});

describe('pods restart with a credential', () => {
  /** The Deployment with a Secret of this package. */
  function withSecret(backendSecret: string, props: Partial<BackstageDeploymentProps> = {}) {
    const chart = testChart();
    const secret = new BackstageSecret(chart, 'Secret', { backendSecret, clientSecret: 'test-client' });
    const deployment = testDeployment(chart, { secret, ...props });
    return { secret, spec: manifestOf(deployment).spec };
  }

  test('that is rendered, for its hash is among their annotations', () => {
    const { secret, spec } = withSecret('test-1');
    expect(spec).toHaveProperty('template.metadata.annotations', { 'checksum/secret': secret.contentHash });
  });

  test('that changes, and stay otherwise', () => {
    expect(withSecret('test-1').spec).toEqual(withSecret('test-1').spec);
    expect(withSecret('test-1').spec).not.toEqual(withSecret('test-2').spec);
  });

  test('unless told otherwise', () => {
    expect(withSecret('test-1', { restartOnSecretChange: false }).spec).not.toHaveProperty(
      'template.metadata.annotations',
    );
  });

  test('of a Secret that exists already at no time, for its values are not known', () => {
    expect(deploymentWith({ secret: CREDENTIALS })).not.toHaveProperty('spec.template.metadata.annotations');
  });
});

test('images are pulled with the Secrets of cdk8s-plus-28 that are given', () => {
  const registry = kplus.Secret.fromSecretName(testChart(), 'registry', 'registry-login');
  expect(deploymentWith({ imagePullSecrets: [registry] })).toHaveProperty(`${POD}.imagePullSecrets`, [
    { name: 'registry-login' },
  ]);
});

test.each([
  ['imagePullSecrets', []],
  ['nodeSelector', {}],
  ['affinity', {}],
  ['tolerations', []],
  ['topologySpreadConstraints', []],
])('an empty %s is left out', (prop, empty) => {
  expect(deploymentWith({ [prop]: empty })).not.toHaveProperty(`${POD}.${prop}`);
});

test('an empty security context of the pods is left out', () => {
  expect(deploymentWith({ podSecurityContext: {} })).not.toHaveProperty(`${POD}.securityContext`);
});

test('an empty security context of the container is left out', () => {
  expect(deploymentWith({ containerSecurityContext: {} })).not.toHaveProperty(`${CONTAINER}.securityContext`);
});

describe('the image', () => {
  test('keeps the repository where only a tag is given', () => {
    expect(deploymentWith({ image: { tag: 'v9' } })).toHaveProperty(
      `${CONTAINER}.image`,
      'ghcr.io/openchoreo/openchoreo-ui:v9',
    );
  });

  test('keeps the tag where only a repository is given', () => {
    expect(deploymentWith({ image: { repository: 'mirror/ui' } })).toHaveProperty(
      `${CONTAINER}.image`,
      'mirror/ui:v0.11.0',
    );
  });

  test('takes a pull policy of cdk8s-plus-28', () => {
    expect(deploymentWith({ image: { pullPolicy: kplus.ImagePullPolicy.NEVER } })).toHaveProperty(
      `${CONTAINER}.imagePullPolicy`,
      'Never',
    );
  });

  test('leaves the pull policy to Kubernetes where it is null', () => {
    expect(deploymentWith({ image: { pullPolicy: null } })).not.toHaveProperty(`${CONTAINER}.imagePullPolicy`);
  });
});

const POSTGRESQL = {
  type: 'postgresql',
  host: 'postgres.example.com',
  password: { secret: { name: 'postgres' }, key: 'password' },
} as const;

test('SQLite on several pods does not synthesize', () => {
  expect(() => deploymentWith({ replicas: 2 })).toThrow(
    'replicas: must be 1 with SQLite, whose file one pod locks, got 2; use PostgreSQL',
  );
});

test("a claim in another namespace than the pods' does not synthesize", () => {
  const release = new Release({ namespace: 'elsewhere' });
  const database = new BackstageDatabase(testChart(), 'Database', { type: 'sqlite', persistence: {}, release });
  expect(() => deploymentWith({ database })).toThrow(
    'database: must be in the namespace openchoreo-control-plane, got elsewhere; give both the same release',
  );
});

test('a variable that the construct sets does not synthesize among own ones', () => {
  expect(() => deploymentWith({ env: [{ name: 'BACKEND_SECRET', value: 'x' }] })).toThrow(
    'env: must have BACKEND_SECRET once; remove it from env or extraEnv, or from the prop that sets it',
  );
});

describe('replicas', () => {
  test('are as many as given', () => {
    const database = new BackstageDatabase(testChart(), 'Database', POSTGRESQL);
    expect(deploymentWith({ replicas: 3, database })).toHaveProperty('spec.replicas', 3);
  });

  test('are none where none are wanted', () => {
    expect(deploymentWith({ replicas: 0 })).toHaveProperty('spec.replicas', 0);
  });

  test('are left to Kubernetes where they are null', () => {
    expect(deploymentWith({ replicas: null })).not.toHaveProperty('spec.replicas');
  });

  test('are left to an autoscaler that comes later', () => {
    const chart = testChart();
    const deployment = testDeployment(chart);
    new BackstageAutoscaling(chart, 'Autoscaling', { target: deployment, maxReplicas: 1 });
    expect(manifestOf(deployment)).not.toHaveProperty('spec.replicas');
  });

  test('stay beside an autoscaler where they were given', () => {
    const chart = testChart();
    const database = new BackstageDatabase(testChart(), 'Database', POSTGRESQL);
    const deployment = testDeployment(chart, { replicas: 2, database });
    new BackstageAutoscaling(chart, 'Autoscaling', { target: deployment });
    expect(manifestOf(deployment)).toHaveProperty('spec.replicas', 2);
  });
});

describe('resources', () => {
  test('are none where they are null', () => {
    expect(deploymentWith({ resources: null })).not.toHaveProperty(`${CONTAINER}.resources`);
  });

  test('may be Cpu and Size of cdk8s', () => {
    const resources: kplus.ContainerResources = {
      cpu: { request: kplus.Cpu.millis(500), limit: kplus.Cpu.units(2) },
      memory: { request: Size.mebibytes(512), limit: Size.gibibytes(2) },
      ephemeralStorage: { limit: Size.gibibytes(1) },
    };
    expect(deploymentWith({ resources })).toHaveProperty(`${CONTAINER}.resources`, {
      requests: { cpu: '500m', memory: '512Mi' },
      limits: { cpu: '2', memory: '2Gi', 'ephemeral-storage': '1Gi' },
    });
  });
});

test('variables may be values of cdk8s-plus-28 and replace the default list', () => {
  const env = { LOG_LEVEL: kplus.EnvValue.fromValue('debug') };
  const manifest = deploymentWith({ env });
  expect(manifest).toHaveProperty(`${CONTAINER}.env.0`, { name: 'LOG_LEVEL', value: 'debug' });
  expect(manifest).toHaveProperty(`${CONTAINER}.env.1.name`, 'OPENCHOREO_API_URL');
});

test.each([
  ['it sets itself', [{ name: 'DATABASE_CLIENT', value: 'mysql' }], 'DATABASE_CLIENT'],
  [
    'it is given twice',
    [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ],
    'A',
  ],
])('synthesis fails where a variable is one that %s', (_, env, name) => {
  expect(() => deploymentWith({ env })).toThrow(
    `[test/Deployment] env: must have ${name} once; remove it from env or extraEnv, or from the prop that sets it`,
  );
});

test('pods run as the ServiceAccount of this package that they are given', () => {
  const chart = testChart();
  const serviceAccount = new BackstageServiceAccount(chart, 'ServiceAccount', { name: 'portal' });
  expect(manifestOf(testDeployment(chart, { serviceAccount }))).toHaveProperty(`${POD}.serviceAccountName`, 'portal');
});

test('pods run as the ServiceAccount of cdk8s-plus-28 that they are given', () => {
  const chart = testChart();
  const serviceAccount = new kplus.ServiceAccount(chart, 'account');
  expect(manifestOf(testDeployment(chart, { serviceAccount }))).toHaveProperty(
    `${POD}.serviceAccountName`,
    'test-account',
  );
});

test('pods have the PriorityClass of this package that they are given', () => {
  const chart = testChart();
  const priorityClass = new BackstagePriorityClass(chart, 'PriorityClass', { name: 'portal-first' });
  expect(manifestOf(testDeployment(chart, { priorityClass }))).toHaveProperty(
    `${POD}.priorityClassName`,
    'portal-first',
  );
});

describe('the URL that the OAuth client must carry', () => {
  test('follows the URL of the portal', () => {
    expect(testDeployment(testChart(), { baseUrl: 'https://console.example.com/portal/' }).redirectUrl).toBe(
      'https://console.example.com/portal/api/auth/openchoreo-auth/handler/frame',
    );
  });
});

describe("Backstage's own configuration", () => {
  /** The Deployment with a configuration, and the configuration. */
  function configured(appConfig: JsonMap, props: Partial<BackstageDeploymentProps> = {}) {
    const chart = testChart();
    const made = new BackstageAppConfig(chart, 'AppConfig', { appConfig });
    return { made, deployment: manifestOf(testDeployment(chart, { appConfig: made, ...props })) };
  }

  test('is in variables behind all others where it can be, and the command stays that of the image', () => {
    const { deployment } = configured({ app: { title: 'Portal' }, techdocs: { builder: 'external' } });
    expect(envOf(deployment).slice(-3)).toEqual([
      { name: 'SQLITE_STORAGE_DIR', value: '/app/.config/backstage' },
      { name: 'APP_CONFIG_app_title', value: '"Portal"' },
      { name: 'APP_CONFIG_techdocs_builder', value: '"external"' },
    ]);
    expect(deployment).not.toHaveProperty(`${CONTAINER}.command`);
    expect(deployment).not.toHaveProperty(`${CONTAINER}.args`);
    expect(deployment).not.toHaveProperty('spec.template.metadata.annotations');
  });

  test('is in a file behind that of the image where variables cannot express it', () => {
    const { made, deployment } = configured({ app: { title: '${TITLE}' } });
    expect(deployment).toHaveProperty(`${CONTAINER}.args`, [
      'node',
      'packages/backend',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.extra.yaml',
    ]);
    expect(deployment).toHaveProperty(`${POD}.volumes.1.configMap.name`, made.configMap?.name);
    expect(envOf(deployment).filter(({ name }) => name.startsWith('APP_CONFIG_'))).toEqual([]);
  });

  test('restarts the pods when the file changes, beside the hash of the credentials', () => {
    const secret = { ...CREDENTIALS, contentHash: 'test-hash' };
    const { made, deployment } = configured({ app: { title: '${TITLE}' } }, { secret });
    expect(deployment).toHaveProperty('spec.template.metadata.annotations', {
      'checksum/secret': 'test-hash',
      'checksum/app-config': made.configMap?.contentHash,
    });
    const other = configured({ app: { title: '${OTHER}' } }, { secret });
    expect(other.made.configMap?.contentHash).not.toBe(made.configMap?.contentHash);
  });

  test('does not synthesize where an own variable has the same name', () => {
    expect(() =>
      configured({ app: { title: 'a' } }, { extraEnv: [{ name: 'APP_CONFIG_app_title', value: '"b"' }] }),
    ).toThrow('env: must have APP_CONFIG_app_title once');
  });

  test.each([
    ['APP_CONFIG_app', '{"title":"b"}'],
    ['APP_CONFIG_app_title_de', '"b"'],
  ])(
    'does not synthesize where the own variable %s sets a key above or below: Backstage does not start',
    (name, value) => {
      expect(() => configured({ app: { title: 'a' } }, { extraEnv: [{ name, value }] })).toThrow(name);
    },
  );
});

describe('more variables', () => {
  test('come behind the default list, and keep it', () => {
    const names = envOf(deploymentWith({ extraEnv: [{ name: 'TITLE', value: 'Portal' }] })).map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual(['NODE_ENV', 'LOG_LEVEL', 'PORT', 'TITLE', 'OPENCHOREO_API_URL']);
  });

  test('may be values of cdk8s-plus-28', () => {
    const extraEnv = { TITLE: kplus.EnvValue.fromValue('Portal') };
    expect(envOf(deploymentWith({ extraEnv }))).toContainEqual({ name: 'TITLE', value: 'Portal' });
  });

  test('take the place of that of the default list which has the same name', () => {
    const env = envOf(deploymentWith({ extraEnv: [{ name: 'LOG_LEVEL', value: 'debug' }] }));
    expect(env.slice(0, 4)).toEqual([
      { name: 'NODE_ENV', value: 'production' },
      { name: 'PORT', value: '7007' },
      { name: 'LOG_LEVEL', value: 'debug' },
      expect.objectContaining({ name: 'OPENCHOREO_API_URL' }),
    ]);
  });

  test('do not synthesize where env has one of the same name', () => {
    const env = [{ name: 'LOG_LEVEL', value: 'info' }];
    expect(() => deploymentWith({ env, extraEnv: [{ name: 'LOG_LEVEL', value: 'debug' }] })).toThrow(
      'env: must have LOG_LEVEL once',
    );
  });

  test('do not bring the default list back where env is empty', () => {
    const names = envOf(deploymentWith({ env: [], extraEnv: [{ name: 'A', value: '1' }] })).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['A', 'OPENCHOREO_API_URL']);
  });
});

describe('own parts of the pods do not synthesize', () => {
  test.each<[string, Partial<BackstageDeploymentProps>, string]>([
    [
      'with a label that selectors look for',
      { podLabels: { 'app.kubernetes.io/name': 'portal' } },
      'podLabels["app.kubernetes.io/name"]: must not be there: which selectors look for; remove it',
    ],
    [
      'with the annotation by which pods restart',
      { podAnnotations: { 'checksum/secret': 'x' }, secret: { ...CREDENTIALS, contentHash: 'test-hash' } },
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

test('a mount of the volumes that are there anyway synthesizes', () => {
  const extraVolumeMounts = [{ name: 'backstage-db', mountPath: '/backup', subPath: 'backup' }];
  expect(deploymentWith({ extraVolumeMounts })).toHaveProperty(`${CONTAINER}.volumeMounts.1`, extraVolumeMounts[0]);
});

test('an annotation by which pods would restart may be an own one where they do not', () => {
  const podAnnotations = { 'checksum/secret': 'from-elsewhere' };
  expect(deploymentWith({ podAnnotations })).toHaveProperty('spec.template.metadata.annotations', podAnnotations);
});

test('PostgreSQL without a host does not synthesize', () => {
  const database = new BackstageDatabase(testChart(), 'Database', { ...POSTGRESQL, host: '' });
  expect(() => deploymentWith({ database })).toThrow('database: host is needed for PostgreSQL, got none');
});

test('a Deployment without annotations has none', () => {
  expect(deploymentWith({ annotations: {} }).metadata).not.toHaveProperty('annotations');
});

test('where the traffic goes is known to network policies', () => {
  const chart = testChart();
  const { endpoints } = testDeployment(chart, {
    database: new BackstageDatabase(chart, 'Database', POSTGRESQL),
    openchoreoApiUrl: 'https://api.example.com/api/v1',
    oidc: { ...OIDC, wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration' },
    thunder: { baseUrl: 'https://thunder.example.com' },
  });
  expect(endpoints).toEqual({
    database: { host: 'postgres.example.com', port: 5432 },
    openchoreoApi: 'https://api.example.com/api/v1',
    identityProvider: [
      'https://id.example.com/token',
      'https://id.example.com/.well-known/openid-configuration',
      'https://thunder.example.com',
    ],
  });
});
