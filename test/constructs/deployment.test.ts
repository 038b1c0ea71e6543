import type { Features, Oidc, Thunder } from '../../lib/backstage/portal';
import { Release } from '../../lib/backstage/release';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import { BackstageDatabase } from '../../lib/constructs/database';
import { BackstageDeployment, type BackstageDeploymentProps } from '../../lib/constructs/deployment';
import type { Image } from '../../lib/kubernetes/image';
import { sha256 } from '../../lib/util/sha256';
import { CREDENTIALS, LABELS, manifestOf, OIDC, POD_LABELS, testChart, testDeployment } from '../support';

test('renders every prop', () => {
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
  const features: Required<Features> = {
    workflows: false,
    observability: false,
    auth: false,
    authz: true,
    redirectFlow: false,
    assistant: true,
    secretManagement: true,
  };
  const oidc: Required<Oidc> = {
    ...OIDC,
    wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration',
  };
  const thunder: Required<Thunder> = { baseUrl: 'https://thunder.example.com', token: 'test-token' };
  const props: Required<BackstageDeploymentProps> = {
    release,
    database: new BackstageDatabase(chart, 'Database', { release, type: 'sqlite', mountPath: '/data' }),
    credentials: { ...CREDENTIALS, contentHash: 'test-hash' },
    baseUrl: 'https://console.example.com',
    oidc,
    thunder,
    clientId: 'portal',
    // Chart versions since 1.0 read these settings. The variables and files below do not contain them.
    scopes: { oidcScope: 'openid', scope: 'api' },
    serviceClient: { clientId: 'portal-tasks', clientSecret: { secret: { name: 'tasks' }, key: 'secret' } },
    assistantUrl: 'http://assistant.example.com',
    catalogSync: { frequency: 60 },
    events: false,
    wirelogs: { streamTimeoutSeconds: 30 },
    externalCi: {
      jenkins: { baseUrl: 'https://jenkins.example.com', username: 'portal' },
      githubActions: { host: 'github.com' },
      githubOauth: { clientId: 'portal-github' },
    },
    upgradesToHttps: false,
    openchoreoApiUrl: 'https://api.example.com/api/v1',
    features,
    appConfig: new BackstageAppConfig(testChart(), 'AppConfig', {
      release,
      appConfig: { app: { title: '${TITLE}' } },
    }),
    replicas: 1,
    revisionHistoryLimit: 3,
    metadata: { annotations: { 'reloader.stakater.com/auto': 'true' } },
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
    restartOnConfigChange: true,
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
    canonicalQuantities: true,
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
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } },
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
                { name: 'APP_CONFIG_backend_csp', value: '{"upgrade-insecure-requests":false}' },
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

test('renders the defaults of the chart', () => {
  expect(manifestOf(testDeployment(testChart()))).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'openchoreo-ui', labels: LABELS },
    spec: {
      replicas: 1,
      selector: { matchLabels: POD_LABELS },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
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
                { name: 'OPENCHOREO_API_URL', value: 'http://openchoreo-api:8080/api/v1' },
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
                httpGet: { path: '/.backstage/health/v1/liveness', port: 'http' },
                initialDelaySeconds: 30,
                periodSeconds: 10,
              },
              readinessProbe: {
                httpGet: { path: '/.backstage/health/v1/readiness', port: 'http' },
                initialDelaySeconds: 5,
                periodSeconds: 5,
              },
              startupProbe: {
                httpGet: { path: '/.backstage/health/v1/readiness', port: 'http' },
                failureThreshold: 30,
                periodSeconds: 10,
              },
              resources: {
                limits: { cpu: '2', memory: '2Gi' },
                requests: { cpu: '200m', memory: '256Mi' },
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
                readOnlyRootFilesystem: false,
                seccompProfile: { type: 'RuntimeDefault' },
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
