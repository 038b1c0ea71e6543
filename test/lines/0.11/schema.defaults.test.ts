import { schema } from '../../../lib/lines/0.11/schema';
import { isMap } from '../../../lib/util/members';
import { withDefaults, type YamlMap } from '../../../lib/values/merge';
import { validate } from '../../../lib/values/validate';
import { nodes } from './schema-nodes';

/** Default values of chart 0.11.0 that affect Backstage or the API's route, copied by hand. */
const CHART_DEFAULTS = {
  global: {
    baseDomain: 'openchoreo.local',
    port: '',
    tls: { enabled: false, secretName: 'control-plane-tls' },
    imagePullSecrets: [],
    commonLabels: {},
  },
  fullnameOverride: 'openchoreo',
  security: {
    enabled: true,
    oidc: { issuer: '', wellKnownEndpoint: '', jwksUrl: '', authorizationUrl: '', tokenUrl: '' },
    authz: { enabled: false },
  },
  backstage: {
    enabled: true,
    replicas: 1,
    image: { repository: 'ghcr.io/openchoreo/openchoreo-ui', tag: '', pullPolicy: 'IfNotPresent' },
    service: { type: 'ClusterIP', port: 7007, nodePort: undefined },
    resources: { limits: { cpu: '2000m', memory: '2Gi' }, requests: { cpu: '200m', memory: '256Mi' } },
    serviceAccount: { name: 'openchoreo-backstage', annotations: {} },
    priorityClass: { create: false, name: 'openchoreo-backstage', value: 800000 },
    backendSecret: '',
    openchoreoApi: { url: '' },
    features: { workflows: { enabled: true }, observability: { enabled: true } },
    env: [
      { name: 'NODE_ENV', value: 'production' },
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'PORT', value: '7007' },
    ],
    baseUrl: '',
    thunder: { baseUrl: '', token: '' },
    auth: { clientId: 'openchoreo-backstage-client', clientSecret: 'backstage-portal-secret', redirectUrls: [] },
    autoscaling: {
      enabled: false,
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
      },
    },
    podDisruptionBudget: { enabled: false, minAvailable: 1 },
    networkPolicy: { enabled: false, ingress: [], egress: [] },
    metrics: {
      enabled: true,
      serviceMonitor: {
        enabled: false,
        namespace: 'monitoring',
        interval: '30s',
        scrapeTimeout: '10s',
        labels: { prometheus: 'kube-prometheus' },
        relabelings: [],
      },
    },
    ingress: { enabled: true, ingressClassName: '', annotations: {}, hosts: [], tls: [] },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: {
          matchLabels: { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
        },
      },
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: {
          matchLabels: { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
        },
      },
    ],
    nodeSelector: {},
    tolerations: [],
    affinity: {},
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
    database: {
      type: 'sqlite',
      sqlite: {
        mountPath: '/app/.config/backstage',
        persistence: { enabled: false, size: '1Gi', storageClassName: '', accessMode: 'ReadWriteOnce' },
      },
      postgresql: { host: '', port: 5432, user: 'backstage', password: '', database: 'backstage' },
    },
  },
  openchoreoApi: {
    name: 'openchoreo-api',
    enabled: true,
    ingress: { enabled: true, ingressClassName: '', annotations: {}, hosts: [], tls: [] },
  },
  thunder: {
    enabled: true,
    fullnameOverride: 'thunder',
    service: { port: 8090 },
    configuration: { server: { publicUrl: '' } },
  },
  gateway: { enabled: true },
};

/** Defaults of keys that the chart does not have. */
const OWN_DEFAULTS = {
  'backstage.annotations': {},
  'backstage.podAnnotations': {},
  'backstage.podLabels': {},
  'backstage.imagePullSecrets': [],
  'backstage.command': [],
  'backstage.extraArgs': [],
  'backstage.extraEnv': [],
  'backstage.envFrom': [],
  // The chart's templates contain the probes, but no value sets them.
  'backstage.livenessProbe.httpGet.path': '/healthcheck',
  'backstage.livenessProbe.httpGet.port': 'http',
  'backstage.livenessProbe.initialDelaySeconds': 30,
  'backstage.livenessProbe.periodSeconds': 10,
  'backstage.readinessProbe.httpGet.path': '/healthcheck',
  'backstage.readinessProbe.httpGet.port': 'http',
  'backstage.readinessProbe.initialDelaySeconds': 5,
  'backstage.readinessProbe.periodSeconds': 5,
  'backstage.extraVolumeMounts': [],
  'backstage.extraVolumes': [],
  'backstage.initContainers': [],
  'backstage.extraContainers': [],
  'backstage.hostAliases': [],
  'backstage.auth.registration.enabled': false,
  'backstage.auth.registration.image.repository': 'docker.io/library/node',
  'backstage.auth.registration.image.tag': '22-alpine',
  'backstage.auth.registration.image.pullPolicy': 'IfNotPresent',
  'backstage.auth.registration.waitSeconds': 300,
  'backstage.auth.registration.resources.requests.cpu': '10m',
  'backstage.auth.registration.resources.requests.memory': '64Mi',
  'backstage.auth.registration.resources.limits.memory': '128Mi',
  'backstage.auth.registration.containerSecurityContext.allowPrivilegeEscalation': false,
  'backstage.auth.registration.containerSecurityContext.capabilities.drop': ['ALL'],
  'backstage.auth.registration.containerSecurityContext.readOnlyRootFilesystem': true,
  'backstage.metrics.serviceMonitor.path': '/metrics',
  'openchoreoApi.ingress.parentRefs': [],
  'backstage.ingress.defaultBackend': false,
  'backstage.ingress.parentRefs': [],
  'backstage.ingress.httpsRedirect.enabled': false,
  'backstage.ingress.httpsRedirect.sectionName': 'http',
  'backstage.ingress.httpsRedirect.statusCode': 301,
  'backstage.patches': [],
  'backstage.secretKeys.backendSecret': 'backend-secret',
  'backstage.secretKeys.clientSecret': 'client-secret',
  'backstage.secretKeys.postgresPassword': 'postgres-password',
  'backstage.externalSecret.secretStoreRef.kind': 'SecretStore',
  'backstage.externalSecret.refreshInterval': '1h',
  'backstage.database.postgresql.secretKeys.password': 'password',
  'backstage.serviceAccount.create': true,
  'backstage.database.postgresql.caBundle.key': 'ca.crt',
};

/** Yields the leaves of values with their paths. */
function* leaves(values: unknown, path = ''): Iterable<[string, unknown]> {
  if (isMap(values) && Object.keys(values).length > 0) {
    for (const [key, member] of Object.entries(values)) {
      yield* leaves(member, path === '' ? key : `${path}.${key}`);
    }
  } else {
    yield [path, values];
  }
}

/** Returns the value at a path. Keys of labels contain dots, but occur only in lists, which are compared as a whole. */
function at(values: YamlMap, path: string): unknown {
  return path.split('.').reduce<unknown>((below, key) => Reflect.get(Object(below), key), values);
}

const complete = withDefaults(schema, {}) as YamlMap;

test('defaults are the same as in the chart', () => {
  const paths = [...leaves(CHART_DEFAULTS)].map(([path]) => path);
  const defaultsOf = (values: YamlMap) => Object.fromEntries(paths.map((path) => [path, at(values, path)]));
  expect(paths.length).toBeGreaterThan(90);
  expect(defaultsOf(complete)).toEqual(defaultsOf(CHART_DEFAULTS));
});

test('other keys have only these defaults', () => {
  const known = new Set([...leaves(CHART_DEFAULTS)].map(([path]) => path));
  const own = [...leaves(complete)].filter(([path, byDefault]) => byDefault !== undefined && !known.has(path));
  expect(Object.fromEntries(own)).toEqual(OWN_DEFAULTS);
});

test('defaults of the chart match the schema', () => {
  expect(validate(schema, CHART_DEFAULTS)).toEqual([]);
});

test('each default matches the schema of its value', () => {
  const unfit = [...nodes(schema)].flatMap(([path, node]) =>
    node.default === undefined ? [] : validate(node, node.default).map(({ message }) => [path, message]),
  );
  expect(unfit).toEqual([]);
});
