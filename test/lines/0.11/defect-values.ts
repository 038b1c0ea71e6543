import type { DefectId, Values } from '../../../lib';

type Backstage = NonNullable<Values['backstage']>;

/** Values of a local portal that no defect of the chart affects. */
export const FLAWLESS: Values = {
  global: { baseDomain: 'localhost' },
  openchoreoApi: { ingress: { enabled: false } },
  backstage: {
    appConfig: { backend: { csp: { 'upgrade-insecure-requests': false } } },
    ingress: { enabled: false },
    resources: { limits: { cpu: '2' } },
    secretName: 'credentials',
    topologySpreadConstraints: [],
    livenessProbe: null,
    readinessProbe: { httpGet: null, tcpSocket: { port: 'http' } },
    containerSecurityContext: null,
    strategy: { type: 'Recreate' },
  },
};

/** Returns a spread constraint that counts the pods with these labels. */
export function spreadBy(labels: Readonly<Record<string, string>>): Backstage {
  const labelSelector = { matchLabels: labels };
  return {
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule', labelSelector },
    ],
  };
}

const ON_CLAIM: Backstage = { database: { sqlite: { persistence: { enabled: true } } } };

/** Minimal values over {@link FLAWLESS} that each defect affects. */
export const AFFECTED: Readonly<Record<DefectId, Values>> = {
  'budget-selector': { backstage: { podDisruptionBudget: { enabled: true } } },
  'budget-bounds': { backstage: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } },
  'network-policy': { backstage: { networkPolicy: { enabled: true } } },
  'spread-selector': { backstage: spreadBy({ 'app.kubernetes.io/name': 'openchoreo' }) },
  'replicas-under-autoscaler': { backstage: { autoscaling: { enabled: true, maxReplicas: 1 } } },
  'claim-update-strategy': { backstage: { ...ON_CLAIM, strategy: null } },
  'claim-protection': { backstage: ON_CLAIM },
  'health-endpoints': { backstage: { readinessProbe: { httpGet: { port: 'http' }, tcpSocket: null } } },
  'startup-probe': { backstage: { livenessProbe: { httpGet: { path: '/.backstage/health/v1/liveness' } } } },
  'apparmor-unconfined': { backstage: { containerSecurityContext: { runAsNonRoot: true } } },
  'pull-secrets': { global: { imagePullSecrets: [{ name: 'registry' }] } },
  'writable-tmp': { backstage: { containerSecurityContext: { readOnlyRootFilesystem: true } } },
  'api-url': { openchoreoApi: { name: 'core' } },
  'derived-urls': { thunder: { configuration: { server: { publicUrl: 'http://login.localhost:9443/id' } } } },
  'base-url-slash': { backstage: { baseUrl: 'http://localhost/' } },
  'path-rewrite': { backstage: { baseUrl: 'http://localhost/portal/', ingress: { enabled: true } } },
  'csp-scheme': { backstage: { appConfig: null } },
  'plain-token': {
    backstage: { secretName: null, backendSecret: 'kept-for-tests-kept-for-tests', thunder: { token: 'hunter2' } },
  },
  'stale-config': { backstage: { secretName: null, backendSecret: 'kept-for-tests-kept-for-tests' } },
  'duplicate-variables': {
    backstage: {
      env: [
        { name: 'A', value: 'x' },
        { name: 'A', value: 'y' },
      ],
    },
  },
  'replaced-connection': {
    backstage: {
      database: { type: 'postgresql', postgresql: { host: 'pg.example.com', secretName: 'pg-app' } },
      extraEnv: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'uri' } } }],
      appConfig: { backend: { database: { connection: '${DATABASE_URL}' } } },
    },
  },
  'existing-priority-class': { backstage: { priorityClass: { create: false, name: 'business-critical' } } },
  'crd-defaults': { backstage: { resources: { limits: { cpu: '2000m' } }, strategy: null } },
  'flux-substitution': { backstage: { extraEnv: [{ name: 'GREETING', value: 'Hello ${NAME}' }] } },
};
