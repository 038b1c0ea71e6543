import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import { type Fidelity, type Manifest, parseValues, type RenderOptions, renderManifests, type Values } from '../../lib';
import {
  BASE,
  type ChangesCase,
  changes,
  changesBy,
  find,
  GONE,
  POSTGRESQL,
  type PodManifest,
  testChanges,
  testPlaces,
} from './support';

const DEPLOYMENT = 'Deployment openchoreo-ui';
const SPEC = `${DEPLOYMENT}: spec`;
const TEMPLATE = `${SPEC}.template`;
const POD = `${TEMPLATE}.spec`;
const CONTAINER = `${POD}.containers[0]`;

const FIDELITIES: readonly Fidelity[] = ['exact', 'corrected'];

type Backstage = NonNullable<Values['backstage']>;

function podOf(manifests: readonly Manifest[]) {
  const pod = (find(manifests, DEPLOYMENT) as PodManifest | undefined)?.spec.template.spec;
  const [container] = pod?.containers ?? [];
  if (!pod || !container) {
    throw new Error('no pod is rendered');
  }
  return { pod, container };
}

/** The container of Backstage, of the least values and these. */
function containerOf(backstage: Backstage, options: RenderOptions = {}): Container {
  return podOf(renderManifests([BASE, { backstage }], options)).container;
}

const variables = ({ env = [] }: Container): EnvVar[] => env;
const names = (container: Container): string[] => variables(container).map(({ name }) => name);

/** Path of a variable that is there anyway. */
function variable(name: string, over: Values = BASE): string {
  const { container } = podOf(renderManifests([BASE, over]));
  return `${CONTAINER}.env[${names(container).indexOf(name)}]`;
}

/** A value that stands in the Deployment as it is given. */
function asGiven<Key extends keyof Backstage>(key: Key, value: Backstage[Key], path: string): ChangesCase {
  return [key, { backstage: { [key]: value } }, { [path]: value }];
}

const SIDECAR = { name: 'proxy', image: 'proxy:1', ports: [{ containerPort: 9000, name: 'proxy' }] };
const SHELL = { exec: { command: ['/bin/sh', '-c', 'sleep 5'] } };

describe('where an option of the pods goes, and nothing else changes', () => {
  testChanges([
    ['replicas', { backstage: { replicas: null } }, { [`${SPEC}.replicas`]: GONE }],
    asGiven('annotations', { owner: 'team-a' }, `${DEPLOYMENT}: metadata.annotations`),
    asGiven('strategy', { type: 'Recreate' }, `${SPEC}.strategy`),
    asGiven('strategy', { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }, `${SPEC}.strategy`),
    asGiven('revisionHistoryLimit', 3, `${SPEC}.revisionHistoryLimit`),
    asGiven('revisionHistoryLimit', 0, `${SPEC}.revisionHistoryLimit`),
    [
      'podAnnotations, beside the hash of the Secret in corrected',
      { backstage: { podAnnotations: { 'example.com/scrape': 'yes' } } },
      { [`${TEMPLATE}.metadata.annotations`]: { 'example.com/scrape': 'yes' } },
      { [`${TEMPLATE}.metadata.annotations["example.com/scrape"]`]: 'yes' },
    ],
    ['podLabels', { backstage: { podLabels: { team: 'a' } } }, { [`${TEMPLATE}.metadata.labels.team`]: 'a' }],
    asGiven('command', ['node', 'packages/backend', '--inspect'], `${CONTAINER}.command`),
    asGiven('envFrom', [{ secretRef: { name: 'more' } }, { configMapRef: { name: 'other' } }], `${CONTAINER}.envFrom`),
    asGiven('startupProbe', { httpGet: { path: '/healthcheck', port: 'http' } }, `${CONTAINER}.startupProbe`),
    asGiven('lifecycle', { preStop: SHELL }, `${CONTAINER}.lifecycle`),
    [
      'resources, merged with the defaults',
      { backstage: { resources: { limits: { cpu: '3' }, requests: { 'ephemeral-storage': '1Gi' } } } },
      { [`${CONTAINER}.resources.limits.cpu`]: '3', [`${CONTAINER}.resources.requests.ephemeral-storage`]: '1Gi' },
    ],
    ['no resources', { backstage: { resources: null } }, { [`${CONTAINER}.resources`]: GONE }],
    [
      'containerSecurityContext, merged with the defaults',
      { backstage: { containerSecurityContext: { runAsUser: 7, appArmorProfile: null } } },
      {
        [`${CONTAINER}.securityContext.runAsUser`]: 7,
        [`${CONTAINER}.securityContext.appArmorProfile`]: GONE,
      },
    ],
    [
      'no containerSecurityContext',
      { backstage: { containerSecurityContext: null } },
      { [`${CONTAINER}.securityContext`]: GONE },
    ],
    [
      'initContainers',
      { backstage: { initContainers: [{ name: 'fetch', image: 'curl:8' }] } },
      { [`${POD}.initContainers`]: [{ name: 'fetch', image: 'curl:8' }] },
    ],
    ['extraContainers', { backstage: { extraContainers: [SIDECAR] } }, { [`${POD}.containers[1]`]: SIDECAR }],
    [
      'extraVolumes',
      { backstage: { extraVolumes: [{ name: 'docs', configMap: { name: 'docs' } }] } },
      { [`${POD}.volumes[1]`]: { name: 'docs', configMap: { name: 'docs' } } },
    ],
    [
      'extraVolumeMounts, of a volume of the database',
      { backstage: { extraVolumeMounts: [{ name: 'backstage-db', mountPath: '/data', readOnly: true }] } },
      { [`${CONTAINER}.volumeMounts[1]`]: { name: 'backstage-db', mountPath: '/data', readOnly: true } },
    ],
    asGiven('nodeSelector', { disk: 'ssd' }, `${POD}.nodeSelector`),
    asGiven('tolerations', [{ key: 'dedicated', operator: 'Exists' }], `${POD}.tolerations`),
    asGiven('affinity', { podAffinity: {} }, `${POD}.affinity`),
    [
      'no topologySpreadConstraints',
      { backstage: { topologySpreadConstraints: [] } },
      { [`${POD}.topologySpreadConstraints`]: GONE },
    ],
    [
      'podSecurityContext, merged with the defaults',
      { backstage: { podSecurityContext: { runAsUser: 7, fsGroup: null } } },
      { [`${POD}.securityContext.runAsUser`]: 7, [`${POD}.securityContext.fsGroup`]: GONE },
    ],
    ['no podSecurityContext', { backstage: { podSecurityContext: null } }, { [`${POD}.securityContext`]: GONE }],
    asGiven('terminationGracePeriodSeconds', 60, `${POD}.terminationGracePeriodSeconds`),
    asGiven('terminationGracePeriodSeconds', 0, `${POD}.terminationGracePeriodSeconds`),
    asGiven('hostAliases', [{ ip: '10.0.0.7', hostnames: ['git.example.com'] }], `${POD}.hostAliases`),
    asGiven(
      'dnsConfig',
      { nameservers: ['10.0.0.2'], searches: ['example.com'], options: [{ name: 'ndots', value: '2' }] },
      `${POD}.dnsConfig`,
    ),
    asGiven('runtimeClassName', 'gvisor', `${POD}.runtimeClassName`),
    asGiven('automountServiceAccountToken', true, `${POD}.automountServiceAccountToken`),
    asGiven('automountServiceAccountToken', false, `${POD}.automountServiceAccountToken`),
  ]);
});

describe('checks of the container', () => {
  testChanges([
    [
      'livenessProbe, merged with the default',
      { backstage: { livenessProbe: { periodSeconds: 30, failureThreshold: 6 } } },
      { [`${CONTAINER}.livenessProbe.periodSeconds`]: 30, [`${CONTAINER}.livenessProbe.failureThreshold`]: 6 },
    ],
    [
      'readinessProbe, deep in the default',
      { backstage: { readinessProbe: { httpGet: { path: '/ready', port: 'http' } } } },
      { [`${CONTAINER}.readinessProbe.httpGet.path`]: '/ready' },
    ],
    [
      'livenessProbe, with another handler',
      { backstage: { livenessProbe: { httpGet: null, tcpSocket: { port: 'http' } } } },
      {
        [`${CONTAINER}.livenessProbe.httpGet`]: GONE,
        [`${CONTAINER}.livenessProbe.tcpSocket`]: { port: 'http' },
      },
    ],
    [
      'livenessProbe, of whose default nothing is left',
      { backstage: { livenessProbe: { httpGet: null, initialDelaySeconds: null, periodSeconds: null } } },
      { [`${CONTAINER}.livenessProbe`]: GONE },
    ],
    [
      'readinessProbe of a values file, of which the default has what else is needed',
      parseValues(Buffer.from('backstage: {readinessProbe: {httpGet: {path: /ready}}}'), 'values.yaml'),
      { [`${CONTAINER}.readinessProbe.httpGet.path`]: '/ready' },
    ],
    ['no livenessProbe', { backstage: { livenessProbe: null } }, { [`${CONTAINER}.livenessProbe`]: GONE }],
    ['no readinessProbe', { backstage: { readinessProbe: null } }, { [`${CONTAINER}.readinessProbe`]: GONE }],
    ['an empty livenessProbe, which is the default', { backstage: { livenessProbe: {} } }, {}],
  ]);
});

describe('arguments', () => {
  const IMAGE = ['node', 'packages/backend', '--config', 'app-config.yaml'];

  testChanges([
    [
      "extraArgs, behind the image's own command, which they would take the place of",
      { backstage: { extraArgs: ['--inspect'] } },
      { [`${CONTAINER}.args`]: [...IMAGE, '--inspect'] },
    ],
    [
      "extraArgs with a configuration, behind the image's own",
      { backstage: { extraArgs: ['--config', 'mine.yaml'] } },
      { [`${CONTAINER}.args`]: [...IMAGE, '--config', 'mine.yaml'] },
    ],
    [
      'extraArgs alone behind a command',
      { backstage: { command: ['tini', 'node', 'packages/backend'], extraArgs: ['--inspect'] } },
      {
        [`${CONTAINER}.command`]: ['tini', 'node', 'packages/backend'],
        [`${CONTAINER}.args`]: ['--inspect'],
      },
    ],
    [
      "extraArgs with a configuration behind a command without, and the image's own before it",
      { backstage: { command: ['node', 'packages/backend'], extraArgs: ['--config=mine.yaml'] } },
      {
        [`${CONTAINER}.command`]: ['node', 'packages/backend'],
        [`${CONTAINER}.args`]: ['--config', 'app-config.yaml', '--config=mine.yaml'],
      },
    ],
    [
      'extraArgs with a configuration behind a command with one',
      {
        backstage: {
          command: ['node', 'packages/backend', '--config', 'all.yaml'],
          extraArgs: ['--config', 'mine.yaml'],
        },
      },
      {
        [`${CONTAINER}.command`]: ['node', 'packages/backend', '--config', 'all.yaml'],
        [`${CONTAINER}.args`]: ['--config', 'mine.yaml'],
      },
    ],
  ]);
});

describe('variables', () => {
  const RENDERED = names(containerOf({ env: [] }));
  const APP_CONFIG = { app: { title: 'Portal' } };

  test('come in order: env, extraEnv, those of other values, those of appConfig', () => {
    const container = containerOf({
      env: [{ name: 'A', value: '1' }],
      extraEnv: [
        { name: 'B', value: '$(A)' },
        { name: 'C', valueFrom: { secretKeyRef: { name: 'more', key: 'c' } } },
      ],
      appConfig: APP_CONFIG,
    });
    expect(names(container)).toEqual(['A', 'B', 'C', ...RENDERED, 'APP_CONFIG_app_title']);
    expect(variables(container).slice(0, 3)).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '$(A)' },
      { name: 'C', valueFrom: { secretKeyRef: { name: 'more', key: 'c' } } },
    ]);
  });

  test('of the default env stay with extraEnv, and go with env', () => {
    const defaults = ['NODE_ENV', 'LOG_LEVEL', 'PORT'];
    expect(names(containerOf({}))).toEqual([...defaults, ...RENDERED]);
    expect(names(containerOf({ extraEnv: [{ name: 'A', value: '1' }] }))).toEqual([...defaults, 'A', ...RENDERED]);
    expect(names(containerOf({ env: [{ name: 'A', value: '1' }] }))).toEqual(['A', ...RENDERED]);
    expect(names(containerOf({ env: null }))).toEqual(RENDERED);
  });

  test('of the default env that extraEnv sets anew are there once', () => {
    const container = containerOf({ extraEnv: [{ name: 'LOG_LEVEL', value: 'debug' }] });
    expect(names(container)).toEqual(['NODE_ENV', 'PORT', 'LOG_LEVEL', ...RENDERED]);
    expect(variables(container)).toContainEqual({ name: 'LOG_LEVEL', value: 'debug' });
  });

  test('of the database come before those of appConfig', () => {
    const [values] = [POSTGRESQL.backstage ?? {}];
    expect(names(containerOf({ ...values, appConfig: APP_CONFIG })).slice(-2)).toEqual([
      'POSTGRES_DB',
      'APP_CONFIG_app_title',
    ]);
  });

  test('and nothing else changes with env and extraEnv', () => {
    const lists: Values = { backstage: { env: [{ name: 'A', value: '1' }], extraEnv: [{ name: 'B', value: '2' }] } };
    for (const fidelity of FIDELITIES) {
      const paths = Object.keys(changesBy(lists, { fidelity }));
      expect(paths).not.toEqual([]);
      expect(paths.filter((path) => !path.startsWith(`${CONTAINER}.env[`))).toEqual([]);
    }
  });

  testChanges([
    [
      'baseUrl',
      { backstage: { baseUrl: 'https://console.example.com' } },
      { [`${variable('BACKSTAGE_BASE_URL')}.value`]: 'https://console.example.com' },
    ],
    [
      'openchoreoApi.url',
      { backstage: { openchoreoApi: { url: 'https://api.example.com/v1' } } },
      { [`${variable('OPENCHOREO_API_URL')}.value`]: 'https://api.example.com/v1' },
    ],
    [
      'thunder.baseUrl',
      { backstage: { thunder: { baseUrl: 'https://id.example.com' } } },
      { [`${variable('THUNDER_BASE_URL')}.value`]: 'https://id.example.com' },
    ],
    [
      'auth.clientId',
      { backstage: { auth: { clientId: 'portal' } } },
      { [`${variable('OPENCHOREO_AUTH_CLIENT_ID')}.value`]: 'portal' },
    ],
    [
      'features.workflows.enabled',
      { backstage: { features: { workflows: { enabled: false } } } },
      { [`${variable('OPENCHOREO_FEATURES_WORKFLOWS_ENABLED')}.value`]: 'false' },
    ],
    [
      'features.observability.enabled',
      { backstage: { features: { observability: { enabled: false } } } },
      { [`${variable('OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED')}.value`]: 'false' },
    ],
    [
      'features.workflows.enabled null, which leaves the variable without a value',
      { backstage: { features: { workflows: { enabled: null } } } },
      { [`${variable('OPENCHOREO_FEATURES_WORKFLOWS_ENABLED')}.value`]: GONE },
    ],
    [
      'security.enabled',
      { security: { enabled: false } },
      { [`${variable('OPENCHOREO_FEATURES_AUTH_ENABLED')}.value`]: 'false' },
    ],
    [
      'security.authz.enabled',
      { security: { authz: { enabled: true } } },
      { [`${variable('OPENCHOREO_FEATURES_AUTHZ_ENABLED')}.value`]: 'true' },
    ],
    [
      'security.oidc.authorizationUrl and tokenUrl',
      { security: { oidc: { authorizationUrl: 'https://id.example.com/a', tokenUrl: 'https://id.example.com/t' } } },
      {
        [`${variable('OPENCHOREO_AUTH_AUTHORIZATION_URL')}.value`]: 'https://id.example.com/a',
        [`${variable('OPENCHOREO_AUTH_TOKEN_URL')}.value`]: 'https://id.example.com/t',
      },
    ],
  ]);

  test('of the discovery document and of Thunder are there or not', () => {
    const withOidc = containerOf({}, {});
    const wellKnownEndpoint = 'https://id.example.com/.well-known/openid-configuration';
    const { container } = podOf(
      renderManifests([BASE, { security: { oidc: { wellKnownEndpoint } }, thunder: { enabled: false } }]),
    );
    expect(names(withOidc)).not.toContain('OPENCHOREO_AUTH_METADATA_URL');
    expect(variables(container)).toContainEqual({ name: 'OPENCHOREO_AUTH_METADATA_URL', value: wellKnownEndpoint });
    expect(names(withOidc)).toContain('THUNDER_BASE_URL');
    expect(names(container)).not.toContain('THUNDER_BASE_URL');
  });
});

describe("Thunder's token", () => {
  const token: Values = { backstage: { thunder: { token: 'test-token' } } };

  test('is in clear in exact, and in the Secret in corrected', () => {
    const [exact, corrected] = FIDELITIES.map((fidelity) => {
      const { container } = podOf(renderManifests([BASE, token], { fidelity }));
      return variables(container).find(({ name }) => name === 'THUNDER_TOKEN');
    });
    expect(exact).toEqual({ name: 'THUNDER_TOKEN', value: 'test-token' });
    expect(corrected?.valueFrom?.secretKeyRef).toEqual({ name: 'openchoreo-backstage-secrets', key: 'thunder-token' });
  });

  test('is nowhere where Thunder is not installed', () => {
    for (const fidelity of FIDELITIES) {
      const over = { thunder: { enabled: false } };
      expect(changesBy(token, { over, fidelity })).toEqual({});
    }
  });
});

describe('the writable /tmp', () => {
  const READ_ONLY = { containerSecurityContext: { readOnlyRootFilesystem: true } };
  const readOnly = { [`${CONTAINER}.securityContext.readOnlyRootFilesystem`]: true };
  const tmp = (source: object) => ({
    [`${POD}.volumes[1]`]: { name: 'tmp', emptyDir: source },
    [`${CONTAINER}.volumeMounts[1]`]: { name: 'tmp', mountPath: '/tmp' },
  });

  testChanges([
    ['is there where it is set', { backstage: { tmp: {} } }, tmp({})],
    [
      'has the size and medium that are set',
      { backstage: { tmp: { sizeLimit: '1Gi', medium: 'Memory' } } },
      tmp({ sizeLimit: '1Gi', medium: 'Memory' }),
    ],
    [
      'comes by itself with a read-only root filesystem, in corrected',
      { backstage: READ_ONLY },
      readOnly,
      { ...readOnly, ...tmp({}) },
    ],
    [
      'comes by itself, but not where something else is mounted there',
      {
        backstage: {
          ...READ_ONLY,
          extraVolumes: [{ name: 'scratch', emptyDir: {} }],
          extraVolumeMounts: [{ name: 'scratch', mountPath: '/tmp/' }],
        },
      },
      {
        ...readOnly,
        [`${POD}.volumes[1]`]: { name: 'scratch', emptyDir: {} },
        [`${CONTAINER}.volumeMounts[1]`]: { name: 'scratch', mountPath: '/tmp/' },
      },
    ],
    [
      'comes by itself, but not where the database is there',
      { backstage: { ...READ_ONLY, database: { sqlite: { mountPath: '/tmp' } } } },
      {
        ...readOnly,
        [`${CONTAINER}.volumeMounts[0].mountPath`]: '/tmp',
        [`${variable('SQLITE_STORAGE_DIR')}.value`]: '/tmp',
      },
    ],
    ['is set with a read-only root filesystem', { backstage: { ...READ_ONLY, tmp: {} } }, { ...readOnly, ...tmp({}) }],
    [
      'comes behind the volumes of the release, and before own ones',
      {
        backstage: {
          tmp: {},
          extraVolumes: [{ name: 'docs', emptyDir: {} }],
          extraVolumeMounts: [{ name: 'docs', mountPath: '/docs' }],
        },
      },
      {
        ...tmp({}),
        [`${POD}.volumes[2]`]: { name: 'docs', emptyDir: {} },
        [`${CONTAINER}.volumeMounts[2]`]: { name: 'docs', mountPath: '/docs' },
      },
    ],
  ]);
});

describe('what the Deployment refers to', () => {
  const ACCOUNT = 'ServiceAccount openchoreo-backstage';

  test.each<[string, Values, readonly string[]]>([
    [
      'serviceAccount.name',
      { backstage: { serviceAccount: { name: 'portal' } } },
      [ACCOUNT, 'ServiceAccount portal', `${POD}.serviceAccountName`],
    ],
    [
      'serviceAccount.annotations',
      { backstage: { serviceAccount: { annotations: { role: 'reader' } } } },
      [`${ACCOUNT}: metadata.annotations`],
    ],
    [
      'priorityClass.create',
      { backstage: { priorityClass: { create: true } } },
      ['PriorityClass openchoreo-backstage', `${POD}.priorityClassName`],
    ],
  ])('%s', (_, values, paths) => {
    for (const fidelity of FIDELITIES) {
      expect(Object.keys(changesBy(values, { fidelity })).sort()).toEqual([...paths].sort());
    }
  });

  testChanges([
    [
      'a PriorityClass that is not created is not used either',
      { backstage: { priorityClass: { name: 'first', value: 7 } } },
      {},
    ],
  ]);

  test('a PriorityClass has name and value', () => {
    const values: Values = { backstage: { priorityClass: { create: true, name: 'first', value: 7 } } };
    expect(changesBy(values)).toMatchObject({
      'PriorityClass first': { metadata: { name: 'first' }, value: 7 },
      [`${POD}.priorityClassName`]: 'first',
    });
  });
});

describe('in corrected', () => {
  const corrected = (...values: Values[]) => renderManifests([BASE, ...values], { fidelity: 'corrected' });

  const persistence: Values = { backstage: { database: { sqlite: { persistence: { enabled: true } } } } };
  const rollingUpdate = { maxSurge: 0, maxUnavailable: 1 };

  test('SQLite on a claim has a strategy of its own', () => {
    expect(changesBy(persistence)).not.toHaveProperty([`${SPEC}.strategy`]);
    expect(changesBy(persistence, { fidelity: 'corrected' })).toHaveProperty([`${SPEC}.strategy`], {
      type: 'Recreate',
    });
  });

  testChanges(
    [
      [
        'a strategy that is given takes its place',
        { backstage: { strategy: { rollingUpdate } } },
        { [`${SPEC}.strategy`]: { rollingUpdate } },
        { [`${SPEC}.strategy.type`]: GONE, [`${SPEC}.strategy.rollingUpdate`]: rollingUpdate },
      ],
    ],
    persistence,
  );

  test('the autoscaler alone says how many pods there are', () => {
    const autoscaling: Values = { backstage: { autoscaling: { enabled: true } } };
    expect(changesBy(autoscaling, { over: POSTGRESQL })).not.toHaveProperty([`${SPEC}.replicas`]);
    expect(changesBy(autoscaling, { over: POSTGRESQL, fidelity: 'corrected' })).toHaveProperty(
      [`${SPEC}.replicas`],
      GONE,
    );
  });

  test("a spread constraint that counts other pods counts the Deployment's, and one that counts those stays", () => {
    const constraint = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' as const };
    const own = { matchLabels: { 'app.kubernetes.io/component': 'backstage' } };
    const topologySpreadConstraints = [
      { ...constraint, labelSelector: { matchLabels: { app: 'other' } } },
      { ...constraint, labelSelector: own },
      { ...constraint, labelSelector: { ...own, matchExpressions: [{ key: 'a', operator: 'Exists' }] } },
      constraint,
    ];
    const labelSelector = {
      matchLabels: {
        'app.kubernetes.io/component': 'backstage',
        'app.kubernetes.io/name': 'openchoreo-control-plane',
        'app.kubernetes.io/instance': 'openchoreo-control-plane',
      },
    };
    expect(
      podOf(corrected({ backstage: { topologySpreadConstraints } })).pod.topologySpreadConstraints?.map(
        (each) => each.labelSelector,
      ),
    ).toEqual([labelSelector, own, labelSelector, labelSelector]);
    expect(
      podOf(renderManifests([BASE, { backstage: { topologySpreadConstraints } }])).pod.topologySpreadConstraints,
    ).toEqual(topologySpreadConstraints);
  });

  test('the least values differ from exact in no more than the documentation lists', () => {
    expect(Object.keys(changes(renderManifests(BASE), corrected())).sort()).toEqual(
      [
        `${TEMPLATE}.metadata.annotations`,
        ...[0, 1].flatMap((index) =>
          ['name', 'instance'].map(
            (label) =>
              `${POD}.topologySpreadConstraints[${index}].labelSelector.matchLabels["app.kubernetes.io/${label}"]`,
          ),
        ),
      ].sort(),
    );
  });
});

describe('an object that the Deployment refers to', () => {
  testPlaces([
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
  ]);
});
