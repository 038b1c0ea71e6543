import { FIDELITIES, parseValues, type Values } from '../../../../lib';
import { type ChangesCase, changesBy, REMOVED, testChanges, testPlaces } from './support';

const DEPLOYMENT = 'Deployment openchoreo-ui';
const SPEC = `${DEPLOYMENT}: spec`;
const TEMPLATE = `${SPEC}.template`;
const POD = `${TEMPLATE}.spec`;
const CONTAINER = `${POD}.containers[0]`;

type Backstage = NonNullable<Values['backstage']>;

/** Returns a case for a value that is rendered unchanged in the Deployment. */
function asGiven<Key extends keyof Backstage>(key: Key, value: Backstage[Key], path: string): ChangesCase {
  return [key, { backstage: { [key]: value } }, { [path]: value }];
}

const SIDECAR = { name: 'proxy', image: 'proxy:1', ports: [{ containerPort: 9000, name: 'proxy' }] };
const SHELL = { exec: { command: ['/bin/sh', '-c', 'sleep 5'] } };

describe('an option of the pods changes only its own member', () => {
  testChanges([
    ['replicas', { backstage: { replicas: null } }, { [`${SPEC}.replicas`]: REMOVED }],
    asGiven('annotations', { owner: 'team-a' }, `${DEPLOYMENT}: metadata.annotations`),
    [
      'strategy',
      { backstage: { strategy: { type: 'Recreate' } } },
      { [`${SPEC}.strategy`]: { type: 'Recreate' } },
      { [`${SPEC}.strategy.type`]: 'Recreate', [`${SPEC}.strategy.rollingUpdate`]: REMOVED },
    ],
    [
      'strategy, with its type',
      { backstage: { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } },
      { [`${SPEC}.strategy`]: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
      {
        [`${SPEC}.strategy.rollingUpdate.maxSurge`]: 1,
        [`${SPEC}.strategy.rollingUpdate.maxUnavailable`]: 0,
      },
    ],
    asGiven('revisionHistoryLimit', 3, `${SPEC}.revisionHistoryLimit`),
    asGiven('revisionHistoryLimit', 0, `${SPEC}.revisionHistoryLimit`),
    [
      'podAnnotations, together with the hash of the Secret in corrected',
      { backstage: { podAnnotations: { 'example.com/scrape': 'yes' } } },
      { [`${TEMPLATE}.metadata.annotations`]: { 'example.com/scrape': 'yes' } },
      { [`${TEMPLATE}.metadata.annotations["example.com/scrape"]`]: 'yes' },
    ],
    ['podLabels', { backstage: { podLabels: { team: 'a' } } }, { [`${TEMPLATE}.metadata.labels.team`]: 'a' }],
    asGiven('command', ['node', 'packages/backend', '--inspect'], `${CONTAINER}.command`),
    asGiven('envFrom', [{ secretRef: { name: 'more' } }, { configMapRef: { name: 'other' } }], `${CONTAINER}.envFrom`),
    [
      'startupProbe, which replaces the default of corrected',
      { backstage: { startupProbe: { httpGet: { path: '/healthcheck', port: 'http' } } } },
      { [`${CONTAINER}.startupProbe`]: { httpGet: { path: '/healthcheck', port: 'http' } } },
      {
        [`${CONTAINER}.startupProbe.httpGet.path`]: '/healthcheck',
        [`${CONTAINER}.startupProbe.failureThreshold`]: REMOVED,
        [`${CONTAINER}.startupProbe.periodSeconds`]: REMOVED,
      },
    ],
    ['no startupProbe', { backstage: { startupProbe: null } }, {}, { [`${CONTAINER}.startupProbe`]: REMOVED }],
    asGiven('lifecycle', { preStop: SHELL }, `${CONTAINER}.lifecycle`),
    [
      'resources, merged with the defaults',
      { backstage: { resources: { limits: { cpu: '3' }, requests: { 'ephemeral-storage': '1Gi' } } } },
      { [`${CONTAINER}.resources.limits.cpu`]: '3', [`${CONTAINER}.resources.requests.ephemeral-storage`]: '1Gi' },
    ],
    ['no resources', { backstage: { resources: null } }, { [`${CONTAINER}.resources`]: REMOVED }],
    [
      'containerSecurityContext, merged with the defaults',
      { backstage: { containerSecurityContext: { runAsUser: 7, appArmorProfile: null } } },
      {
        [`${CONTAINER}.securityContext.runAsUser`]: 7,
        [`${CONTAINER}.securityContext.appArmorProfile`]: REMOVED,
      },
      { [`${CONTAINER}.securityContext.runAsUser`]: 7 },
    ],
    [
      'no containerSecurityContext',
      { backstage: { containerSecurityContext: null } },
      { [`${CONTAINER}.securityContext`]: REMOVED },
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
      'extraVolumeMounts, for a volume of the database',
      { backstage: { extraVolumeMounts: [{ name: 'backstage-db', mountPath: '/data', readOnly: true }] } },
      { [`${CONTAINER}.volumeMounts[1]`]: { name: 'backstage-db', mountPath: '/data', readOnly: true } },
    ],
    asGiven('nodeSelector', { disk: 'ssd' }, `${POD}.nodeSelector`),
    asGiven('tolerations', [{ key: 'dedicated', operator: 'Exists' }], `${POD}.tolerations`),
    asGiven('affinity', { podAffinity: {} }, `${POD}.affinity`),
    [
      'no topologySpreadConstraints',
      { backstage: { topologySpreadConstraints: [] } },
      { [`${POD}.topologySpreadConstraints`]: REMOVED },
    ],
    [
      'podSecurityContext, merged with the defaults',
      { backstage: { podSecurityContext: { runAsUser: 7, fsGroup: null } } },
      { [`${POD}.securityContext.runAsUser`]: 7, [`${POD}.securityContext.fsGroup`]: REMOVED },
    ],
    ['no podSecurityContext', { backstage: { podSecurityContext: null } }, { [`${POD}.securityContext`]: REMOVED }],
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

describe('probes of the container', () => {
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
      { [`${CONTAINER}.readinessProbe.httpGet.path`]: '/ready', [`${CONTAINER}.startupProbe.httpGet.path`]: '/ready' },
    ],
    [
      'livenessProbe, with another handler',
      { backstage: { livenessProbe: { httpGet: null, tcpSocket: { port: 'http' } } } },
      {
        [`${CONTAINER}.livenessProbe.httpGet`]: REMOVED,
        [`${CONTAINER}.livenessProbe.tcpSocket`]: { port: 'http' },
      },
    ],
    [
      'livenessProbe, without any member of the default',
      { backstage: { livenessProbe: { httpGet: null, initialDelaySeconds: null, periodSeconds: null } } },
      { [`${CONTAINER}.livenessProbe`]: REMOVED },
      { [`${CONTAINER}.livenessProbe`]: REMOVED, [`${CONTAINER}.startupProbe`]: REMOVED },
    ],
    [
      'readinessProbe, partly set in a values file',
      parseValues(Buffer.from('backstage: {readinessProbe: {httpGet: {path: /ready}}}'), 'values.yaml'),
      { [`${CONTAINER}.readinessProbe.httpGet.path`]: '/ready' },
      { [`${CONTAINER}.readinessProbe.httpGet.path`]: '/ready', [`${CONTAINER}.startupProbe.httpGet.path`]: '/ready' },
    ],
    [
      'no livenessProbe, and no startupProbe that protects it',
      { backstage: { livenessProbe: null } },
      { [`${CONTAINER}.livenessProbe`]: REMOVED },
      { [`${CONTAINER}.livenessProbe`]: REMOVED, [`${CONTAINER}.startupProbe`]: REMOVED },
    ],
    [
      'no readinessProbe',
      { backstage: { readinessProbe: null } },
      { [`${CONTAINER}.readinessProbe`]: REMOVED },
      {
        [`${CONTAINER}.readinessProbe`]: REMOVED,
        [`${CONTAINER}.startupProbe.httpGet.path`]: '/.backstage/health/v1/liveness',
      },
    ],
    ['an empty livenessProbe, which uses the default', { backstage: { livenessProbe: {} } }, {}],
  ]);
});

describe('arguments', () => {
  const IMAGE = ['node', 'packages/backend', '--config', 'app-config.yaml'];

  testChanges([
    [
      'extraArgs, after the command of the image',
      { backstage: { extraArgs: ['--inspect'] } },
      { [`${CONTAINER}.args`]: [...IMAGE, '--inspect'] },
    ],
    [
      'extraArgs with a configuration, after the configuration of the image',
      { backstage: { extraArgs: ['--config', 'mine.yaml'] } },
      { [`${CONTAINER}.args`]: [...IMAGE, '--config', 'mine.yaml'] },
    ],
    [
      'only extraArgs after a command',
      { backstage: { command: ['tini', 'node', 'packages/backend'], extraArgs: ['--inspect'] } },
      {
        [`${CONTAINER}.command`]: ['tini', 'node', 'packages/backend'],
        [`${CONTAINER}.args`]: ['--inspect'],
      },
    ],
    [
      'extraArgs with a configuration after a command without one, and after the configuration of the image',
      { backstage: { command: ['node', 'packages/backend'], extraArgs: ['--config=mine.yaml'] } },
      {
        [`${CONTAINER}.command`]: ['node', 'packages/backend'],
        [`${CONTAINER}.args`]: ['--config', 'app-config.yaml', '--config=mine.yaml'],
      },
    ],
    [
      'extraArgs with a configuration after a command with one',
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

describe('objects that the Deployment refers to', () => {
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
      'a PriorityClass that is not rendered is used only in corrected',
      { backstage: { priorityClass: { name: 'first', value: 7 } } },
      {},
      { [`${POD}.priorityClassName`]: 'first' },
    ],
  ]);

  test('a PriorityClass has the name and value of the values', () => {
    const values: Values = { backstage: { priorityClass: { create: true, name: 'first', value: 7 } } };
    expect(changesBy(values)).toMatchObject({
      'PriorityClass first': { metadata: { name: 'first' }, value: 7 },
      [`${POD}.priorityClassName`]: 'first',
    });
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
