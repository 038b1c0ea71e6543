import { schema, type Values } from '../../../lib/lines/0.11/schema';
import { OF_ANOTHER_COMPONENT } from '../../../lib/values/node';
import { validate } from '../../../lib/values/validate';
import { nodes } from './schema-nodes';

const ALL = [...nodes(schema)];
const OTHERS = ALL.filter(([, node]) => node.description === OF_ANOTHER_COMPONENT).map(([path]) => path);

test('each value has a description in sentences', () => {
  const described = ALL.filter(
    // Entries of lists require no description, because editors show the one of the list.
    ([path, node]) => !OTHERS.includes(path) && !(path.endsWith('[]') && node.properties),
  );
  const offenders = described.filter(([, { description = '' }]) => !/^[A-Z`].*[.`]$/.test(description));
  expect(described.length).toBeGreaterThan(200);
  expect(offenders.map(([path]) => path)).toEqual([]);
});

describe('secrets', () => {
  test('are marked, including lists and trees that may contain secrets', () => {
    const secret = ALL.filter(([path, { writeOnly }]) => writeOnly && !path.endsWith('[]')).map(([path]) => path);
    expect(secret).toEqual([
      'backstage.annotations',
      'backstage.podAnnotations',
      'backstage.command',
      'backstage.extraArgs',
      'backstage.env',
      'backstage.extraEnv',
      'backstage.livenessProbe',
      'backstage.readinessProbe',
      'backstage.startupProbe',
      'backstage.lifecycle',
      'backstage.initContainers',
      'backstage.extraContainers',
      'backstage.serviceAccount.annotations',
      'backstage.backendSecret',
      'backstage.secretKeys',
      'backstage.externalSecret',
      'backstage.appConfig',
      'backstage.thunder.token',
      'backstage.auth.clientSecret',
      'backstage.ingress.annotations',
      'backstage.database.postgresql.password',
      'backstage.database.postgresql.secretKeys',
      'backstage.patches',
      'backstage.patches[].patch[].value',
      'openchoreoApi.ingress.annotations',
    ]);
  });
});

describe('a value that may contain a secret', () => {
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
  ])('is not shown if it does not match the schema: %s', (key, value) => {
    const found = validate(schema, { backstage: { [key]: value } });
    expect(found).not.toEqual([]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

describe('values that the chart does not have', () => {
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
  ])('are validated: %s', (key, backstage) => {
    const found = unfit(backstage);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(`backstage.${key}`);
  });

  test('accept null if the value is optional', () => {
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
  ])('accepts values that the schema accepts: %j', (values) => {
    expect(validate(schema, values)).toEqual([]);
  });

  test('refuses values that the schema refuses', () => {
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

  test('refuses other keys of Thunder, which are probably misspelt, although a values file may contain them', () => {
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

  /** Returns values with one value at a path. */
  const at = (path: string, value: unknown) =>
    path.split('.').reduceRight<unknown>((below, key) => ({ [key]: below }), value);

  test('accept any value', () => {
    const values: unknown[] = ['text', 1, false, null, [1], { a: 1 }];
    const refused = shared.filter((path) => values.some((value) => validate(schema, at(path, value)).length > 0));
    expect(refused).toEqual([]);
  });

  test('accept any keys below them', () => {
    const open = OTHERS.filter((path) => !ALL.some(([other]) => other.startsWith(`${path}.`)));
    expect(open.flatMap((path) => validate(schema, at(path, [{ anything: null }])))).toEqual([]);
  });

  test.each(['global', 'security', 'security.authz', 'security.oidc', 'gateway', 'openchoreoApi', ''])(
    'are the only unknown keys that "%s" accepts',
    (section) => {
      const path = section === '' ? 'zzzzzzzz' : `${section}.zzzzzzzz`;
      expect(validate(schema, at(path, 1)).map((finding) => [finding.path, finding.rule])).toEqual([[path, 'schema']]);
    },
  );
});
