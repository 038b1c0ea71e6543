import type { Deployment } from 'kubernetes-types/apps/v1';
import { ANYWHERE, type DefectId, type Manifest, type RenderOptions, renderManifests, type Values } from '../lib';
import { defects } from '../lib/lines/0.11/defects';
import { BASE, find, POSTGRESQL } from './lines/0.11/objects/support';
import { POD_LABELS } from './support';

// Fixes of `corrected` fidelity for the defects of the chart, one at a time.

const render = (values: Values) => renderManifests(values, { fidelity: 'corrected' });
const ofKind = <T>(manifests: readonly Manifest[], kind: string) =>
  manifests.filter((manifest) => manifest.kind === kind) as unknown as T[];

describe('the hash in the annotations of the pods', () => {
  const base: Values = { backstage: { backendSecret: 'test-backend-0123456789abcdefghij' } };
  const hash = (...values: Values[]) => {
    const manifests = renderManifests([base, ...values], { fidelity: 'corrected' });
    return ofKind<Deployment>(manifests, 'Deployment')[0]?.spec?.template.metadata?.annotations;
  };

  test('changes with a value of the Secret', () => {
    expect(hash()).toEqual({ 'checksum/secret': expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(hash({ backstage: { backendSecret: 'test-backend-0123456789abcdef0' } })).not.toEqual(hash());
    expect(hash({ backstage: { auth: { clientSecret: 't' } } })).not.toEqual(hash());
  });

  test('does not change with other values', () => {
    expect(hash({ global: { commonLabels: { team: 'a' } }, fullnameOverride: 'portal' })).toEqual(hash());
    expect(hash({ backstage: { replicas: 1, networkPolicy: { enabled: true } } })).toEqual(hash());
  });

  test('is omitted if the Secret is not rendered', () => {
    expect(hash({ backstage: { backendSecret: null, secretName: 'mine' } })).toBeUndefined();
  });
});

test('0 and a percentage are bounds of a budget', () => {
  const budget = (podDisruptionBudget: object) =>
    ofKind<{ spec: object }>(
      render({ backstage: { backendSecret: 's', podDisruptionBudget: { enabled: true, ...podDisruptionBudget } } }),
      'PodDisruptionBudget',
    )[0]?.spec;
  expect(budget({ minAvailable: 0 })).toMatchObject({ minAvailable: 0 });
  expect(budget({ minAvailable: null, maxUnavailable: '25%' })).toMatchObject({ maxUnavailable: '25%' });
});

test('the URL of the API follows openchoreoApi.name', () => {
  const [deployment] = ofKind<Deployment>(
    render({ openchoreoApi: { name: 'api' }, backstage: { backendSecret: 's' } }),
    'Deployment',
  );
  expect(deployment?.spec?.template.spec?.containers[0]?.env).toContainEqual({
    name: 'OPENCHOREO_API_URL',
    value: 'http://api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
  });
});

describe('the probes', () => {
  const probes = (backstage: Values['backstage'], fidelity: 'corrected' | readonly DefectId[] = 'corrected') => {
    const values: Values = { backstage: { backendSecret: 's', ...backstage } };
    const [deployment] = ofKind<Deployment>(renderManifests(values, { fidelity }), 'Deployment');
    const { livenessProbe, readinessProbe, startupProbe } = deployment?.spec?.template.spec?.containers[0] ?? {};
    return { livenessProbe, readinessProbe, startupProbe };
  };
  const startup = (path: string) => ({ httpGet: { path, port: 'http' }, failureThreshold: 30, periodSeconds: 10 });

  test('keep the paths that the values set, even that of the chart', () => {
    const kept = { httpGet: { path: '/healthcheck', port: 'http' } };
    expect(probes({ livenessProbe: kept, readinessProbe: kept })).toMatchObject({
      livenessProbe: kept,
      readinessProbe: kept,
      startupProbe: kept,
    });
  });

  test('merge with the values', () => {
    expect(probes({ livenessProbe: { periodSeconds: 20 } }).livenessProbe).toEqual({
      httpGet: { path: '/.backstage/health/v1/liveness', port: 'http' },
      initialDelaySeconds: 30,
      periodSeconds: 20,
    });
  });

  test('at the start ask the path of the chart if only startup-probe is fixed', () => {
    expect(probes({}, ['startup-probe']).startupProbe).toEqual(startup('/healthcheck'));
    expect(probes({ readinessProbe: null }, ['startup-probe']).startupProbe).toEqual(startup('/healthcheck'));
    expect(probes({}).startupProbe).toEqual(startup('/.backstage/health/v1/readiness'));
  });

  test('at the start are those of the values, and none if the values set it or livenessProbe to null', () => {
    const startupProbe = { tcpSocket: { port: 'http' } };
    expect(probes({ startupProbe }).startupProbe).toEqual(startupProbe);
    expect(probes({ startupProbe: null }).startupProbe).toBeUndefined();
    expect(probes({ livenessProbe: null }).startupProbe).toBeUndefined();
  });
});

test('an AppArmor profile of the values stays', () => {
  const appArmorProfile = { type: 'Unconfined' };
  const [deployment] = ofKind<Deployment>(
    render({ backstage: { backendSecret: 's', containerSecurityContext: { appArmorProfile } } }),
    'Deployment',
  );
  expect(deployment?.spec?.template.spec?.containers[0]?.securityContext).toHaveProperty(
    'appArmorProfile',
    appArmorProfile,
  );
});

test('an existing claim is not rendered, and the old pod stops first', () => {
  const persistence = { enabled: true, existingClaim: 'portal' };
  const manifests = render({ backstage: { backendSecret: 's', database: { sqlite: { persistence } } } });
  expect(ofKind<Deployment>(manifests, 'Deployment')[0]?.spec?.strategy).toEqual({
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
  });
  expect(ofKind(manifests, 'PersistentVolumeClaim')).toEqual([]);
});

describe('the NetworkPolicy', () => {
  const policy = (...values: Values[]) =>
    ofKind<{ spec: { ingress: object[]; egress: { ports: { port: number }[] }[] } }>(
      renderManifests([{ backstage: { backendSecret: 's', networkPolicy: { enabled: true } } }, ...values], {
        fidelity: 'corrected',
      }),
      'NetworkPolicy',
    )[0]?.spec;
  const clients = (...values: Values[]) => policy(...values)?.ingress;

  test('admits only the pods of the Gateway', () => {
    expect(clients()).toEqual([
      {
        from: [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } }],
        ports: [{ protocol: 'TCP', port: 7007 }],
      },
    ]);
  });

  test('admits the named controller, any pod with an Ingress, any address with a node port, and nothing without a route', () => {
    const controller = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } };
    const from = (peers: object[]) => [{ from: peers, ports: [{ protocol: 'TCP', port: 7007 }] }];
    const behindIngress: Values = { backstage: { ingress: { ingressClassName: 'traefik' } } };
    expect(clients(behindIngress)).toEqual(from([{ namespaceSelector: {} }]));
    expect(clients(behindIngress, { backstage: { networkPolicy: { peers: { clients: [controller] } } } })).toEqual(
      from([controller]),
    );
    expect(clients({ backstage: { service: { type: 'NodePort' } } })).toEqual(from([...ANYWHERE]));
    expect(clients({ backstage: { ingress: { enabled: false } } })).toEqual([]);
  });

  test.each([
    [
      'postgres.databases.svc.cluster.local',
      [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'databases' } } }],
    ],
    ['postgres', [{ podSelector: {} }]],
    ['10.1.2.3', [{ ipBlock: { cidr: '10.1.2.3/32' } }]],
    ['fd00::7', [{ ipBlock: { cidr: 'fd00::7/128' } }]],
    ['postgres.example.com', [...ANYWHERE]],
  ])('allows traffic to PostgreSQL at %s, only at its port', (host, to) => {
    const database = { type: 'postgresql' as const, postgresql: { host, port: 5433, password: 'p' } };
    expect(policy({ backstage: { database } })?.egress).toContainEqual({
      to,
      ports: [{ protocol: 'TCP', port: 5433 }],
    });
  });

  test('allows DNS over UDP and TCP', () => {
    expect(policy()?.egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    });
  });
});

const DEPLOYMENT = 'Deployment openchoreo-ui';
const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers.0`;
const DATABASE = { name: 'backstage-db', emptyDir: {} };
const TOKEN = { name: 'TOKEN', value: 'first' };

describe('a fix that exact does not have', () => {
  // The rule refuses in exact what the defect `duplicate-variables` affects.
  const renderWith = (fidelity: RenderOptions<'0.11.0'>['fidelity'], values: Values) =>
    renderManifests([BASE, values], { fidelity, allow: ['duplicate-env'] });
  const exact = (values: Values) => renderWith('exact', values);
  const corrected = (values: Values) => renderWith('corrected', values);

  /** Rows of defect, title, values, object, path in the object, and the value there in exact and corrected. */
  const rows: readonly [DefectId, string, Values, string, string, unknown, unknown][] = [
    [
      'budget-selector',
      'the budget selects the pods',
      { backstage: { podDisruptionBudget: { enabled: true } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec.selector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
      POD_LABELS,
    ],
    [
      'budget-bounds',
      'the budget keeps a bound of 0',
      { backstage: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec.minAvailable',
      undefined,
      0,
    ],
    [
      'network-policy',
      'the network policy selects the pods',
      { backstage: { networkPolicy: { enabled: true } } },
      'NetworkPolicy openchoreo-ui',
      'spec.podSelector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
      POD_LABELS,
    ],
    [
      'network-policy',
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
      'network-policy',
      'the network policy admits the clients of the values',
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
      'spread-selector',
      'spread constraints count the pods',
      {},
      DEPLOYMENT,
      `${POD}.topologySpreadConstraints.0.labelSelector.matchLabels`,
      { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
      POD_LABELS,
    ],
    [
      'replicas-under-autoscaler',
      'only the autoscaler sets the number of pods',
      { backstage: { ...POSTGRESQL.backstage, autoscaling: { enabled: true } } },
      DEPLOYMENT,
      'spec.replicas',
      1,
      undefined,
    ],
    [
      'pull-secrets',
      'registry logins are used',
      { global: { imagePullSecrets: [{ name: 'registry' }] } },
      DEPLOYMENT,
      `${POD}.imagePullSecrets`,
      undefined,
      [{ name: 'registry' }],
    ],
    [
      'existing-priority-class',
      'pods get the existing PriorityClass',
      { backstage: { priorityClass: { create: false, name: 'business-critical' } } },
      DEPLOYMENT,
      `${POD}.priorityClassName`,
      undefined,
      'business-critical',
    ],
    [
      'replaced-connection',
      'a connection URI needs no other variables',
      {
        backstage: {
          database: { type: 'postgresql', postgresql: { host: 'pg.example.com', password: 'test-password' } },
          extraEnv: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'pg-app', key: 'uri' } } }],
          appConfig: { backend: { database: { connection: '${DATABASE_URL}' } } },
        },
      },
      DEPLOYMENT,
      `${CONTAINER}.env.17.name`,
      'POSTGRES_HOST',
      undefined,
    ],
    [
      'claim-update-strategy',
      'two pods never mount the claim of SQLite',
      { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
      DEPLOYMENT,
      'spec.strategy',
      undefined,
      { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    ],
    [
      'claim-protection',
      'tools that prune keep the claim',
      { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
      'PersistentVolumeClaim openchoreo-backstage-db',
      'metadata.annotations',
      undefined,
      {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    ],
    [
      'health-endpoints',
      'the liveness probe asks the backend',
      {},
      DEPLOYMENT,
      `${CONTAINER}.livenessProbe`,
      { httpGet: { path: '/healthcheck', port: 'http' }, initialDelaySeconds: 30, periodSeconds: 10 },
      { httpGet: { path: '/.backstage/health/v1/liveness', port: 'http' }, initialDelaySeconds: 30, periodSeconds: 10 },
    ],
    [
      'health-endpoints',
      'the readiness probe asks the backend',
      {},
      DEPLOYMENT,
      `${CONTAINER}.readinessProbe`,
      { httpGet: { path: '/healthcheck', port: 'http' }, initialDelaySeconds: 5, periodSeconds: 5 },
      { httpGet: { path: '/.backstage/health/v1/readiness', port: 'http' }, initialDelaySeconds: 5, periodSeconds: 5 },
    ],
    [
      'startup-probe',
      'a first start may take 300 seconds',
      { backstage: { readinessProbe: { httpGet: { path: '/ready' } } } },
      DEPLOYMENT,
      `${CONTAINER}.startupProbe`,
      undefined,
      { httpGet: { path: '/ready', port: 'http' }, failureThreshold: 30, periodSeconds: 10 },
    ],
    [
      'apparmor-unconfined',
      "the runtime's AppArmor profile applies",
      {},
      DEPLOYMENT,
      `${CONTAINER}.securityContext.appArmorProfile`,
      { type: 'Unconfined' },
      undefined,
    ],
    [
      'plain-token',
      "Thunder's token is in the Secret",
      { backstage: { thunder: { token: 'test-token' } } },
      'Secret openchoreo-backstage-secrets',
      'data.thunder-token',
      undefined,
      'dGVzdC10b2tlbg==',
    ],
    [
      'plain-token',
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
      'api-url',
      'the URL of the API contains the name of its Service',
      { openchoreoApi: { name: 'choreo' }, backstage: { env: [] } },
      DEPLOYMENT,
      `${CONTAINER}.env.0.value`,
      'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
      'http://choreo.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
    ],
    [
      'writable-tmp',
      'Backstage can write temporary files with a read-only root filesystem',
      { backstage: { containerSecurityContext: { readOnlyRootFilesystem: true } } },
      DEPLOYMENT,
      `${POD}.volumes`,
      [DATABASE],
      [DATABASE, { name: 'tmp', emptyDir: {} }],
    ],
    [
      'base-url-slash',
      'the URL of the portal has no slash at its end',
      { backstage: { env: [], baseUrl: 'https://portal.example.com/' } },
      DEPLOYMENT,
      `${CONTAINER}.env.1.value`,
      'https://portal.example.com/',
      'https://portal.example.com',
    ],
    [
      'derived-urls',
      'the URL of Thunder keeps its protocol, port and path',
      {
        backstage: { env: [] },
        thunder: { configuration: { server: { publicUrl: 'https://id.example.com:8443/thunder' } } },
      },
      DEPLOYMENT,
      `${CONTAINER}.env.3.value`,
      'http://id.example.com',
      'https://id.example.com:8443/thunder',
    ],
    [
      'path-rewrite',
      'the route removes the path of the URL',
      { backstage: { baseUrl: 'https://example.com/portal' } },
      'HTTPRoute openchoreo-backstage',
      'spec.rules.1.filters.0.urlRewrite.path.replacePrefixMatch',
      undefined,
      '/',
    ],
    [
      'csp-scheme',
      'browsers do not load the scripts of an http portal with https',
      { backstage: { env: [], baseUrl: 'http://console.example.com' } },
      DEPLOYMENT,
      `${CONTAINER}.env.14`,
      undefined,
      { name: 'APP_CONFIG_backend_csp', value: '{"upgrade-insecure-requests":false}' },
    ],
    [
      'duplicate-variables',
      'the last value of a variable counts',
      { backstage: { env: [TOKEN], extraEnv: [{ ...TOKEN, value: 'last' }] } },
      DEPLOYMENT,
      `${CONTAINER}.env.0`,
      TOKEN,
      { ...TOKEN, value: 'last' },
    ],
    [
      'crd-defaults',
      'a server prints the quantities as they are',
      {},
      DEPLOYMENT,
      `${CONTAINER}.resources.limits.cpu`,
      '2000m',
      '2',
    ],
    [
      'crd-defaults',
      'the HTTPRoute leaves no field to the CRD',
      {},
      'HTTPRoute openchoreo-backstage',
      'spec.rules.0.backendRefs.0.weight',
      undefined,
      1,
    ],
    [
      'flux-substitution',
      'Flux leaves the variables of a Deployment to the shell',
      { backstage: { extraEnv: [{ name: 'GREETING', value: 'Hello ${NAME}' }] } },
      DEPLOYMENT,
      'metadata.annotations',
      undefined,
      { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' },
    ],
    [
      'stale-config',
      'pods restart when a credential changes',
      {},
      DEPLOYMENT,
      'spec.template.metadata.annotations',
      undefined,
      { 'checksum/secret': expect.stringMatching(/^[0-9a-f]{64}$/) },
    ],
  ];
  const ids = defects.map(({ id }) => id);

  test('is tested here for every known defect', () => {
    expect([...new Set(rows.map(([id]) => id))].sort()).toEqual([...ids].sort());
  });

  const at = (all: readonly Manifest[], identity: string, path: string, expected: unknown) => {
    if (expected === undefined) {
      expect(find(all, identity)).not.toHaveProperty(path.split('.'));
    } else {
      expect(find(all, identity)).toHaveProperty(path.split('.'), expected);
    }
  };

  test.each(rows)('%s: %s, unlike in exact', (_, __, values, identity, path, exactly, fixed) => {
    at(exact(values), identity, path, exactly);
    at(corrected(values), identity, path, fixed);
  });

  test.each(rows)(
    '%s can be the only fixed or the only reproduced defect: %s',
    (id, _, values, identity, path, exactly, fixed) => {
      const others = ids.filter((other) => other !== id);
      at(renderWith([id], values), identity, path, fixed);
      at(renderWith(others, values), identity, path, exactly);
    },
  );

  test('pods restart when a credential changes, unlike in exact', () => {
    const annotations = 'spec.template.metadata.annotations';
    expect(find(exact({}), DEPLOYMENT)).not.toHaveProperty(annotations);
    const [one, other] = ['test-1-0123456789abcdefghij', 'test-2-0123456789abcdefghij'].map((backendSecret) =>
      find(corrected({ backstage: { backendSecret } }), DEPLOYMENT),
    );
    expect(one).toHaveProperty([...annotations.split('.'), 'checksum/secret']);
    expect(one?.spec).not.toEqual(other?.spec);
  });

  test('selectors are the same as in exact, because they cannot change on a live Deployment', () => {
    expect(find(corrected({}), DEPLOYMENT)).toHaveProperty('spec.selector.matchLabels', POD_LABELS);
    expect(find(corrected({}), 'Service openchoreo-ui')).toHaveProperty('spec.selector', POD_LABELS);
  });
});
