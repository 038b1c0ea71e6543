import type { HorizontalPodAutoscalerBehavior } from 'kubernetes-types/autoscaling/v2';
import { CONTAINER_PORT } from '../../backstage/container';
import type { ChartDefaults, ChartProfile } from '../../backstage/profile';

// Facts about the chart that several lines share.

/** Name of the chart (Chart.yaml). */
export const CHART_NAME = 'openchoreo-control-plane';

/** Default domain of a control plane before chart 1.0 (values.yaml). */
export const BASE_DOMAIN = 'openchoreo.local';

/** Path and port of both health checks (chart: deployment). */
const HEALTH_CHECK = { path: '/healthcheck', port: CONTAINER_PORT.name } as const;

/** Selector of the chart's default spread constraints. The pods have another value in the name label. */
const SPREAD_SELECTOR = {
  matchLabels: { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
};

/** Default values of the chart (values.yaml) for settings that constructs also have. */
export const DEFAULTS = {
  fullnameOverride: 'openchoreo',
  replicas: 1,
  image: { repository: 'ghcr.io/openchoreo/openchoreo-ui', pullPolicy: 'IfNotPresent' },
  service: { type: 'ClusterIP', port: 7007 },
  resources: {
    limits: { cpu: '2000m', memory: '2Gi' },
    requests: { cpu: '200m', memory: '256Mi' },
  },
  serviceAccountName: 'openchoreo-backstage',
  priorityClass: { name: 'openchoreo-backstage', value: 800000 },
  env: [
    { name: 'NODE_ENV', value: 'production' },
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'PORT', value: '7007' },
  ],
  clientId: 'openchoreo-backstage-client',
  features: { authz: false },
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
  ],
  podSecurityContext: {
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 1000,
  },
  containerSecurityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: false,
    seccompProfile: { type: 'RuntimeDefault' },
    appArmorProfile: { type: 'Unconfined' },
  },
  livenessProbe: { httpGet: HEALTH_CHECK, initialDelaySeconds: 30, periodSeconds: 10 },
  readinessProbe: { httpGet: HEALTH_CHECK, initialDelaySeconds: 5, periodSeconds: 5 },
  sqlite: { mountPath: '/app/.config/backstage', size: '1Gi', accessMode: 'ReadWriteOnce' },
  postgresql: { port: 5432, user: 'backstage', database: 'backstage' },
  openchoreoApi: { name: 'openchoreo-api', port: 8080 },
} as const satisfies ChartDefaults;

/** Default key of each credential in a Secret. The chart defines the first three (chart: secret). */
export const SECRET_KEYS = {
  backendSecret: 'backend-secret',
  clientSecret: 'client-secret',
  postgresPassword: 'postgres-password',
  postgresHost: 'postgres-host',
  postgresPort: 'postgres-port',
  postgresUser: 'postgres-user',
  postgresDatabase: 'postgres-db',
  thunderToken: 'thunder-token',
  jenkinsApiKey: 'jenkins-api-key',
  githubActionsToken: 'github-actions-token',
  githubOauthClientSecret: 'github-oauth-client-secret',
} as const satisfies ChartProfile['secretKeys'];

/** Gateway that the chart's HTTPRoutes attach to, and its https listener (chart: gateway). */
export const GATEWAY = { name: 'gateway-default', httpsListener: 'https' } as const;
