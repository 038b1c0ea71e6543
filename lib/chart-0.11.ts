import type { HorizontalPodAutoscalerBehavior } from 'kubernetes-types/autoscaling/v2';
import type {
  EnvVar,
  PodSecurityContext,
  Probe,
  ResourceRequirements,
  SecurityContext,
  TopologySpreadConstraint,
} from 'kubernetes-types/core/v1';
import type { NetworkPolicySpec } from 'kubernetes-types/networking/v1';

// What belongs to the 0.11 line of OpenChoreo's control-plane chart and to no other: its names, fixed numbers and
// default values. Constructs and values schema both read it here, so that no default is written twice.

/** The chart whose Backstage objects this package renders (Chart.yaml). */
export const CHART = {
  name: 'openchoreo-control-plane',
  version: '0.11.0',
  appVersion: 'v0.11.0',
} as const;

/** Name of the container that runs Backstage (chart: deployment). */
export const CONTAINER_NAME = 'backstage';

/** Port that the container listens on, whatever `service.port` or the PORT variable say (chart: deployment). */
export const CONTAINER_PORT = { name: 'http', number: 7007 } as const;

/** Path of both health checks (chart: deployment). */
const HEALTH_CHECK = { path: '/healthcheck', port: CONTAINER_PORT.name } as const;

/** The chart's liveness check: 30 s after the start, every 10 s. */
export const LIVENESS_PROBE: Probe = { httpGet: HEALTH_CHECK, initialDelaySeconds: 30, periodSeconds: 10 };

/** The chart's readiness check: 5 s after the start, every 5 s. */
export const READINESS_PROBE: Probe = { httpGet: HEALTH_CHECK, initialDelaySeconds: 5, periodSeconds: 5 };

/** The image's own command, for a container that has arguments of its own: they would take its place (image: Dockerfile). */
export const IMAGE_COMMAND: readonly string[] = ['node', 'packages/backend'];

/** The image's own configuration, for a container that passes another: Backstage reads only what is passed then. */
export const IMAGE_CONFIG: readonly string[] = ['--config', 'app-config.yaml'];

/** Keys of a Secret with Backstage's credentials: the first three are the chart's (chart: secret). */
export const SECRET_KEYS = {
  backendSecret: 'backend-secret',
  clientSecret: 'client-secret',
  postgresPassword: 'postgres-password',
  postgresHost: 'postgres-host',
  postgresPort: 'postgres-port',
  postgresUser: 'postgres-user',
  postgresDatabase: 'postgres-db',
  thunderToken: 'thunder-token',
} as const;

/** What Backstage may read from a Secret. */
export type Credential = keyof typeof SECRET_KEYS;

/** All credentials, in the order of a Secret's keys. */
export const CREDENTIALS = Object.keys(SECRET_KEYS) as readonly Credential[];

/** Gateway that the chart's HTTPRoutes attach to, in the release's namespace. */
export const GATEWAY_NAME = 'gateway-default';

/** The Gateway's listener for https, where it has one (chart: gateway). */
export const HTTPS_LISTENER = 'https';

/** Port of the OpenChoreo API's Service. */
export const OPENCHOREO_API_PORT = 8080;

/** The chart's NetworkPolicy: its rules know neither Gateway, PostgreSQL, identity provider nor DNS over TCP. */
export const NETWORK_POLICY = {
  ingress: [
    {
      from: [
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
        { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
      ],
      ports: [{ protocol: 'TCP', port: CONTAINER_PORT.number }],
    },
  ],
  egress: [
    {
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }],
      ports: [{ protocol: 'TCP', port: OPENCHOREO_API_PORT }],
    },
    { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 443 }] },
    {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [{ protocol: 'UDP', port: 53 }],
    },
  ],
} satisfies Omit<NetworkPolicySpec, 'podSelector'>;

/** Labels by which the chart's default spread constraints look for pods; the pods do not carry the name. */
const SPREAD_SELECTOR = {
  matchLabels: { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
};

/** Default values of the chart (values.yaml) where a construct or the values schema has the same setting. */
export const DEFAULTS = {
  fullnameOverride: 'openchoreo',
  baseDomain: 'openchoreo.local',
  replicas: 1,
  image: { repository: 'ghcr.io/openchoreo/openchoreo-ui', pullPolicy: 'IfNotPresent' },
  service: { type: 'ClusterIP', port: 7007 },
  resources: {
    limits: { cpu: '2000m', memory: '2Gi' },
    requests: { cpu: '200m', memory: '256Mi' },
  } satisfies ResourceRequirements,
  serviceAccountName: 'openchoreo-backstage',
  priorityClass: { name: 'openchoreo-backstage', value: 800000 },
  env: [
    { name: 'NODE_ENV', value: 'production' },
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'PORT', value: '7007' },
  ] satisfies EnvVar[],
  auth: { clientId: 'openchoreo-backstage-client', clientSecret: 'backstage-portal-secret' },
  autoscaling: {
    minReplicas: 1,
    maxReplicas: 3,
    targetCPUUtilizationPercentage: 70,
    targetMemoryUtilizationPercentage: 80,
    behavior: {
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
      },
      scaleUp: {
        stabilizationWindowSeconds: 0,
        policies: [
          { type: 'Percent', value: 100, periodSeconds: 15 },
          { type: 'Pods', value: 4, periodSeconds: 60 },
        ],
        selectPolicy: 'Max',
      },
    } satisfies HorizontalPodAutoscalerBehavior,
  },
  podDisruptionBudget: { minAvailable: 1 },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: SPREAD_SELECTOR,
    },
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: SPREAD_SELECTOR,
    },
  ] satisfies TopologySpreadConstraint[],
  podSecurityContext: {
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 1000,
  } satisfies PodSecurityContext,
  containerSecurityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: false,
    seccompProfile: { type: 'RuntimeDefault' },
    appArmorProfile: { type: 'Unconfined' },
  } satisfies SecurityContext,
  sqlite: { mountPath: '/app/.config/backstage', size: '1Gi', accessMode: 'ReadWriteOnce' },
  postgresql: { port: 5432, user: 'backstage', database: 'backstage' },
  openchoreoApiName: 'openchoreo-api',
} as const;

/** Default values of what the chart's templates do not render. Those of metrics are in its values. */
export const OWN_DEFAULTS = {
  serviceMonitor: {
    namespace: 'monitoring',
    interval: '30s',
    scrapeTimeout: '10s',
    path: '/metrics',
    labels: { prometheus: 'kube-prometheus' },
  },
  httpsRedirect: { sectionName: 'http', statusCode: 301 },
  registration: {
    image: { repository: 'docker.io/library/node', tag: '22-alpine', pullPolicy: 'IfNotPresent' },
    waitSeconds: 300,
  },
} as const;
