import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import { type Manifest, renderManifests, type Values } from '../../../../lib';
import { BASE, changes, changesBy, find, POSTGRESQL, type PodManifest, REMOVED, testChanges } from './support';

const DEPLOYMENT = 'Deployment openchoreo-ui';
const SPEC = `${DEPLOYMENT}: spec`;
const TEMPLATE = `${SPEC}.template`;
const POD = `${TEMPLATE}.spec`;
const CONTAINER = `${POD}.containers[0]`;

function podOf(manifests: readonly Manifest[]) {
  const pod = (find(manifests, DEPLOYMENT) as PodManifest | undefined)?.spec.template.spec;
  const [container] = pod?.containers ?? [];
  if (!pod || !container) {
    throw new Error('the output must contain a pod');
  }
  return { pod, container };
}

const variables = ({ env = [] }: Container): EnvVar[] => env;
const names = (container: Container): string[] => variables(container).map(({ name }) => name);

/** Returns the path of a variable that is rendered by default. */
function variable(name: string, over: Values = BASE): string {
  const { container } = podOf(renderManifests([BASE, over]));
  return `${CONTAINER}.env[${names(container).indexOf(name)}]`;
}

describe('the writable /tmp', () => {
  const READ_ONLY = { containerSecurityContext: { readOnlyRootFilesystem: true } };
  const readOnly = { [`${CONTAINER}.securityContext.readOnlyRootFilesystem`]: true };
  const tmp = (source: object) => ({
    [`${POD}.volumes[1]`]: { name: 'tmp', emptyDir: source },
    [`${CONTAINER}.volumeMounts[1]`]: { name: 'tmp', mountPath: '/tmp' },
  });

  testChanges([
    ['is rendered if it is set', { backstage: { tmp: {} } }, tmp({})],
    [
      'has the size and medium of the values',
      { backstage: { tmp: { sizeLimit: '1Gi', medium: 'Memory' } } },
      tmp({ sizeLimit: '1Gi', medium: 'Memory' }),
    ],
    [
      'is added for a read-only root filesystem in corrected',
      { backstage: READ_ONLY },
      readOnly,
      { ...readOnly, ...tmp({}) },
    ],
    [
      'is not added if something else is mounted there',
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
      'is not added if the database is mounted there',
      { backstage: { ...READ_ONLY, database: { sqlite: { mountPath: '/tmp' } } } },
      {
        ...readOnly,
        [`${CONTAINER}.volumeMounts[0].mountPath`]: '/tmp',
        [`${variable('SQLITE_STORAGE_DIR')}.value`]: '/tmp',
      },
    ],
    [
      'can be set with a read-only root filesystem',
      { backstage: { ...READ_ONLY, tmp: {} } },
      { ...readOnly, ...tmp({}) },
    ],
    [
      'comes after the volumes of the release, and before custom ones',
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

describe('in corrected', () => {
  const corrected = (...values: Values[]) => renderManifests([BASE, ...values], { fidelity: 'corrected' });

  const persistence: Values = { backstage: { database: { sqlite: { persistence: { enabled: true } } } } };
  const rollingUpdate = { maxSurge: 0, maxUnavailable: 1 };

  test('SQLite on a claim stops the old pod first', () => {
    expect(changesBy(persistence)).not.toHaveProperty([`${SPEC}.strategy`]);
    const { maxSurge, maxUnavailable } = rollingUpdate;
    expect(changesBy(persistence, { fidelity: 'corrected' })).toMatchObject({
      [`${SPEC}.strategy.rollingUpdate.maxSurge`]: maxSurge,
      [`${SPEC}.strategy.rollingUpdate.maxUnavailable`]: maxUnavailable,
    });
  });

  testChanges(
    [
      [
        'a strategy in the values replaces it',
        { backstage: { strategy: { type: 'Recreate' } } },
        { [`${SPEC}.strategy`]: { type: 'Recreate' } },
        { [`${SPEC}.strategy.type`]: 'Recreate', [`${SPEC}.strategy.rollingUpdate`]: REMOVED },
      ],
    ],
    persistence,
  );

  test('only the autoscaler sets the number of pods', () => {
    const autoscaling: Values = { backstage: { autoscaling: { enabled: true } } };
    expect(changesBy(autoscaling, { over: POSTGRESQL })).not.toHaveProperty([`${SPEC}.replicas`]);
    expect(changesBy(autoscaling, { over: POSTGRESQL, fidelity: 'corrected' })).toHaveProperty(
      [`${SPEC}.replicas`],
      REMOVED,
    );
  });

  test("a spread constraint that counts other pods is corrected; one that counts the Deployment's pods stays", () => {
    const constraint = (topologyKey: string) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway' as const,
    });
    const own = { matchLabels: { 'app.kubernetes.io/component': 'backstage' } };
    const topologySpreadConstraints = [
      { ...constraint('zone'), labelSelector: { matchLabels: { app: 'other' } } },
      { ...constraint('region'), labelSelector: own },
      { ...constraint('host'), labelSelector: { ...own, matchExpressions: [{ key: 'a', operator: 'Exists' }] } },
      constraint('rack'),
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

  test('minimal values differ from exact only as documented', () => {
    expect(Object.keys(changes(renderManifests(BASE), corrected())).sort()).toEqual(
      [
        `${TEMPLATE}.metadata.annotations`,
        `${POD}.containers[0].env[17]`,
        `${POD}.containers[0].livenessProbe.httpGet.path`,
        `${POD}.containers[0].resources.limits.cpu`,
        ...['api', 'backstage'].flatMap((name) =>
          [
            'parentRefs[0].group',
            'parentRefs[0].kind',
            ...['group', 'kind', 'weight'].map((field) => `rules[0].backendRefs[0].${field}`),
          ].map((path) => `HTTPRoute openchoreo-${name}: spec.${path}`),
        ),
        `${POD}.containers[0].readinessProbe.httpGet.path`,
        `${POD}.containers[0].securityContext.appArmorProfile`,
        `${POD}.containers[0].startupProbe`,
        `${SPEC}.strategy`,
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
