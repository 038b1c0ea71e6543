import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { POSTGRESQL, warning, warnings, yaml } from './support';

type Backstage = NonNullable<Values['backstage']>;

const CORRECTED = { fidelity: 'corrected' } as const;

/** Values of SQLite in the pod. */
const IN_POD = { sqlite: { persistence: { enabled: false } } } as const;

/** Settings that a database in the pod is not about. */
const LOST = 'so the portal loses its data when Kubernetes replaces the pod';

const unread = (path: string, message: string, fix: string) => warning('unread-values', path, message, fix);

const found = (backstage: Backstage, options = {}) =>
  warnings({ backstage }, options).filter(({ rule }) => rule === 'unread-values');

test('warns about a connection to PostgreSQL without its type, which is SQLite in the pod', () => {
  const database = { ...IN_POD, postgresql: { host: 'db.example.com', user: 'portal' } };
  const expected = [
    unread(
      'backstage.database.postgresql',
      `host and user have no effect: backstage.database.type is sqlite, ${LOST}`,
      'set backstage.database.type to postgresql, or remove them',
    ),
  ];
  const values: Backstage = { backendSecret: '', secretName: 'portal', database };
  expect(found(values)).toEqual(expected);
  // The loss of data is not reported twice.
  expect(
    warnings({ backstage: { ...values, baseUrl: 'https://console.example.com' } }).map(({ rule }) => rule),
  ).toEqual(['redirect-urls', 'unread-values']);
});

test('the fix names what PostgreSQL requires in addition', () => {
  expect(found({ database: { ...IN_POD, postgresql: { user: 'portal' } } })).toEqual([
    expect.objectContaining({
      path: 'backstage.database.postgresql.user',
      fix: 'set backstage.database.type to postgresql, and set backstage.database.postgresql.host and backstage.database.postgresql.password, or remove it',
    }),
  ]);
});

test('never shows a password', () => {
  const shown = JSON.stringify(found({ database: { postgresql: { password: 'hunter2' } } }));
  expect(shown).toContain('postgresql.password');
  expect(shown).not.toContain('hunter2');
});

test('explains how to trust certificates without PostgreSQL, and the fix works', () => {
  const database = { postgresql: { caBundle: { configMap: 'corp-ca' } } };
  expect(found({ database })).toEqual([
    unread(
      'backstage.database.postgresql.caBundle.configMap',
      'has no effect: backstage.database.type is sqlite',
      'remove it. To trust the certificates for another server, such as the identity provider, mount them with backstage.extraVolumes and backstage.extraVolumeMounts. Then set NODE_EXTRA_CA_CERTS in backstage.extraEnv to the path of the file',
    ),
  ]);
  const trusting: Backstage = {
    extraVolumes: [{ name: 'ca', configMap: { name: 'corp-ca' } }],
    extraVolumeMounts: [{ name: 'ca', mountPath: '/etc/ca' }],
    extraEnv: [{ name: 'NODE_EXTRA_CA_CERTS', value: '/etc/ca/ca.crt' }],
  };
  expect(warnings({ backstage: trusting })).toEqual([]);
});

test('warns once for each section about settings of what is off', () => {
  const backstage: Backstage = {
    service: { nodePort: 30700 },
    database: { sqlite: { persistence: { enabled: false, size: '20Gi', storageClassName: 'fast' } } },
    autoscaling: { minReplicas: 3, maxReplicas: 9 },
    podDisruptionBudget: { maxUnavailable: 1 },
    networkPolicy: { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
    auth: { registration: { waitSeconds: 900 } },
    metrics: { serviceMonitor: { labels: { release: 'x' } } },
    priorityClass: { value: 1000 },
  };
  expect(found(backstage)).toEqual([
    unread(
      'backstage.database.sqlite.persistence',
      `size and storageClassName have no effect: backstage.database.sqlite.persistence.enabled is false, ${LOST}`,
      'set backstage.database.sqlite.persistence.enabled to true, or remove them',
    ),
    unread(
      'backstage.service.nodePort',
      'has no effect: backstage.service.type is ClusterIP',
      'set backstage.service.type to NodePort, or remove it',
    ),
    unread(
      'backstage.autoscaling',
      'minReplicas and maxReplicas have no effect: backstage.autoscaling.enabled is false, and SQLite allows only one pod',
      'remove them',
    ),
    unread(
      'backstage.podDisruptionBudget.maxUnavailable',
      'has no effect: backstage.podDisruptionBudget.enabled is false',
      'set backstage.podDisruptionBudget.enabled to true and minAvailable to null, or remove it',
    ),
    unread(
      'backstage.networkPolicy.egress',
      'has no effect: backstage.networkPolicy.enabled is false',
      'set backstage.networkPolicy.enabled to true, or remove it',
    ),
    unread(
      'backstage.priorityClass.value',
      'has no effect: backstage.priorityClass.create is false',
      'set backstage.priorityClass.create to true, or remove it',
    ),
    unread(
      'backstage.metrics.serviceMonitor.labels',
      'has no effect: backstage.metrics.serviceMonitor.enabled is false',
      'set backstage.metrics.serviceMonitor.enabled to true, or remove it',
    ),
    unread(
      'backstage.auth.registration.waitSeconds',
      'has no effect: backstage.auth.registration.enabled is false',
      'set backstage.auth.registration.enabled to true, or remove it',
    ),
  ]);
});

test.each<[string, Values, string, string]>([
  [
    'a folder of SQLite with PostgreSQL',
    { backstage: { database: { ...POSTGRESQL, sqlite: { mountPath: '/data', persistence: { enabled: false } } } } },
    'backstage.database.sqlite.mountPath',
    'backstage.database.type is postgresql',
  ],
  [
    'the size of a claim that exists',
    { backstage: { database: { sqlite: { persistence: { existingClaim: 'old', size: '9Gi' } } } } },
    'backstage.database.sqlite.persistence.size',
    'backstage.database.sqlite.persistence.existingClaim names a claim that exists',
  ],
  [
    'keys of no Secret',
    { backstage: { secretKeys: { backendSecret: 'key' } } },
    'backstage.secretKeys.backendSecret',
    'backstage.secretName is empty',
  ],
  [
    'the name of a Secret that no operator creates',
    { backstage: { externalSecret: { target: { name: 'portal' } } } },
    'backstage.externalSecret.target.name',
    'backstage.externalSecret.secretStoreRef.name is empty',
  ],
  [
    'a host beside its key',
    {
      backstage: {
        backendSecret: '',
        secretName: 'portal',
        secretKeys: { postgresHost: 'host' },
        database: { type: 'postgresql', postgresql: { host: 'db.example.com' } },
      },
    },
    'backstage.database.postgresql.host',
    'backstage.secretName provides the host',
  ],
  [
    'Thunder, which is not installed',
    { thunder: { enabled: false }, backstage: { thunder: { baseUrl: 'https://id.example.com' } } },
    'backstage.thunder.baseUrl',
    'thunder.enabled is false',
  ],
  [
    'a route that is off',
    { backstage: { ingress: { enabled: false, className: 'nginx' } } },
    'backstage.ingress.className',
    'backstage.ingress.enabled is false',
  ],
  [
    'a redirect that is off',
    { backstage: { ingress: { httpsRedirect: { statusCode: 302 } } } },
    'backstage.ingress.httpsRedirect.statusCode',
    'backstage.ingress.httpsRedirect.enabled is false',
  ],
  [
    'a route to the API that is off',
    { openchoreoApi: { ingress: { enabled: false, timeouts: { request: '9s' } } } },
    'openchoreoApi.ingress.timeouts.request',
    'openchoreoApi.ingress.enabled is false',
  ],
])('warns about %s', (_, values, path, reason) => {
  expect(warnings(values, { allow: ['oidc-endpoints'] })).toContainEqual(
    expect.objectContaining({ rule: 'unread-values', path, message: `has no effect: ${reason}` }),
  );
});

test('warns about replicas that the autoscaler ignores, unless they are its minimum', () => {
  const scaled: Backstage = { database: POSTGRESQL, autoscaling: { enabled: true, minReplicas: 2 } };
  expect(found({ ...scaled, replicas: 3 }, CORRECTED)).toEqual([
    unread(
      'backstage.replicas',
      'has no effect: backstage.autoscaling.enabled is true, so the autoscaler sets the number of pods',
      'set backstage.autoscaling.minReplicas instead, or remove it',
    ),
  ]);
  expect(found({ ...scaled, replicas: 2 }, CORRECTED)).toEqual([]);
  // The chart renders them. The rule chart-defects reports that.
  expect(found({ ...scaled, replicas: 3 })).toEqual([]);
});

test('warns about peers and ports of hosts that the portal does not connect to', () => {
  const clients = [{ podSelector: {} }];
  const ports = { database: [6432], dns: [5353], telemetry: [4317] };
  expect(found({ networkPolicy: { enabled: true, peers: { clients }, ports } }, CORRECTED)).toEqual([
    expect.objectContaining({
      path: 'backstage.networkPolicy.ports.database',
      message: 'has no effect: backstage.database.type is sqlite',
    }),
    expect.objectContaining({
      path: 'backstage.networkPolicy.ports.telemetry',
      message: 'has no effect: backstage.networkPolicy.peers.telemetry is empty',
    }),
  ]);
});

test.each(FIDELITIES)("warns about TLS and a class of the API's route in %s fidelity", (fidelity) => {
  const ingress = { ingressClassName: 'nginx', tls: [{ secretName: 'api-tls' }] };
  const reason = 'has no effect: no rendered object uses it';
  expect(warnings({ openchoreoApi: { ingress } }, { fidelity })).toEqual([
    unread('openchoreoApi.ingress.tls', reason, 'remove it, and add the certificate to the Gateway'),
    unread('openchoreoApi.ingress.ingressClassName', reason, 'remove it, and create a separate Ingress'),
  ]);
});

test("informs about annotations of the API's route, which the control plane's release may render", () => {
  const ingress = { enabled: false, annotations: { owner: 'platform' } };
  expect(warnings({ openchoreoApi: { ingress } })).toEqual([
    expect.objectContaining({ rule: 'unread-values', severity: 'info', path: 'openchoreoApi.ingress.annotations' }),
  ]);
});

test.each<Values>([
  {},
  { backstage: { metrics: { enabled: true, serviceMonitor: { enabled: true, interval: '10s' } } } },
  { backstage: { metrics: { enabled: false, serviceMonitor: { enabled: null } } } },
  { backstage: { auth: { redirectUrls: ['http://localhost/api/auth/openchoreo-auth/handler/frame'] } } },
  { openchoreoApi: { ingress: { ingressClassName: '', tls: [] } } },
  { openchoreoApi: { ingress: { ingressClassName: null, tls: null } } },
  { openchoreoApi: { ingress: { enabled: false, hosts: [{ host: 'api.localhost', paths: [{ path: '/' }] }] } } },
  { backstage: { ingress: { enabled: false, hosts: [{ host: 'localhost', paths: [{ path: '/' }] }] } } },
  { backstage: { ingress: { kind: 'HTTPRoute', ingressClassName: 'nginx' } } },
  { backstage: { database: POSTGRESQL } },
  { backstage: { podDisruptionBudget: { minAvailable: null }, service: { nodePort: null } } },
])('does not warn about %j', (values) => {
  expect(warnings(values, { allow: ['redirect-urls'] })).toEqual([]);
});

test("does not warn about a copy of the chart's default values", () => {
  const backstage: Backstage = {
    service: { type: 'ClusterIP', port: 7007 },
    autoscaling: { enabled: false, minReplicas: 1, maxReplicas: 3, targetCPUUtilizationPercentage: 70 },
    podDisruptionBudget: { enabled: false, minAvailable: 1 },
    priorityClass: { create: false, name: 'openchoreo-backstage', value: 800000 },
    database: {
      sqlite: { persistence: { enabled: false, size: '1Gi', storageClassName: '', accessMode: 'ReadWriteOnce' } },
      postgresql: { host: '', port: 5432, user: 'backstage', password: '', database: 'backstage' },
    },
    networkPolicy: { enabled: false, ingress: [], egress: [] },
  };
  expect(warnings({ backstage })).toEqual([]);
});

test('does not warn about metrics of null', () => {
  expect(warnings(yaml('backstage: {metrics: null}'))).toEqual([]);
});

const tls: Values = { openchoreoApi: { ingress: { tls: [{ secretName: 'api-tls' }] } } };

test('does not warn if the rule is switched off', () => {
  expect(warnings(tls)).toHaveLength(1);
  expect(warnings(tls, { allow: ['unread-values'] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(warnings({ ...tls, backstage: { enabled: false, service: { nodePort: 30700 } } })).toEqual([]);
});

test("leaves values that the chart's defects affect to the rule chart-defects", () => {
  const networkPolicy = { enabled: true, peers: { dns: [{ podSelector: {} }] } };
  expect(warnings({ global: { imagePullSecrets: [{ name: 'registry' }] }, backstage: { networkPolicy } })).toEqual([]);
});
