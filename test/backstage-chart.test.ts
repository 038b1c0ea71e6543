import { JsonPatch, Testing } from 'cdk8s';
import { BackstageChart, type BackstageChartProps, type Manifest, parseValues, type Values, ValuesError } from '../lib';
import { identities, LABELS, manifests } from './support';

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

describe('where a value of the release goes', () => {
  test.each<[string, Values, string, string, unknown]>([
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
