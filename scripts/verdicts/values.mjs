// Values of whole portals, for each line of the chart. Random changes of them render objects that mutations.mjs alone
// does not make: their names, labels and lists come from values.
import { EXTERNAL_SECRET_DATA } from '../external-secret-data.mjs';
import { BASES } from './bases.mjs';

const OIDC = {
  issuer: 'https://id.example.com',
  authorizationUrl: 'https://id.example.com/authorize',
  tokenUrl: 'https://id.example.com/token',
};

const base = (kind, name) => BASES.find((each) => each.kind === kind && each.metadata.name === name);
const pod = base('Deployment', 'pod').spec.template.spec;
const volumes = base('Deployment', 'volumes').spec.template.spec.volumes;
const { name: _, ports: __, volumeDevices: ___, ...container } = structuredClone(pod.containers[0]);
// The values have no resourceClaims.
delete container.resources.claims;
const policy = base('NetworkPolicy', 'policy').spec;
const autoscaler = base('HorizontalPodAutoscaler', 'autoscaler').spec;

/** Options of `backstage` that every line has. */
const COMMON = {
  baseUrl: 'https://console.example.com',
  replicas: 2,
  database: { type: 'postgresql', postgresql: { host: 'db.example.com', port: 5432, user: 'u', database: 'd' } },
  image: { repository: 'ghcr.io/acme/portal', tag: 'v1', pullPolicy: 'IfNotPresent' },
  service: { type: 'ClusterIP', port: 7007 },
  serviceAccount: { name: 'portal', annotations: { 'a.b/c': 'd' } },
  priorityClass: { create: true, name: 'portal', value: 1000 },
  autoscaling: {
    enabled: true,
    minReplicas: 2,
    maxReplicas: 5,
    targetCPUUtilizationPercentage: 70,
    targetMemoryUtilizationPercentage: 80,
    behavior: autoscaler.behavior,
  },
  podDisruptionBudget: { enabled: true, minAvailable: 1 },
  networkPolicy: { enabled: true, ingress: policy.ingress, egress: policy.egress },
  extraEnv: container.env.slice(0, 7).map((variable) => ({ ...variable, name: `X_${variable.name}` })),
  envFrom: container.envFrom,
  extraVolumes: [...volumes.slice(0, 11), ...pod.volumes],
  extraVolumeMounts: container.volumeMounts.map((mount) => ({
    ...mount,
    ...(mount.subPathExpr && { subPathExpr: '$(X_A)' }),
  })),
  extraContainers: [{ name: 'side', ...container, volumeMounts: [{ name: 'config', mountPath: '/c' }] }],
  initContainers: [{ name: 'init', image: 'busybox:1', command: ['true'], resources: { limits: { cpu: '1' } } }],
  livenessProbe: { initialDelaySeconds: 30, timeoutSeconds: 3 },
  readinessProbe: { periodSeconds: 5 },
  startupProbe: { httpGet: { path: '/healthcheck', port: 'http' }, failureThreshold: 30, periodSeconds: 5 },
  lifecycle: container.lifecycle,
  podSecurityContext: pod.securityContext,
  containerSecurityContext: container.securityContext,
  resources: { limits: { cpu: '2', memory: '2Gi' }, requests: { cpu: '200m', memory: '256Mi' } },
  nodeSelector: pod.nodeSelector,
  tolerations: pod.tolerations,
  affinity: pod.affinity,
  topologySpreadConstraints: pod.topologySpreadConstraints,
  hostAliases: pod.hostAliases,
  dnsConfig: pod.dnsConfig,
  runtimeClassName: 'gvisor',
  terminationGracePeriodSeconds: 30,
  revisionHistoryLimit: 3,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
  podAnnotations: { 'a/b': 'c' },
  podLabels: { team: 'x' },
  annotations: { 'a/b': 'c' },
  imagePullSecrets: [{ name: 'registry' }],
  metrics: {
    enabled: true,
    serviceMonitor: {
      enabled: true,
      interval: '30s',
      scrapeTimeout: '10s',
      labels: { release: 'stack' },
      relabelings: [{ action: 'replace', sourceLabels: ['a'], targetLabel: 'b' }],
    },
  },
};

const PARENT_REFS = [{ name: 'gw', namespace: 'gateways', sectionName: 'https', port: 443 }];

/** Values of a whole portal by line. */
export const PORTALS = {
  0.11: [
    {
      global: { commonLabels: { team: 'a' }, imagePullSecrets: [{ name: 'global' }] },
      backstage: {
        ...COMMON,
        backendSecret: 'only-for-this-test-only-for-this',
        database: { ...COMMON.database, postgresql: { ...COMMON.database.postgresql, password: 'only-for-this-test' } },
        ingress: {
          enabled: true,
          annotations: { 'x.y/z': '1' },
          hosts: [{ host: 'console.example.com', paths: [{ path: '/', pathType: 'PathPrefix' }] }],
          parentRefs: PARENT_REFS,
          timeouts: { request: '60s', backendRequest: '30s' },
          httpsRedirect: { enabled: true, sectionName: 'web', statusCode: 301 },
        },
      },
      openchoreoApi: { ingress: { parentRefs: PARENT_REFS } },
    },
    {
      backstage: {
        backendSecret: 'only-for-this-test-only-for-this',
        baseUrl: 'https://console.example.com',
        database: {
          type: 'sqlite',
          sqlite: {
            persistence: { enabled: true, size: '1Gi', storageClassName: 'fast', accessMode: 'ReadWriteOnce' },
          },
        },
        ingress: {
          enabled: true,
          ingressClassName: 'nginx',
          tls: [{ hosts: ['console.example.com'], secretName: 'tls' }],
          hosts: [{ host: 'console.example.com', paths: [{ path: '/', pathType: 'Prefix' }, { path: '/x' }] }],
        },
        auth: {
          registration: { enabled: true, waitSeconds: 60 },
          redirectUrls: ['https://other.example.com/callback'],
        },
      },
    },
  ],
  ...Object.fromEntries(
    ['1.0', '1.1', '1.2'].map((line) => [
      line,
      [
        {
          global: { commonLabels: { team: 'a' } },
          security: { oidc: OIDC },
          gateway: { tls: { hostname: '*.example.com' } },
          openchoreoApi: { http: { hostnames: ['api.example.com'] } },
          backstage: {
            ...COMMON,
            secretName: 'portal-credentials',
            database: { type: 'postgresql' },
            http: { hostnames: ['console.example.com'], httpsRedirect: { enabled: true }, parentRefs: PARENT_REFS },
            appConfig: { app: { title: 'Portal' } },
            externalSecret: {
              refreshInterval: '1h',
              secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
              data: EXTERNAL_SECRET_DATA,
            },
          },
        },
        {
          security: { oidc: OIDC },
          gateway: { tls: { hostname: '*.example.com' } },
          openchoreoApi: { http: { hostnames: ['api.example.com'] } },
          backstage: {
            secretName: 'portal',
            baseUrl: 'https://console.example.com',
            http: { hostnames: ['console.example.com'] },
            database: {
              type: 'sqlite',
              sqlite: { persistence: { enabled: true, size: '1Gi', storageClassName: 'fast' } },
            },
          },
        },
      ],
    ]),
  ),
};
