import { JsonPatch, Testing } from 'cdk8s';
import { BackstageChart, type BackstageChartProps, type Manifest, parseValues, type Values, ValuesError } from '../lib';
import { identities, LABELS, manifests, POD_LABELS } from './support';

/** The least that is needed. */
const BASE: Values = { backstage: { backendSecret: 'test-backend' } };

function chart(values: BackstageChartProps['values'] = {}, options: Omit<BackstageChartProps, 'values'> = {}) {
  const layers: readonly Values[] = [values].flat();
  return new BackstageChart(Testing.app(), 'portal', { ...options, values: [BASE, ...layers] });
}

function rendered(values: BackstageChartProps['values'] = {}, options: Omit<BackstageChartProps, 'values'> = {}) {
  return manifests(chart(values, options));
}

function find(all: readonly Manifest[], identity: string): Manifest | undefined {
  return all.find(({ kind, metadata }) => `${kind} ${metadata.name}` === identity);
}

/** The errors that values are refused with: `[rule] path`. */
function refusals(values: BackstageChartProps['values'], options: Omit<BackstageChartProps, 'values'> = {}) {
  try {
    new BackstageChart(Testing.app(), 'portal', { ...options, values });
  } catch (error) {
    if (error instanceof ValuesError) {
      return error.findings.map(({ rule, path }) => `[${rule}] ${path}`);
    }
    throw error;
  }
  return [];
}

const DEFAULT_OBJECTS = [
  'Deployment openchoreo-ui',
  'HTTPRoute openchoreo-api',
  'HTTPRoute openchoreo-backstage',
  'Secret openchoreo-backstage-secrets',
  'Service openchoreo-ui',
  'ServiceAccount openchoreo-backstage',
];

test('every prop reaches the objects or the rules', () => {
  const props: Required<BackstageChartProps> = {
    values: { backstage: { replicas: 2 } },
    releaseName: 'portal',
    namespace: 'team-a',
    managedBy: 'Helm',
    allow: ['stable-backend-secret', 'sqlite-single-replica'],
    fidelity: 'exact',
  };
  const all = manifests(new BackstageChart(Testing.app(), 'portal', props));
  const deployment = find(all, 'Deployment openchoreo-ui');
  expect(deployment?.metadata).toEqual({
    name: 'openchoreo-ui',
    namespace: 'team-a',
    labels: {
      ...LABELS,
      'helm.sh/chart': 'openchoreo-control-plane-0.11.0',
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/instance': 'portal',
    },
  });
  expect(deployment).toHaveProperty('spec.replicas', 2);
});

describe('which objects there are', () => {
  test('the least values give the objects that the chart always renders', () => {
    expect(identities(rendered()).sort()).toEqual(DEFAULT_OBJECTS);
  });

  test.each<[string, Values['backstage'], string]>([
    [
      'a claim for SQLite that persists',
      { database: { sqlite: { persistence: { enabled: true } } } },
      'PersistentVolumeClaim openchoreo-backstage-db',
    ],
    ['a PriorityClass to create', { priorityClass: { create: true } }, 'PriorityClass openchoreo-backstage'],
    ['an autoscaler', { autoscaling: { enabled: true, maxReplicas: 1 } }, 'HorizontalPodAutoscaler openchoreo-ui'],
    ['a disruption budget', { podDisruptionBudget: { enabled: true } }, 'PodDisruptionBudget openchoreo-ui'],
    ['a network policy', { networkPolicy: { enabled: true } }, 'NetworkPolicy openchoreo-ui'],
    [
      'a configuration with references',
      { appConfig: { integrations: { github: [{ host: 'github.com', token: '${GITHUB_TOKEN}' }] } } },
      'ConfigMap openchoreo-backstage-extra-config',
    ],
    ['a ServiceMonitor', { metrics: { serviceMonitor: { enabled: true } } }, 'ServiceMonitor openchoreo-ui'],
    [
      'a redirect to https',
      { baseUrl: 'https://console.example.com', ingress: { httpsRedirect: { enabled: true } } },
      'HTTPRoute openchoreo-backstage-redirect',
    ],
  ])('%s is one object more', (_, backstage, object) => {
    expect(identities(rendered({ backstage })).sort()).toEqual([...DEFAULT_OBJECTS, object].sort());
  });

  test('a Job that registers redirect URLs is one object more, whose name follows from its content', () => {
    const all = identities(rendered({ backstage: { auth: { registration: { enabled: true } } } }));
    expect(all.filter((object) => !DEFAULT_OBJECTS.includes(object))).toEqual([
      expect.stringMatching(/^Job openchoreo-ui-client-[0-9a-f]{8}$/),
    ]);
  });

  test('a configuration without references, options of pods and patches are no objects', () => {
    const backstage: Values['backstage'] = {
      appConfig: { app: { title: 'Portal' } },
      podLabels: { team: 'a' },
      extraVolumes: [{ name: 'docs', emptyDir: {} }],
      tmp: {},
      patches: [
        {
          target: { kind: 'Service', name: 'openchoreo-ui' },
          patch: [{ op: 'add', path: '/spec/sessionAffinity', value: 'ClientIP' }],
        },
      ],
    };
    expect(identities(rendered({ backstage })).sort()).toEqual(DEFAULT_OBJECTS);
  });

  test.each<[string, Values, string[]]>([
    ['ingress off', { backstage: { ingress: { enabled: false } } }, ['HTTPRoute openchoreo-backstage']],
    ['the API disabled', { openchoreoApi: { enabled: false } }, ['HTTPRoute openchoreo-api']],
    ["the API's ingress off", { openchoreoApi: { ingress: { enabled: false } } }, ['HTTPRoute openchoreo-api']],
    ['no Gateway', { gateway: { enabled: false } }, ['HTTPRoute openchoreo-api', 'HTTPRoute openchoreo-backstage']],
  ])('with %s its route is missing', (_, values, missing) => {
    expect(identities(rendered(values)).sort()).toEqual(DEFAULT_OBJECTS.filter((object) => !missing.includes(object)));
  });

  test('API-only mode leaves nothing but the route of the API', () => {
    const apiOnly = { backstage: { enabled: false }, security: { enabled: false } };
    const turnedOn = {
      appConfig: { app: { title: '${TITLE}' } },
      auth: { registration: { enabled: true } },
      metrics: { serviceMonitor: { enabled: true } },
      ingress: { httpsRedirect: { enabled: true } },
    };
    expect(identities(rendered(apiOnly))).toEqual(['HTTPRoute openchoreo-api']);
    expect(identities(rendered([{ backstage: turnedOn }, apiOnly]))).toEqual(['HTTPRoute openchoreo-api']);
  });

  test.each<[string, Values]>([
    ['className', { backstage: { ingress: { className: 'nginx' } } }],
    ['ingressClassName', { backstage: { ingress: { ingressClassName: 'nginx' } } }],
    ['global.ingressClassName', { global: { ingressClassName: 'nginx' } }],
    ['kind', { backstage: { ingress: { kind: 'Ingress' } } }],
  ])('an Ingress takes the place of the HTTPRoute where %s asks for it', (_, values) => {
    const all = identities(rendered(values));
    expect(all).toContain('Ingress openchoreo-ui');
    expect(all).not.toContain('HTTPRoute openchoreo-backstage');
  });

  test('an Ingress needs no Gateway', () => {
    const values: Values = { gateway: { enabled: false }, backstage: { ingress: { className: 'nginx' } } };
    expect(identities(rendered(values))).toContain('Ingress openchoreo-ui');
  });

  test('kind HTTPRoute wins over a class', () => {
    const values: Values = { backstage: { ingress: { className: 'nginx', kind: 'HTTPRoute' } } };
    expect(identities(rendered(values)).sort()).toEqual(DEFAULT_OBJECTS);
  });
});

const POSTGRESQL = {
  database: { type: 'postgresql', postgresql: { host: 'postgres.example.com', password: 'test-password' } },
} satisfies Values['backstage'];

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers.0`;
const DEPLOYMENT = 'Deployment openchoreo-ui';
const HOSTS = [
  { host: 'console.example.com', paths: [{ path: '/', pathType: 'Exact' as const }] },
  { host: 'portal.example.com', paths: [{ path: '/a' }, { path: '/b' }] },
];

describe('where a value of the Deployment goes', () => {
  test.each<[string, Values['backstage'], string, unknown]>([
    ['replicas', { replicas: null }, 'spec.replicas', undefined],
    ['image.repository', { image: { repository: 'mirror/ui' } }, `${CONTAINER}.image`, 'mirror/ui:v0.11.0'],
    ['image.tag', { image: { tag: 'v9' } }, `${CONTAINER}.image`, 'ghcr.io/openchoreo/openchoreo-ui:v9'],
    ['image.pullPolicy', { image: { pullPolicy: 'Never' } }, `${CONTAINER}.imagePullPolicy`, 'Never'],
    [
      'resources',
      { resources: { limits: { cpu: '3' } } },
      `${CONTAINER}.resources`,
      { limits: { cpu: '3', memory: '2Gi' }, requests: { cpu: '200m', memory: '256Mi' } },
    ],
    ['serviceAccount.name', { serviceAccount: { name: 'portal' } }, `${POD}.serviceAccountName`, 'portal'],
    ['no serviceAccount.name', { serviceAccount: { name: '' } }, `${POD}.serviceAccountName`, 'openchoreo-backstage'],
    [
      'priorityClass.name',
      { priorityClass: { create: true, name: 'portal-first' } },
      `${POD}.priorityClassName`,
      'portal-first',
    ],
    [
      'priorityClass.name without create',
      { priorityClass: { name: 'portal-first' } },
      `${POD}.priorityClassName`,
      undefined,
    ],
    ['nodeSelector', { nodeSelector: { disk: 'ssd' } }, `${POD}.nodeSelector`, { disk: 'ssd' }],
    ['affinity', { affinity: { podAffinity: {} } }, `${POD}.affinity`, { podAffinity: {} }],
    [
      'tolerations',
      { tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
      `${POD}.tolerations`,
      [{ key: 'dedicated', operator: 'Exists' }],
    ],
    ['topologySpreadConstraints', { topologySpreadConstraints: [] }, `${POD}.topologySpreadConstraints`, undefined],
    [
      'podSecurityContext',
      { podSecurityContext: { runAsUser: 7 } },
      `${POD}.securityContext`,
      { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' }, runAsUser: 7, runAsGroup: 1000, fsGroup: 1000 },
    ],
    [
      'containerSecurityContext',
      { containerSecurityContext: { readOnlyRootFilesystem: true } },
      `${CONTAINER}.securityContext`,
      {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        seccompProfile: { type: 'RuntimeDefault' },
        appArmorProfile: { type: 'Unconfined' },
      },
    ],
    [
      'database.sqlite.mountPath',
      { database: { sqlite: { mountPath: '/data' } } },
      `${CONTAINER}.volumeMounts`,
      [{ name: 'backstage-db', mountPath: '/data' }],
    ],
    [
      'database.sqlite.persistence',
      { database: { sqlite: { persistence: { enabled: true } } } },
      `${POD}.volumes`,
      [{ name: 'backstage-db', persistentVolumeClaim: { claimName: 'openchoreo-backstage-db' } }],
    ],
    ['database.type', POSTGRESQL, `${POD}.volumes`, undefined],
  ])('%s', (_, backstage, path, expected) => {
    const deployment = find(rendered({ backstage }, { allow: ['kubernetes-fields'] }), DEPLOYMENT);
    if (expected === undefined) {
      expect(deployment).not.toHaveProperty(path);
    } else {
      expect(deployment).toHaveProperty(path, expected);
    }
  });

  test("spreads pods by the chart's selector, which matches none of them", () => {
    expect(find(rendered(), DEPLOYMENT)).toHaveProperty(
      `${POD}.topologySpreadConstraints.0.labelSelector.matchLabels`,
      {
        'app.kubernetes.io/name': 'openchoreo',
        'app.kubernetes.io/component': 'backstage',
      },
    );
  });
});

describe('the variables', () => {
  /** The variables of the container, by name. */
  function variables(values: Values = {}): Readonly<Record<string, unknown>> {
    const spec = chart(values).deployment?.apiObject.toJson().spec;
    const list: readonly { name: string; value?: string; valueFrom?: object }[] = spec.template.spec.containers[0].env;
    return Object.fromEntries(list.map(({ name, value, valueFrom }) => [name, valueFrom ?? value]));
  }

  test('of the least values are those of the documented installation', () => {
    expect(variables()).toEqual({
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: '7007',
      OPENCHOREO_API_URL: 'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
      BACKSTAGE_BASE_URL: 'http://openchoreo.local',
      BACKEND_SECRET: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'backend-secret' } },
      THUNDER_BASE_URL: 'http://thunder.openchoreo.local',
      OPENCHOREO_AUTH_AUTHORIZATION_URL: 'http://thunder.openchoreo.local/oauth2/authorize',
      OPENCHOREO_AUTH_TOKEN_URL: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
      OPENCHOREO_AUTH_CLIENT_ID: 'openchoreo-backstage-client',
      OPENCHOREO_AUTH_CLIENT_SECRET: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'client-secret' } },
      OPENCHOREO_FEATURES_WORKFLOWS_ENABLED: 'true',
      OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED: 'true',
      OPENCHOREO_FEATURES_AUTH_ENABLED: 'true',
      OPENCHOREO_FEATURES_AUTHZ_ENABLED: 'false',
      DATABASE_CLIENT: 'better-sqlite3',
      SQLITE_STORAGE_DIR: '/app/.config/backstage',
    });
  });

  test.each<[string, Values, Record<string, unknown>]>([
    ['env', { backstage: { env: [{ name: 'A', value: 'b' }] } }, { A: 'b' }],
    [
      'openchoreoApi.url',
      { backstage: { openchoreoApi: { url: 'https://api.example.com' } } },
      { OPENCHOREO_API_URL: 'https://api.example.com' },
    ],
    ['baseUrl', { backstage: { baseUrl: 'https://a.example.com' } }, { BACKSTAGE_BASE_URL: 'https://a.example.com' }],
    [
      'appConfig.app.baseUrl',
      { backstage: { appConfig: { app: { baseUrl: 'https://b.example.com' } } } },
      { BACKSTAGE_BASE_URL: 'https://b.example.com' },
    ],
    [
      'ingress.hosts',
      { backstage: { ingress: { hosts: HOSTS } } },
      { BACKSTAGE_BASE_URL: 'http://console.example.com' },
    ],
    [
      'global.baseDomain, tls and port',
      { global: { baseDomain: 'example.com', tls: { enabled: true }, port: ':8443' } },
      {
        BACKSTAGE_BASE_URL: 'https://example.com:8443',
        THUNDER_BASE_URL: 'https://thunder.example.com:8443',
        OPENCHOREO_AUTH_AUTHORIZATION_URL: 'https://thunder.example.com:8443/oauth2/authorize',
      },
    ],
    [
      'thunder.configuration.server.publicUrl',
      { thunder: { configuration: { server: { publicUrl: 'https://id.example.com:9443/x' } } } },
      {
        THUNDER_BASE_URL: 'http://id.example.com',
        OPENCHOREO_AUTH_AUTHORIZATION_URL: 'http://id.example.com/oauth2/authorize',
      },
    ],
    [
      'thunder.service.port and fullnameOverride',
      { thunder: { fullnameOverride: 'idp', service: { port: 9000 } } },
      {
        OPENCHOREO_AUTH_TOKEN_URL: 'http://idp-service.openchoreo-control-plane.svc.cluster.local:9000/oauth2/token',
      },
    ],
    [
      'backstage.thunder',
      { backstage: { thunder: { baseUrl: 'https://t.example.com', token: 'test-token' } } },
      { THUNDER_BASE_URL: 'https://t.example.com', THUNDER_TOKEN: 'test-token' },
    ],
    [
      'thunder.enabled',
      { thunder: { enabled: false }, backstage: { thunder: { token: 'test-token' } } },
      {
        THUNDER_BASE_URL: undefined,
        THUNDER_TOKEN: undefined,
        OPENCHOREO_AUTH_AUTHORIZATION_URL: 'http://thunder.openchoreo.local/oauth2/authorize',
      },
    ],
    [
      'security.oidc',
      {
        security: {
          oidc: {
            wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration',
            authorizationUrl: 'https://id.example.com/authorize',
            tokenUrl: 'https://id.example.com/token',
          },
        },
      },
      {
        OPENCHOREO_AUTH_METADATA_URL: 'https://id.example.com/.well-known/openid-configuration',
        OPENCHOREO_AUTH_AUTHORIZATION_URL: 'https://id.example.com/authorize',
        OPENCHOREO_AUTH_TOKEN_URL: 'https://id.example.com/token',
      },
    ],
    ['auth.clientId', { backstage: { auth: { clientId: 'portal' } } }, { OPENCHOREO_AUTH_CLIENT_ID: 'portal' }],
    [
      'features.workflows',
      { backstage: { features: { workflows: { enabled: false } } } },
      { OPENCHOREO_FEATURES_WORKFLOWS_ENABLED: 'false', OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED: 'true' },
    ],
    [
      'features.observability',
      { backstage: { features: { observability: { enabled: false } } } },
      { OPENCHOREO_FEATURES_WORKFLOWS_ENABLED: 'true', OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED: 'false' },
    ],
    [
      'security.enabled',
      { security: { enabled: false } },
      { OPENCHOREO_FEATURES_AUTH_ENABLED: 'false', OPENCHOREO_FEATURES_AUTHZ_ENABLED: 'false' },
    ],
    [
      'security.authz.enabled',
      { security: { authz: { enabled: true } } },
      { OPENCHOREO_FEATURES_AUTH_ENABLED: 'true', OPENCHOREO_FEATURES_AUTHZ_ENABLED: 'true' },
    ],
    [
      'database.postgresql',
      {
        backstage: {
          database: {
            type: 'postgresql',
            postgresql: { host: 'pg', port: 6432, user: 'u', password: 'test-password', database: 'd' },
          },
        },
      },
      {
        DATABASE_CLIENT: 'pg',
        SQLITE_STORAGE_DIR: undefined,
        POSTGRES_HOST: 'pg',
        POSTGRES_PORT: '6432',
        POSTGRES_USER: 'u',
        POSTGRES_PASSWORD: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'postgres-password' } },
        POSTGRES_DB: 'd',
      },
    ],
  ])('%s', (_, values, expected) => {
    const all = variables(values);
    const picked = Object.fromEntries(Object.keys(expected).map((name) => [name, all[name]]));
    expect(picked).toEqual(expected);
  });

  test('a list of env replaces the default one', () => {
    expect(variables({ backstage: { env: [] } })).not.toHaveProperty('NODE_ENV');
  });
});

describe('where a value of another object goes', () => {
  test.each<[string, Values, string, string, unknown]>([
    [
      'backendSecret and auth.clientSecret',
      { backstage: { backendSecret: 'test-1', auth: { clientSecret: 'test-2' } } },
      'Secret openchoreo-backstage-secrets',
      'data',
      { 'backend-secret': 'dGVzdC0x', 'client-secret': 'dGVzdC0y' },
    ],
    [
      'database.postgresql.password',
      { backstage: POSTGRESQL },
      'Secret openchoreo-backstage-secrets',
      'data.postgres-password',
      'dGVzdC1wYXNzd29yZA==',
    ],
    [
      'serviceAccount',
      { backstage: { serviceAccount: { name: 'portal', annotations: { role: 'reader' } } } },
      'ServiceAccount portal',
      'metadata.annotations',
      { role: 'reader' },
    ],
    [
      'priorityClass',
      { backstage: { priorityClass: { create: true, name: 'first', value: 7 } } },
      'PriorityClass first',
      'value',
      7,
    ],
    [
      'database.sqlite.persistence',
      {
        backstage: {
          database: {
            sqlite: {
              persistence: { enabled: true, size: '3Gi', storageClassName: 'fast', accessMode: 'ReadWriteMany' },
            },
          },
        },
      },
      'PersistentVolumeClaim openchoreo-backstage-db',
      'spec',
      {
        accessModes: ['ReadWriteMany'],
        storageClassName: 'fast',
        resources: { requests: { storage: '3Gi' } },
      },
    ],
    [
      'service',
      { backstage: { service: { type: 'NodePort', port: 80, nodePort: 30080 } } },
      'Service openchoreo-ui',
      'spec',
      {
        type: 'NodePort',
        ports: [{ port: 80, targetPort: 'http', protocol: 'TCP', name: 'http', nodePort: 30080 }],
        selector: POD_LABELS,
      },
    ],
    [
      'autoscaling',
      {
        backstage: {
          ...POSTGRESQL,
          autoscaling: {
            enabled: true,
            minReplicas: 2,
            maxReplicas: 4,
            targetCPUUtilizationPercentage: 55,
            targetMemoryUtilizationPercentage: null,
            behavior: { scaleDown: { stabilizationWindowSeconds: 5 }, scaleUp: { policies: [] } },
          },
        },
      },
      'HorizontalPodAutoscaler openchoreo-ui',
      'spec',
      {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'openchoreo-ui' },
        minReplicas: 2,
        maxReplicas: 4,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 55 } } },
        ],
        behavior: {
          scaleDown: {
            stabilizationWindowSeconds: 5,
            policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
          },
          scaleUp: { stabilizationWindowSeconds: 0, policies: [], selectPolicy: 'Max' },
        },
      },
    ],
    [
      'podDisruptionBudget, with the selector of the chart',
      { backstage: { podDisruptionBudget: { enabled: true, minAvailable: null, maxUnavailable: '50%' } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec',
      {
        maxUnavailable: '50%',
        selector: {
          matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
        },
      },
    ],
    [
      'podDisruptionBudget.minAvailable 0, which the chart takes for unset',
      { backstage: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec',
      {
        selector: {
          matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
        },
      },
    ],
    [
      'networkPolicy.ingress',
      { backstage: { networkPolicy: { enabled: true, ingress: [{ ports: [{ port: 9464 }] }] } } },
      'NetworkPolicy openchoreo-ui',
      'spec.ingress.1',
      { ports: [{ port: 9464 }] },
    ],
    [
      'networkPolicy.egress',
      { backstage: { networkPolicy: { enabled: true, egress: [{ ports: [{ port: 5432 }] }] } } },
      'NetworkPolicy openchoreo-ui',
      'spec.egress.3',
      { ports: [{ port: 5432 }] },
    ],
    [
      'networkPolicy, with the selector of the chart',
      { backstage: { networkPolicy: { enabled: true } } },
      'NetworkPolicy openchoreo-ui',
      'spec.podSelector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
    ],
    [
      'ingress.hosts of an HTTPRoute',
      { backstage: { ingress: { hosts: HOSTS }, service: { port: 80 } } },
      'HTTPRoute openchoreo-backstage',
      'spec',
      {
        parentRefs: [{ name: 'gateway-default', namespace: 'openchoreo-control-plane' }],
        hostnames: ['console.example.com', 'portal.example.com'],
        rules: [
          {
            matches: [{ path: { type: 'Exact', value: '/' } }],
            backendRefs: [{ name: 'openchoreo-ui', port: 80 }],
          },
          { matches: [{ path: { value: '/a' } }], backendRefs: [{ name: 'openchoreo-ui', port: 80 }] },
          { matches: [{ path: { value: '/b' } }], backendRefs: [{ name: 'openchoreo-ui', port: 80 }] },
        ],
      },
    ],
    [
      'no ingress.hosts of an HTTPRoute',
      { global: { baseDomain: 'example.com' } },
      'HTTPRoute openchoreo-backstage',
      'spec',
      {
        parentRefs: [{ name: 'gateway-default', namespace: 'openchoreo-control-plane' }],
        hostnames: ['example.com'],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ name: 'openchoreo-ui', port: 7007 }],
          },
        ],
      },
    ],
    [
      'ingress.annotations of an HTTPRoute',
      { backstage: { ingress: { annotations: { owner: 'team-a' } } } },
      'HTTPRoute openchoreo-backstage',
      'metadata.annotations',
      { owner: 'team-a' },
    ],
    [
      'ingress.annotations of an Ingress',
      { backstage: { ingress: { className: 'nginx', annotations: { owner: 'team-a' } } } },
      'Ingress openchoreo-ui',
      'metadata.annotations',
      { owner: 'team-a' },
    ],
    [
      'ingress of an Ingress',
      {
        backstage: {
          service: { port: 80 },
          ingress: {
            ingressClassName: 'nginx',
            hosts: HOSTS.slice(0, 1),
            tls: [{ secretName: 'console-tls', hosts: ['console.example.com'] }],
          },
        },
      },
      'Ingress openchoreo-ui',
      'spec',
      {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['console.example.com'], secretName: 'console-tls' }],
        rules: [
          {
            host: 'console.example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Exact',
                  backend: { service: { name: 'openchoreo-ui', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    ],
    [
      'global.tls of an Ingress without certificates and hosts of its own',
      {
        global: { baseDomain: 'example.com', tls: { enabled: true, secretName: 'wildcard' } },
        backstage: { ingress: { kind: 'Ingress' } },
      },
      'Ingress openchoreo-ui',
      'spec',
      {
        tls: [{ hosts: ['example.com'], secretName: 'wildcard' }],
        rules: [
          {
            host: 'example.com',
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: 'openchoreo-ui', port: { number: 7007 } } },
                },
              ],
            },
          },
        ],
      },
    ],
    [
      'openchoreoApi.ingress',
      {
        openchoreoApi: {
          name: 'choreo-api',
          ingress: { annotations: { owner: 'team-a' }, hosts: [{ host: 'api.example.com', paths: [{ path: '/v1' }] }] },
        },
      },
      'HTTPRoute choreo-api',
      'spec',
      {
        parentRefs: [{ name: 'gateway-default', namespace: 'openchoreo-control-plane' }],
        hostnames: ['api.example.com'],
        rules: [{ matches: [{ path: { value: '/v1' } }], backendRefs: [{ name: 'choreo-api', port: 8080 }] }],
      },
    ],
    [
      'openchoreoApi.ingress.annotations',
      { openchoreoApi: { ingress: { annotations: { owner: 'team-a' } } } },
      'HTTPRoute openchoreo-api',
      'metadata.annotations',
      { owner: 'team-a' },
    ],
    [
      'global.commonLabels',
      { global: { commonLabels: { team: 'platform' } } },
      'Service openchoreo-ui',
      'metadata.labels',
      { ...LABELS, team: 'platform' },
    ],
    [
      'nameOverride',
      { nameOverride: 'choreo' },
      'Service openchoreo-ui',
      'metadata.labels',
      { ...LABELS, 'app.kubernetes.io/name': 'choreo' },
    ],
    ['fullnameOverride', { fullnameOverride: 'console' }, 'Service console-ui', 'metadata.name', 'console-ui'],
    [
      'an empty fullnameOverride',
      { fullnameOverride: '' },
      'Service openchoreo-control-plane-ui',
      'metadata.name',
      'openchoreo-control-plane-ui',
    ],
  ])('%s', (_, values, identity, path, expected) => {
    expect(find(rendered(values), identity)).toHaveProperty(path.split('.'), expected);
  });

  test('a budget with both bounds is rendered where its rule is allowed, as the chart does it', () => {
    const values: Values = { backstage: { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } } };
    const all = rendered(values, { allow: ['disruption-budget-exclusive'] });
    expect(find(all, 'PodDisruptionBudget openchoreo-ui')).toHaveProperty('spec.minAvailable', 1);
    expect(find(all, 'PodDisruptionBudget openchoreo-ui')).toHaveProperty('spec.maxUnavailable', 1);
  });

  test('replicas stay beside an autoscaler, as the chart does it', () => {
    const values: Values = { backstage: { ...POSTGRESQL, replicas: 2, autoscaling: { enabled: true } } };
    expect(find(rendered(values), DEPLOYMENT)).toHaveProperty('spec.replicas', 2);
  });
});

describe('a null', () => {
  test.each([
    ['takes a default away', 'replicas: null', 'spec.replicas'],
    ['takes a member of a default map away', 'podSecurityContext: {fsGroup: null}', `${POD}.securityContext.fsGroup`],
    ['takes a default list away', 'topologySpreadConstraints: null', `${POD}.topologySpreadConstraints`],
    ['takes a default map away', 'resources: null', `${CONTAINER}.resources`],
  ])('%s', (_, line, path) => {
    expect(find(rendered(), DEPLOYMENT)).toHaveProperty(path);
    const values = parseValues(Buffer.from(`backstage: {${line}}`), 'values.yaml');
    expect(find(rendered(values), DEPLOYMENT)).not.toHaveProperty(path);
  });
});

describe('credentials that are not in the values', () => {
  const STORE: Values = {
    backstage: {
      externalSecret: {
        secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
        refreshInterval: '5m',
        data: { backendSecret: { key: 'portal', property: 'session' }, clientSecret: { key: 'oauth' } },
      },
    },
  };

  test('are read from a Secret that exists already, and none is rendered', () => {
    const all = manifests(
      new BackstageChart(Testing.app(), 'portal', {
        values: {
          backstage: {
            secretName: 'team-secret',
            secretKeys: { clientSecret: 'oauth' },
          },
        },
      }),
    );
    expect(identities(all).filter((object) => object.startsWith('Secret'))).toEqual([]);
    expect(find(all, DEPLOYMENT)).toHaveProperty(
      `${CONTAINER}.env`,
      expect.arrayContaining([
        { name: 'BACKEND_SECRET', valueFrom: { secretKeyRef: { name: 'team-secret', key: 'backend-secret' } } },
        { name: 'OPENCHOREO_AUTH_CLIENT_SECRET', valueFrom: { secretKeyRef: { name: 'team-secret', key: 'oauth' } } },
      ]),
    );
  });

  test('may be all of PostgreSQL', () => {
    const deployment = find(
      manifests(
        new BackstageChart(Testing.app(), 'portal', {
          values: {
            backstage: {
              secretName: 'team-secret',
              secretKeys: {
                postgresPassword: 'pass',
                postgresHost: 'host',
                postgresPort: 'port',
                postgresUser: 'user',
                postgresDatabase: 'dbname',
              },
              database: { type: 'postgresql' },
            },
          },
        }),
      ),
      DEPLOYMENT,
    );
    const key = (name: string) => ({ secretKeyRef: { name: 'team-secret', key: name } });
    expect(deployment).toHaveProperty(
      `${CONTAINER}.env`,
      expect.arrayContaining([
        { name: 'POSTGRES_HOST', valueFrom: key('host') },
        { name: 'POSTGRES_PORT', valueFrom: key('port') },
        { name: 'POSTGRES_USER', valueFrom: key('user') },
        { name: 'POSTGRES_PASSWORD', valueFrom: key('pass') },
        { name: 'POSTGRES_DB', valueFrom: key('dbname') },
      ]),
    );
  });

  test('are read from a store, through an ExternalSecret', () => {
    const all = manifests(new BackstageChart(Testing.app(), 'portal', { values: STORE }));
    expect(identities(all).filter((object) => object.startsWith('Secret'))).toEqual([]);
    expect(find(all, 'ExternalSecret openchoreo-backstage-secrets')?.spec).toEqual({
      refreshInterval: '5m',
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      target: { name: 'openchoreo-backstage-secrets' },
      data: [
        { secretKey: 'backend-secret', remoteRef: { key: 'portal', property: 'session' } },
        { secretKey: 'client-secret', remoteRef: { key: 'oauth' } },
      ],
    });
  });
});

describe('more about the database', () => {
  test('an existing claim is mounted, and none is rendered', () => {
    const persistence = { enabled: true, existingClaim: 'old-data' };
    const all = rendered({ backstage: { database: { sqlite: { persistence } } } });
    expect(identities(all).sort()).toEqual(DEFAULT_OBJECTS);
    expect(find(all, DEPLOYMENT)).toHaveProperty(`${POD}.volumes.0.persistentVolumeClaim.claimName`, 'old-data');
  });

  test('TLS and certificates of PostgreSQL reach the pod', () => {
    const postgresql = {
      ...POSTGRESQL.database.postgresql,
      ssl: true,
      caBundle: { configMap: 'pg-ca', key: 'bundle.pem' },
    };
    const deployment = find(rendered({ backstage: { database: { type: 'postgresql', postgresql } } }), DEPLOYMENT);
    expect(deployment).toHaveProperty(
      `${CONTAINER}.env`,
      expect.arrayContaining([
        { name: 'PGSSLMODE', value: 'require' },
        { name: 'NODE_EXTRA_CA_CERTS', value: '/etc/backstage/postgresql-ca/bundle.pem' },
      ]),
    );
    expect(deployment).toHaveProperty(`${POD}.volumes`, [
      { name: 'postgresql-ca', configMap: { name: 'pg-ca', items: [{ key: 'bundle.pem', path: 'bundle.pem' }] } },
    ]);
  });
});

describe('corrected fidelity', () => {
  const corrected = (values: Values) => rendered(values, { fidelity: 'corrected' });

  test.each<[string, Values, string, string, unknown, unknown]>([
    [
      'the budget selects the pods',
      { backstage: { podDisruptionBudget: { enabled: true } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec.selector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
      POD_LABELS,
    ],
    [
      'the budget keeps a bound of 0',
      { backstage: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec.minAvailable',
      undefined,
      0,
    ],
    [
      'the network policy selects the pods',
      { backstage: { networkPolicy: { enabled: true } } },
      'NetworkPolicy openchoreo-ui',
      'spec.podSelector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
      POD_LABELS,
    ],
    [
      'the network policy admits the Gateway',
      { backstage: { networkPolicy: { enabled: true } } },
      'NetworkPolicy openchoreo-ui',
      'spec.ingress.0.from',
      [
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
        { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
      ],
      [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } }],
    ],
    [
      'the network policy admits the clients given',
      { backstage: { networkPolicy: { enabled: true, peers: { clients: [{ podSelector: {} }] } } } },
      'NetworkPolicy openchoreo-ui',
      'spec.ingress.0.from',
      [
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
        { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
      ],
      [{ podSelector: {} }],
    ],
    [
      'spread constraints count the pods',
      {},
      DEPLOYMENT,
      `${POD}.topologySpreadConstraints.0.labelSelector.matchLabels`,
      { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
      POD_LABELS,
    ],
    [
      'the autoscaler alone says how many pods there are',
      { backstage: { ...POSTGRESQL, autoscaling: { enabled: true } } },
      DEPLOYMENT,
      'spec.replicas',
      1,
      undefined,
    ],
    [
      'registry logins are used',
      { global: { imagePullSecrets: [{ name: 'registry' }] } },
      DEPLOYMENT,
      `${POD}.imagePullSecrets`,
      undefined,
      [{ name: 'registry' }],
    ],
    [
      'SQLite on a claim is not mounted twice',
      { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
      DEPLOYMENT,
      'spec.strategy',
      undefined,
      { type: 'Recreate' },
    ],
    [
      "Thunder's token is in the Secret",
      { backstage: { thunder: { token: 'test-token' } } },
      'Secret openchoreo-backstage-secrets',
      'data.thunder-token',
      undefined,
      'dGVzdC10b2tlbg==',
    ],
    [
      "Thunder's token is not in the pod",
      { backstage: { env: [], thunder: { token: 'test-token' } } },
      DEPLOYMENT,
      `${CONTAINER}.env.4`,
      { name: 'THUNDER_TOKEN', value: 'test-token' },
      {
        name: 'THUNDER_TOKEN',
        valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'thunder-token' } },
      },
    ],
    [
      'the API is at the Service of its name',
      { openchoreoApi: { name: 'choreo' }, backstage: { env: [] } },
      DEPLOYMENT,
      `${CONTAINER}.env.0.value`,
      'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
      'http://choreo.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
    ],
  ])('%s, other than in exact', (_, values, identity, path, exactly, mended) => {
    const at = (all: readonly Manifest[], expected: unknown) => {
      if (expected === undefined) {
        expect(find(all, identity)).not.toHaveProperty(path.split('.'));
      } else {
        expect(find(all, identity)).toHaveProperty(path.split('.'), expected);
      }
    };
    at(rendered(values), exactly);
    at(corrected(values), mended);
  });

  test.each<[string, Values['backstage'], object[]]>([
    [
      'the Gateway',
      {},
      [
        {
          from: [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } }],
          ports: [{ protocol: 'TCP', port: 7007 }],
        },
      ],
    ],
    [
      'any pod, for an Ingress',
      { ingress: { className: 'nginx' } },
      [{ from: [{ namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 7007 }] }],
    ],
    ['nobody, with ingress off', { ingress: { enabled: false } }, []],
    [
      'anyone, for a Service of type NodePort',
      { service: { type: 'NodePort' } },
      [
        {
          from: [{ namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }],
          ports: [{ protocol: 'TCP', port: 7007 }],
        },
      ],
    ],
  ])('the network policy admits %s', (_, backstage, ingress) => {
    const all = corrected({ backstage: { ...backstage, networkPolicy: { enabled: true } } });
    expect(find(all, 'NetworkPolicy openchoreo-ui')).toHaveProperty('spec.ingress', ingress);
  });

  test('pods restart when a credential changes, which in exact they do not', () => {
    const annotations = 'spec.template.metadata.annotations';
    expect(find(rendered(), DEPLOYMENT)).not.toHaveProperty(annotations);
    const [one, other] = ['test-1', 'test-2'].map((backendSecret) =>
      find(corrected({ backstage: { backendSecret } }), DEPLOYMENT),
    );
    expect(one).toHaveProperty([...annotations.split('.'), 'checksum/secret']);
    expect(one?.spec).not.toEqual(other?.spec);
  });

  test('selectors are those of exact, for they cannot change on a live Deployment', () => {
    expect(find(corrected({}), DEPLOYMENT)).toHaveProperty('spec.selector.matchLabels', POD_LABELS);
    expect(find(corrected({}), 'Service openchoreo-ui')).toHaveProperty('spec.selector', POD_LABELS);
  });
});

describe('several values', () => {
  test('later ones win, maps merge and lists replace', () => {
    const all = rendered([
      {
        global: { commonLabels: { a: '1', b: '1' } },
        backstage: { image: { tag: 'v1' }, tolerations: [{ key: 'a' }, { key: 'b' }] },
      },
      { global: { commonLabels: { b: '2' } }, backstage: { image: { tag: 'v2' }, tolerations: [{ key: 'c' }] } },
    ]);
    const deployment = find(all, DEPLOYMENT);
    expect(deployment?.metadata.labels).toEqual({ ...LABELS, a: '1', b: '2' });
    expect(deployment).toHaveProperty(`${CONTAINER}.image`, 'ghcr.io/openchoreo/openchoreo-ui:v2');
    expect(deployment).toHaveProperty(`${POD}.tolerations`, [{ key: 'c' }]);
  });
});

describe('what the chart hands out', () => {
  test('its release is the one of the values', () => {
    const { release } = chart(
      { fullnameOverride: 'console', nameOverride: 'choreo' },
      { releaseName: 'portal', namespace: 'team-a' },
    );
    expect(release).toMatchObject({
      name: 'portal',
      namespace: 'team-a',
      fullname: 'console',
      chartName: 'choreo',
    });
  });

  test('its Deployment can be patched', () => {
    const portal = chart();
    portal.deployment?.apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/hostUsers', false));
    expect(find(manifests(portal), DEPLOYMENT)).toHaveProperty('spec.template.spec.hostUsers', false);
  });

  test('its Service has name and port', () => {
    const { service } = chart({ backstage: { service: { port: 80 } } });
    expect([service?.name, service?.port]).toEqual(['openchoreo-ui', 80]);
  });

  test('there is neither Deployment nor Service where Backstage is disabled', () => {
    const { deployment, service } = chart({ backstage: { enabled: false } });
    expect([deployment, service]).toEqual([undefined, undefined]);
  });

  test.each<[string, Values, string[]]>([
    ['that follows from the base domain', {}, ['http://openchoreo.local/api/auth/openchoreo-auth/handler/frame']],
    [
      'below its URL',
      { backstage: { baseUrl: 'https://console.example.com/portal/' } },
      ['https://console.example.com/portal/api/auth/openchoreo-auth/handler/frame'],
    ],
    [
      'of its configuration',
      { backstage: { appConfig: { app: { baseUrl: 'https://console.example.com' } } } },
      ['https://console.example.com/api/auth/openchoreo-auth/handler/frame'],
    ],
    [
      'and those that are given, each once',
      {
        backstage: {
          baseUrl: 'https://console.example.com',
          auth: {
            redirectUrls: [
              'https://old.example.com/callback',
              'https://console.example.com/api/auth/openchoreo-auth/handler/frame',
            ],
          },
        },
      },
      ['https://console.example.com/api/auth/openchoreo-auth/handler/frame', 'https://old.example.com/callback'],
    ],
    ['not where Backstage is disabled', { backstage: { enabled: false } }, []],
  ])('it knows the redirect URL %s', (_, values, redirectUrls) => {
    const portal = chart(values);
    expect(portal.redirectUrls).toEqual(redirectUrls);
    expect(portal.deployment?.redirectUrl).toBe(redirectUrls[0]);
  });

  test('it has warnings with rule, path, message and mend', () => {
    expect(chart({ backstage: { priorityClass: { create: true } } }).warnings).toContainEqual({
      rule: 'ephemeral-database',
      severity: 'warning',
      path: 'backstage.database.sqlite.persistence.enabled',
      message: 'is off: catalog, settings and plugin data are lost whenever the pod restarts',
      mend: 'set it to true, or use PostgreSQL',
    });
  });

  test('an allowed rule does not warn', () => {
    const { warnings } = chart({}, { allow: ['ephemeral-database'] });
    expect(warnings.map(({ rule }) => rule)).not.toContain('ephemeral-database');
  });

  test('all warnings can be turned off', () => {
    expect(chart({}, { allow: ['*'] }).warnings).toEqual([]);
  });

  test('the objects in it have the ids of their constructs', () => {
    const portal = chart({
      backstage: {
        baseUrl: 'https://console.example.com',
        priorityClass: { create: true },
        appConfig: { app: { title: '${TITLE}' } },
        auth: { registration: { enabled: true } },
        metrics: { serviceMonitor: { enabled: true } },
        ingress: { httpsRedirect: { enabled: true } },
      },
    });
    expect(portal.node.children.map(({ node }) => node.id).sort()).toEqual([
      'AppConfig',
      'ClientRegistration',
      'Database',
      'Deployment',
      'HttpsRedirect',
      'Ingress',
      'OpenchoreoApiRoute',
      'PriorityClass',
      'Secret',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
    ]);
  });
});

describe('refused values', () => {
  test('are refused without a backend secret', () => {
    expect(refusals({})).toEqual(['[stable-backend-secret] backstage.backendSecret']);
  });

  test('are refused with everything that is wrong at once', () => {
    expect(
      refusals({
        backstage: {
          replicas: 2,
          autoscaling: { enabled: true, minReplicas: 9, maxReplicas: 5 },
          podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
        },
      }),
    ).toEqual([
      '[stable-backend-secret] backstage.backendSecret',
      '[sqlite-single-replica] backstage.replicas',
      '[sqlite-single-replica] backstage.autoscaling.maxReplicas',
      '[autoscaling-range] backstage.autoscaling.minReplicas',
      '[disruption-budget-exclusive] backstage.podDisruptionBudget.maxUnavailable',
    ]);
  });

  test('are taken where every rule that they break is allowed', () => {
    expect(refusals({}, { allow: ['stable-backend-secret'] })).toEqual([]);
  });

  test('are refused where an allowed rule does not exist', () => {
    expect(refusals(BASE, { allow: ['stable-backend'] })).toEqual(['[schema] allow']);
  });

  test('are refused with a message that shows no secret', () => {
    const values: Values = {
      backstage: {
        backendSecret: 'test-backend',
        ...POSTGRESQL,
        env: [{ name: 'BACKEND_SECRET', value: 'test-hidden' }],
        extraEnv: [{ name: 'BACKSTAGE_BASE_URL', value: 'test-hidden' }],
        appConfig: { integrations: { github: [{ token: 'test-token' }] } },
        initContainers: [{ name: 'backstage', image: 'a', env: [{ name: 'A', value: 'test-hidden' }] }],
      },
    };
    expect(refusals(values)).toEqual([
      '[reserved-env] backstage.env[0].name',
      '[reserved-env] backstage.extraEnv[0].name',
      '[pod-overlaps] backstage.initContainers[0].name',
      '[app-config-secrets] backstage.appConfig.integrations.github[0].token',
    ]);
    expect(() => new BackstageChart(Testing.app(), 'portal', { values })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('test-') }),
    );
  });

  test('leave nothing in the app', () => {
    const app = Testing.app();
    expect(() => new BackstageChart(app, 'portal', { values: {} })).toThrow(ValuesError);
    expect(app.node.children).toEqual([]);
  });

  test('are refused with a patch that matches nothing, which no rule lets pass', () => {
    const target = { kind: 'Deployment', name: 'openchoreo-portal' };
    const values: Values = { backstage: { patches: [{ target, patch: [] }] } };
    expect(refusals([BASE, values], { allow: ['*'] })).toEqual(['[schema] backstage.patches[0].target']);
  });
});

test('two charts of one app do not disturb each other', () => {
  const app = Testing.app();
  const charts = ['team-a', 'team-b'].map(
    (namespace) => new BackstageChart(app, namespace, { namespace, values: BASE }),
  );
  expect(charts.map((each) => find(manifests(each), DEPLOYMENT)?.metadata.namespace)).toEqual(['team-a', 'team-b']);
});
