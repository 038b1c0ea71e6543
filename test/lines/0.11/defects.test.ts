import { Release } from '../../../lib/backstage/release';
import type { DefectId } from '../../../lib/lines/0.11/defect-id';
import { defects } from '../../../lib/lines/0.11/defects';
import type { Values } from '../../../lib/lines/0.11/schema';
import { mergeValues } from '../../../lib/values/merge';
import { untyped } from '../../values/support';
import { FLAWLESS, SPOILT, spreadBy } from './defect-values';
import { POSTGRESQL } from './rules/support';
import { subjectOf } from './support';

type Backstage = NonNullable<Values['backstage']>;

/** What a defect spoils of values. */
function spoilt(id: DefectId, values: Values, release?: Release) {
  const subject = subjectOf(values, release);
  return defects.filter((defect) => defect.id === id).flatMap((defect) => [...defect.find(subject)]);
}

/** Paths of what a defect spoils of Backstage's values. */
const paths = (id: DefectId, backstage: Backstage, others: Values = {}) =>
  spoilt(id, { ...others, backstage }).map(({ path }) => path);

test('the defects are told in sentences, each by an id of its own', () => {
  const ids = defects.map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(Object.keys(SPOILT));
  expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
  expect(defects.map(({ why }) => why).filter((why) => !/^[A-Z].*\.$/.test(why))).toEqual([]);
  expect(
    defects
      .flatMap(({ object, chart, corrected, effect }) => [object, chart, corrected, effect])
      .filter((text) => !text),
  ).toEqual([]);
});

test('no defect spoils a portal that runs into none', () => {
  expect(defects.flatMap(({ id }) => spoilt(id, FLAWLESS).map((found) => [id, found]))).toEqual([]);
});

const NAME = 'the chart looks for app.kubernetes.io/name: openchoreo, they carry openchoreo-control-plane';

test.each<[DefectId, string | undefined, string]>([
  [
    'budget-selector',
    'backstage.podDisruptionBudget.enabled',
    `its selector matches none of Backstage's pods: ${NAME}`,
  ],
  ['budget-bounds', 'backstage.podDisruptionBudget.minAvailable', 'is 0, which the chart takes as unset'],
  ['network-policy', 'backstage.networkPolicy.enabled', `its selector matches none of Backstage's pods: ${NAME}`],
  [
    'spread-selector',
    'backstage.topologySpreadConstraints[0].labelSelector',
    "matches none of Backstage's pods: they carry app.kubernetes.io/name: openchoreo-control-plane, got openchoreo",
  ],
  [
    'replicas-under-autoscaler',
    'backstage.autoscaling.enabled',
    'leaves replicas in the Deployment: each apply sets the number of pods back to 1',
  ],
  [
    'claim-update-strategy',
    'backstage.database.sqlite.persistence.enabled',
    'a rolling update starts a second pod on the claim, whose SQLite file one process may open',
  ],
  ['pull-secrets', 'global.imagePullSecrets', 'has no effect: the chart does not give them to the pods'],
  [
    'writable-tmp',
    'backstage.containerSecurityContext.readOnlyRootFilesystem',
    'leaves Backstage no folder for temporary files',
  ],
  ['api-url', 'openchoreoApi.name', 'is not in OPENCHOREO_API_URL: the portal calls openchoreo-api'],
  ['base-url-slash', 'backstage.baseUrl', 'ends with a slash, which is twice in URLs below it'],
  ['plain-token', 'backstage.thunder.token', 'is plain text in the pod template'],
  ['stale-config', undefined, 'pods keep the old Secret until someone restarts them'],
])('%s spoils its least values', (id, path, message) => {
  expect(spoilt(id, mergeValues([FLAWLESS, SPOILT[id]]))).toEqual([{ path, message }]);
});

describe.each([
  ['budget-selector', 'podDisruptionBudget'],
  ['network-policy', 'networkPolicy'],
] as const)('%s', (id, section) => {
  const enabled: Backstage = { [section]: { enabled: true } };

  test('names what the release derives', () => {
    expect(spoilt(id, { backstage: enabled }, new Release({ fullnameOverride: 'acme', nameOverride: 'cp' }))).toEqual([
      {
        path: `backstage.${section}.enabled`,
        message:
          "its selector matches none of Backstage's pods: the chart looks for app.kubernetes.io/name: acme, they carry cp",
      },
    ]);
  });

  test.each([
    ['fullname and name', new Release({ fullnameOverride: 'portal', nameOverride: 'portal' })],
    ['fullname and chart', new Release({ fullnameOverride: 'openchoreo-control-plane' })],
    ['release and chart', new Release({ fullnameOverride: '' })],
  ])('spoils nothing where %s are the same', (_, release) => {
    expect(spoilt(id, { backstage: enabled }, release)).toEqual([]);
  });

  test.each([false, null])('spoils nothing where it is enabled by %j', (off) => {
    expect(paths(id, { [section]: { enabled: off } })).toEqual([]);
  });
});

describe('budget-bounds', () => {
  const bounds = (bound: Backstage['podDisruptionBudget']) =>
    paths('budget-bounds', { podDisruptionBudget: { enabled: true, ...bound } });

  test.each([0, '0'])('spoils a bound of %j', (bound) => {
    expect(bounds({ minAvailable: bound })).toEqual(['backstage.podDisruptionBudget.minAvailable']);
    expect(bounds({ maxUnavailable: bound })).toEqual(['backstage.podDisruptionBudget.maxUnavailable']);
  });

  test.each([1, '1', '0%', '50%', null])('spoils no bound of %j', (bound) => {
    expect(bounds({ minAvailable: bound })).toEqual([]);
    expect(bounds({ minAvailable: null, maxUnavailable: bound })).toEqual([]);
  });

  test('spoils nothing without a budget', () => {
    expect(bounds({ enabled: false, minAvailable: 0 })).toEqual([]);
  });
});

describe('network-policy', () => {
  const peers = (given: object) =>
    paths('network-policy', untyped({ backstage: { networkPolicy: { peers: given } } }).backstage ?? {});

  test('spoils peers, of which the policy of the chart is not made', () => {
    expect(peers({ dns: [{ podSelector: {} }] })).toEqual(['backstage.networkPolicy.peers']);
  });

  test.each([{}, { dns: null, clients: [] }])('spoils no peers of %j', (given) => {
    expect(peers(given)).toEqual([]);
  });
});

describe('spread-selector', () => {
  const unmatched = (carried: string, got: string, index = 0) => ({
    path: `backstage.topologySpreadConstraints[${index}].labelSelector`,
    message: `matches none of Backstage's pods: they carry ${carried}, got ${got}`,
  });

  test('spoils a constraint for a label that the pods do not carry', () => {
    expect(spoilt('spread-selector', { backstage: spreadBy({ team: 'portal' }) })).toEqual([
      unmatched('team: (none)', 'portal'),
    ]);
  });

  test('spoils a constraint for a common label, which objects carry and pods do not', () => {
    const release = new Release({ commonLabels: { team: 'portal' } });
    expect(spoilt('spread-selector', { backstage: spreadBy({ team: 'portal' }) }, release)).toEqual([
      unmatched('team: (none)', 'portal'),
    ]);
  });

  test('spoils each of the default constraints', () => {
    const carried = 'app.kubernetes.io/name: openchoreo-control-plane';
    expect(spoilt('spread-selector', {})).toEqual([
      unmatched(carried, 'openchoreo'),
      unmatched(carried, 'openchoreo', 1),
    ]);
  });

  test('spoils no default constraint where the pods have its name', () => {
    expect(spoilt('spread-selector', {}, new Release({ nameOverride: 'openchoreo' }))).toEqual([]);
  });

  test('spoils no constraint that matches the pods of this release', () => {
    const labels = {
      'app.kubernetes.io/component': 'backstage',
      'app.kubernetes.io/name': 'portal',
      'app.kubernetes.io/instance': 'acme',
    };
    const release = new Release({ name: 'acme', nameOverride: 'portal' });
    expect(spoilt('spread-selector', { backstage: spreadBy(labels) }, release)).toEqual([]);
  });

  test.each([
    { labelSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } },
    { labelSelector: {} },
    { labelSelector: { matchLabels: {} } },
    { labelSelector: { matchLabels: null } },
    { labelSelector: null },
    { minDomains: 2 },
  ])('spoils no constraint with %j, which has no labels to compare', (member) => {
    const constraint = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', ...member };
    expect(spoilt('spread-selector', untyped({ backstage: { topologySpreadConstraints: [constraint] } }))).toEqual([]);
  });

  test.each([null, []])('spoils nothing of %j for constraints', (topologySpreadConstraints) => {
    expect(paths('spread-selector', { topologySpreadConstraints })).toEqual([]);
  });
});

test.each<[DefectId, string, Values]>([
  [
    'replicas-under-autoscaler',
    'replicas that are null',
    { backstage: { autoscaling: { enabled: true }, replicas: null } },
  ],
  ['replicas-under-autoscaler', 'replicas without an autoscaler', { backstage: { replicas: 2 } }],
  [
    'claim-update-strategy',
    'a strategy beside the claim',
    { backstage: { strategy: { type: 'RollingUpdate' }, database: { sqlite: { persistence: { enabled: true } } } } },
  ],
  ['claim-update-strategy', 'SQLite without a claim', {}],
  [
    'claim-update-strategy',
    'PostgreSQL',
    { backstage: { database: { ...POSTGRESQL, sqlite: { persistence: { enabled: true } } } } },
  ],
  ['pull-secrets', 'no logins', { global: { imagePullSecrets: [] } }],
  ['pull-secrets', 'logins that are null', { global: { imagePullSecrets: null } }],
  ['pull-secrets', "Backstage's own logins", { backstage: { imagePullSecrets: [{ name: 'registry' }] } }],
  ['api-url', "the API's default name", { openchoreoApi: { name: 'openchoreo-api' } }],
  ['api-url', "the API's name that is null", { openchoreoApi: { name: null } }],
  [
    'api-url',
    "a name of the API beside the API's URL",
    { openchoreoApi: { name: 'core' }, backstage: { openchoreoApi: { url: 'http://core:8080/api/v1' } } },
  ],
  ['base-url-slash', 'a URL without a slash', { backstage: { baseUrl: 'https://console.example.com/a' } }],
  [
    'base-url-slash',
    'a URL with a slash that another one takes the place of',
    { backstage: { baseUrl: 'http://localhost', appConfig: { app: { baseUrl: 'http://localhost/' } } } },
  ],
  ['plain-token', 'no token', { backstage: { thunder: { token: '' } } }],
  ['plain-token', 'a token without Thunder', { backstage: { thunder: { token: 'x' } }, thunder: { enabled: false } }],
  [
    'plain-token',
    "a token as a Secret's key",
    { backstage: { secretName: 'mine', secretKeys: { thunderToken: 'token' } } },
  ],
  ['stale-config', 'a Secret that is in the cluster', { backstage: { secretName: 'mine' } }],
  ['stale-config', 'a secret store', { backstage: { externalSecret: { secretStoreRef: { name: 'vault' } } } }],
])('%s does not spoil %s', (id, _, values) => {
  expect(spoilt(id, values)).toEqual([]);
});

test('api-url follows the release, which names the API too', () => {
  const release = new Release({ fullnameOverride: 'portal' });
  expect(spoilt('api-url', { openchoreoApi: { name: 'portal-api' } }, release)).toEqual([]);
  expect(spoilt('api-url', {}, release)).toHaveLength(1);
});

test('base-url-slash spoils the URL of the configuration where no other is given', () => {
  const baseUrl = 'http://localhost/';
  expect(paths('base-url-slash', { appConfig: { app: { baseUrl }, backend: { baseUrl } } })).toEqual([
    'backstage.appConfig.app.baseUrl',
  ]);
  expect(paths('base-url-slash', { appConfig: { backend: { baseUrl } } })).toEqual([
    'backstage.appConfig.backend.baseUrl',
  ]);
});

test('claim-update-strategy spoils a claim beside an empty strategy', () => {
  const database = { sqlite: { persistence: { enabled: true } } };
  expect(paths('claim-update-strategy', { strategy: {}, database })).toHaveLength(1);
});

describe('writable-tmp', () => {
  const readOnly = (backstage: object) =>
    spoilt(
      'writable-tmp',
      untyped({ backstage: { containerSecurityContext: { readOnlyRootFilesystem: true }, ...backstage } }),
    );

  /** A volume that is mounted there. */
  const mountedAt = (...folders: string[]): Backstage => ({
    extraVolumes: [{ name: 'scratch', emptyDir: {} }],
    extraVolumeMounts: folders.map((mountPath) => ({ name: 'scratch', mountPath })),
  });

  test.each<[string, Backstage]>([
    ['of any size', { tmp: {} }],
    ['of some size', { tmp: { sizeLimit: '1Gi' } }],
    ['that is mounted', mountedAt('/tmp')],
    ['that is mounted with a slash at its end', mountedAt('/tmp/')],
    ['that is mounted among others', mountedAt('/var/cache', '/tmp')],
  ])('spoils nothing beside a /tmp %s', (_, backstage) => {
    expect(readOnly(backstage)).toEqual([]);
  });

  test.each<[string, object]>([
    ['at another place', mountedAt('/var/tmp')],
    ['below it', mountedAt('/tmp/techdocs')],
    ['at a folder whose name begins like it', mountedAt('/tmpfs')],
    ['nowhere', { extraVolumeMounts: [] }],
    ['by null', { extraVolumeMounts: null, tmp: null }],
    ['at no path, which a newer Kubernetes might know', { extraVolumeMounts: [{ name: 'scratch' }] }],
  ])('spoils a read-only root filesystem beside a volume that is mounted %s', (_, backstage) => {
    expect(readOnly(backstage)).toHaveLength(1);
  });

  test.each([{}, { readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: null }, null])(
    'spoils nothing of the security context %j',
    (containerSecurityContext) => {
      expect(paths('writable-tmp', { containerSecurityContext })).toEqual([]);
    },
  );
});
