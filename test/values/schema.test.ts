import { isMap, withDefaults, type YamlMap } from '../../lib/values/merge';
import { type Node, OF_ANOTHER_COMPONENT } from '../../lib/values/node';
import { schema, type Values } from '../../lib/values/schema';
import { validate } from '../../lib/values/validate';

/** The default values of chart 0.11.0 that reach Backstage or the API's route, copied by hand. */
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
    service: { type: 'ClusterIP', port: 7007, nodePort: null },
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
  // The chart's templates have the checks without a value for them.
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
  'backstage.database.postgresql.caBundle.key': 'ca.crt',
};

/** All nodes below a node, by path, those of lists' entries and maps' values among them. */
function* nodes(node: Node, path = ''): Iterable<[string, Node]> {
  yield [path, node];
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    yield* nodes(child, path === '' ? key : `${path}.${key}`);
  }
  if (node.items) {
    yield* nodes(node.items, `${path}[]`);
  }
  if (typeof node.additionalProperties === 'object') {
    yield* nodes(node.additionalProperties, `${path}.*`);
  }
}

/** The leaves of what both have, by path. */
function* leaves(values: unknown, path = ''): Iterable<[string, unknown]> {
  if (isMap(values) && Object.keys(values).length > 0) {
    for (const [key, member] of Object.entries(values)) {
      yield* leaves(member, path === '' ? key : `${path}.${key}`);
    }
  } else {
    yield [path, values];
  }
}

const ALL = [...nodes(schema)];
const OTHERS = ALL.filter(([, node]) => node.description === OF_ANOTHER_COMPONENT).map(([path]) => path);

describe('defaults', () => {
  const complete = withDefaults(schema, {}) as YamlMap;

  test.each([...leaves(CHART_DEFAULTS)])("%s has the chart's default", (path, byDefault) => {
    const got = path.split('.').reduce<unknown>((values, key) => Reflect.get(Object(values), key), complete);
    // Keys of Kubernetes' labels have dots; they are inside lists, which are compared as a whole.
    expect(got).toEqual(byDefault);
  });

  test('of keys that the chart does not have are these alone', () => {
    const known = new Set([...leaves(CHART_DEFAULTS)].map(([path]) => path));
    const own = [...leaves(complete)].filter(([path, byDefault]) => byDefault !== null && !known.has(path));
    expect(Object.fromEntries(own)).toEqual(OWN_DEFAULTS);
  });

  test('fit the schema', () => {
    expect(validate(schema, CHART_DEFAULTS)).toEqual([]);
  });

  test('of the nodes fit the nodes', () => {
    const unfit = ALL.flatMap(([path, node]) =>
      node.default === undefined ? [] : validate(node, node.default).map(({ message }) => [path, message]),
    );
    expect(unfit).toEqual([]);
  });
});

describe('descriptions', () => {
  const described = ALL.filter(
    // Entries of lists need no words of their own; editors show those of the list.
    ([path, node]) => !OTHERS.includes(path) && !(path.endsWith('[]') && node.properties),
  );

  test.each(described)('%s says what it is, as a sentence', (_path, { description }) => {
    expect(description).toMatch(/^[A-Z`].*[.`]$/);
  });
});

describe('secrets', () => {
  test('are the values that are marked as never shown, lists and trees with secrets somewhere among them', () => {
    const secret = ALL.filter(([path, { writeOnly }]) => writeOnly && !path.endsWith('[]')).map(([path]) => path);
    expect(secret).toEqual([
      'backstage.env',
      'backstage.extraEnv',
      'backstage.initContainers',
      'backstage.extraContainers',
      'backstage.backendSecret',
      'backstage.appConfig',
      'backstage.thunder.token',
      'backstage.auth.clientSecret',
      'backstage.database.postgresql.password',
      'backstage.patches',
      'backstage.patches[].patch[].value',
    ]);
  });
});

describe('what may hold a secret somewhere', () => {
  test.each<[string, unknown]>([
    ['extraEnv', 'TOKEN=hunter2'],
    ['extraEnv', [{ name: 'TOKEN', value: ['hunter2'] }]],
    ['extraEnv', ['TOKEN=hunter2']],
    ['initContainers', 'hunter2'],
    ['initContainers', [{ name: 'a', env: [{ name: 'TOKEN', value: { value: 'hunter2' } }] }]],
    ['extraContainers', [{ name: 'a', args: '--token=hunter2' }]],
    ['extraContainers', [{ name: 1, command: 'hunter2', stdin: 'hunter2' }]],
    ['appConfig', 'hunter2'],
    ['appConfig', { app: 'hunter2' }],
    ['appConfig', { backend: ['hunter2'] }],
    ['appConfig', { backend: { baseUrl: ['hunter2'] } }],
    ['patches', 'hunter2'],
    ['patches', [{ target: 'hunter2', patch: 'hunter2' }]],
    ['patches', [{ target: { kind: 'Secret', name: 1 }, patch: [{ op: 'hunter2', path: '/data', value: 'hunter2' }] }]],
    ['patches', [{ target: { kind: 'Secret', name: 'a' }, patch: [{ op: 'add', path: ['hunter2'], from: 2 }] }]],
  ])('is not shown where it does not fit: %s', (key, value) => {
    const found = validate(schema, { backstage: { [key]: value } });
    expect(found).not.toEqual([]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

describe('values of our own', () => {
  const unfit = (backstage: object) => validate(schema, { backstage }).map(({ path, message }) => `${path} ${message}`);

  test.each<[string, object]>([
    ['podLabels', { podLabels: { team: 1 } }],
    ['annotations', { annotations: { team: true } }],
    ['podAnnotations', { podAnnotations: { team: 1 } }],
    ['runtimeClassName', { runtimeClassName: 1 }],
    ['revisionHistoryLimit', { revisionHistoryLimit: -1 }],
    ['terminationGracePeriodSeconds', { terminationGracePeriodSeconds: '30' }],
    ['command', { command: 'node' }],
    ['extraArgs', { extraArgs: [1] }],
    ['image.digest', { image: { digest: 1 } }],
    ['ingress.pathType', { ingress: { pathType: 'Regex' } }],
    ['ingress.parentRefs', { ingress: { parentRefs: [{ namespace: 'a' }] } }],
    ['ingress.timeouts', { ingress: { timeouts: '30s' } }],
    ['ingress.timeouts.request', { ingress: { timeouts: { request: 30 } } }],
    ['ingress.httpsRedirect', { ingress: { httpsRedirect: true } }],
    ['ingress.httpsRedirect.statusCode', { ingress: { httpsRedirect: { statusCode: '301' } } }],
    ['auth.registration', { auth: { registration: true } }],
    ['auth.registration.waitSeconds', { auth: { registration: { waitSeconds: -1 } } }],
    ['auth.redirectUrls', { auth: { redirectUrls: 'https://console.example.com' } }],
    ['auth.redirectUrls', { auth: { redirectUrls: [null] } }],
    ['metrics.serviceMonitor.relabelings', { metrics: { serviceMonitor: { relabelings: [{ source_labels: [] }] } } }],
    ['patches', { patches: [{ target: { kind: 'Deployment' }, patch: [] }] }],
    ['patches', { patches: [{ target: { kind: 'Deployment', name: 'a' }, patch: [{ op: 'append', path: '/a' }] }] }],
    ['patches', { patches: [{ target: { kind: 'Deployment', name: 'a' } }] }],
    ['patches', { patches: [null] }],
  ])('have names and types, that of %s among them', (key, backstage) => {
    const found = unfit(backstage);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(`backstage.${key}`);
  });

  test('take null wherever a value may be left out', () => {
    const sections = {
      image: { registry: null, tag: null, digest: null, pullPolicy: null },
      auth: { redirectUrls: null, registration: { enabled: null, waitSeconds: null, image: { tag: null } } },
      metrics: { serviceMonitor: { path: null, labels: null, relabelings: null } },
      ingress: {
        pathType: null,
        defaultBackend: null,
        parentRefs: null,
        timeouts: { request: null, backendRequest: null },
        httpsRedirect: { enabled: null, sectionName: null, statusCode: null },
      },
    };
    const leaves = [
      'annotations',
      'strategy',
      'revisionHistoryLimit',
      'podAnnotations',
      'podLabels',
      'imagePullSecrets',
      'command',
      'extraArgs',
      'env',
      'extraEnv',
      'envFrom',
      'livenessProbe',
      'readinessProbe',
      'startupProbe',
      'lifecycle',
      'tmp',
      'extraVolumeMounts',
      'initContainers',
      'extraContainers',
      'extraVolumes',
      'terminationGracePeriodSeconds',
      'hostAliases',
      'dnsConfig',
      'runtimeClassName',
      'automountServiceAccountToken',
      'appConfig',
      'patches',
    ];
    expect(unfit({ ...sections, ...Object.fromEntries(leaves.map((key) => [key, null])) })).toEqual([]);
  });
});

describe('the type of the values', () => {
  test.each<Values>([
    { backstage: { metrics: null } },
    { backstage: { metrics: { serviceMonitor: null }, database: { sqlite: null, postgresql: null } } },
    { backstage: { ingress: { timeouts: null, httpsRedirect: null }, auth: { registration: null } } },
  ])('takes what the schema takes: %j', (values) => {
    expect(validate(schema, values)).toEqual([]);
  });

  test('refuses what the schema refuses', () => {
    const refused: Values[] = [
      // @ts-expect-error null for a section that the chart reads
      { backstage: { database: null } },
      // @ts-expect-error an unknown key
      { backstage: { metrics: { enabld: true } } },
      // @ts-expect-error null for a section that is open
      { thunder: null },
      // @ts-expect-error a wrong type in a section that is open
      { thunder: { enabled: 'yes' } },
      // @ts-expect-error a wrong type below
      { thunder: { service: { port: 'http' } } },
    ];
    expect(refused.filter((values) => validate(schema, values).length === 0)).toEqual([]);
  });

  test("refuses Thunder's own keys, which a values file may have: most likely they are misspelt", () => {
    // @ts-expect-error not port
    const values: Values = { thunder: { service: { prot: 8090 } } };
    expect(validate(schema, values)).toEqual([]);
  });
});

describe('keys of other components', () => {
  const shared = [
    'global.clusterName',
    'global.defaultResources.deploymentPipeline.promotionOrder',
    'global.defaultResources.organization.displayName',
    'security.authServerBaseUrl',
    'security.jwt.audience',
    'security.authz.databasePath',
    'security.oidc.externalClients',
    'gateway.agentgateway.enabled',
    'gateway.controller.service.ports',
    'gateway.envoy.mountTmpVolume',
    'gateway.selfSignedIssuer.enabled',
    'gateway.tls.clusterIssuer',
    'openchoreoApi.autoscaling.behavior.scaleUp',
    'openchoreoApi.containerSecurityContext.capabilities.drop',
    'openchoreoApi.database.persistence.storageClassName',
    'openchoreoApi.metrics.serviceMonitor.relabelings',
    'openchoreoApi.podSecurityContext.seccompProfile.type',
    'openchoreoApi.resources.requests.memory',
    'openchoreoApi.service.nodePort',
    'openchoreoApi.topologySpreadConstraints',
    'clusterGateway.anything.at.all',
    'controllerManager.anything.at.all',
    'gatewayController.anything.at.all',
    'kgateway-crds.anything.at.all',
    'metricsServer.anything.at.all',
    'metricsService.anything.at.all',
    'waitJob.anything.at.all',
    'webhookService.anything.at.all',
    'thunder.anything.at.all',
    'thunder.configuration.server.httpOnly',
  ];

  /** Values with something at one path. */
  const at = (path: string, value: unknown) =>
    path.split('.').reduceRight<unknown>((below, key) => ({ [key]: below }), value);

  test.each(shared)('%s passes with any value', (path) => {
    const values: unknown[] = ['text', 1, false, null, [1], { a: 1 }];
    expect(values.flatMap((value) => validate(schema, at(path, value)))).toEqual([]);
  });

  test('all pass at once', () => {
    const open = OTHERS.filter((path) => !ALL.some(([other]) => other.startsWith(`${path}.`)));
    expect(open.flatMap((path) => validate(schema, at(path, [{ anything: null }])))).toEqual([]);
  });

  test.each(['global', 'security', 'security.authz', 'security.oidc', 'gateway', 'openchoreoApi', ''])(
    'no others pass in "%s"',
    (section) => {
      const path = section === '' ? 'zzzzzzzz' : `${section}.zzzzzzzz`;
      expect(validate(schema, at(path, 1)).map((finding) => [finding.path, finding.rule])).toEqual([[path, 'schema']]);
    },
  );
});
