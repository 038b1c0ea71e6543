import { type RenderOptions, renderManifests, type Values, ValuesError } from '../../../../lib';
import { BASE, changesBy, REMOVED, testChanges } from './support';

const DEPLOYMENT = { kind: 'Deployment', name: 'openchoreo-ui' };
const SPEC = 'Deployment openchoreo-ui: spec';
const CONTAINER = '/spec/template/spec/containers/0';

type Patches = NonNullable<NonNullable<Values['backstage']>['patches']>;
type Operation = Patches[number]['patch'][number];

const patches = (...given: Patches): Values => ({ backstage: { patches: given } });
const patch = (...operations: Operation[]) => patches({ target: DEPLOYMENT, patch: operations });

describe('a patch changes only the members that it names', () => {
  testChanges([
    ['no patches', patches(), {}],
    ['a patch without operations', patch(), {}],
    ['add', patch({ op: 'add', path: '/spec/minReadySeconds', value: 5 }), { [`${SPEC}.minReadySeconds`]: 5 }],
    [
      'add to the end of a list',
      patch({ op: 'add', path: `${CONTAINER}/ports/-`, value: { containerPort: 9464, name: 'metrics' } }),
      { [`${SPEC}.template.spec.containers[0].ports[1]`]: { containerPort: 9464, name: 'metrics' } },
    ],
    ['replace', patch({ op: 'replace', path: '/spec/replicas', value: 0 }), { [`${SPEC}.replicas`]: 0 }],
    [
      'remove',
      patch({ op: 'remove', path: '/spec/template/spec/topologySpreadConstraints' }),
      { [`${SPEC}.template.spec.topologySpreadConstraints`]: REMOVED },
    ],
    [
      'copy',
      patch({ op: 'copy', from: '/metadata/name', path: '/spec/template/metadata/labels/app' }),
      { [`${SPEC}.template.metadata.labels.app`]: 'openchoreo-ui' },
    ],
    [
      'move',
      patch({ op: 'move', from: `${CONTAINER}/livenessProbe`, path: `${CONTAINER}/startupProbe` }),
      {
        [`${SPEC}.template.spec.containers[0].livenessProbe`]: REMOVED,
        [`${SPEC}.template.spec.containers[0].startupProbe`]: {
          httpGet: { path: '/healthcheck', port: 'http' },
          initialDelaySeconds: 30,
          periodSeconds: 10,
        },
      },
      {
        [`${SPEC}.template.spec.containers[0].livenessProbe`]: REMOVED,
        [`${SPEC}.template.spec.containers[0].startupProbe.httpGet.path`]: '/.backstage/health/v1/liveness',
        [`${SPEC}.template.spec.containers[0].startupProbe.initialDelaySeconds`]: 30,
        [`${SPEC}.template.spec.containers[0].startupProbe.failureThreshold`]: REMOVED,
      },
    ],
    ['test', patch({ op: 'test', path: '/spec/replicas', value: 1 }), {}],
    [
      'a path with escaped characters',
      patch({ op: 'add', path: '/metadata/labels/example.com~1team', value: 'x' }),
      { 'Deployment openchoreo-ui: metadata.labels["example.com/team"]': 'x' },
    ],
    [
      'operations in order, each on the result of the previous one',
      patch(
        { op: 'add', path: '/metadata/annotations', value: {} },
        { op: 'add', path: '/metadata/annotations/owner', value: 'team-a' },
        { op: 'test', path: '/metadata/annotations/owner', value: 'team-a' },
      ),
      { 'Deployment openchoreo-ui: metadata.annotations': { owner: 'team-a' } },
    ],
    [
      'several patches of one object and of several objects, in order',
      patches(
        { target: DEPLOYMENT, patch: [{ op: 'add', path: '/spec/minReadySeconds', value: 5 }] },
        {
          target: { kind: 'Service', name: 'openchoreo-ui' },
          patch: [{ op: 'add', path: '/spec/sessionAffinity', value: 'ClientIP' }],
        },
        { target: DEPLOYMENT, patch: [{ op: 'replace', path: '/spec/minReadySeconds', value: 9 }] },
      ),
      { [`${SPEC}.minReadySeconds`]: 9, 'Service openchoreo-ui: spec.sessionAffinity': 'ClientIP' },
    ],
  ]);

  test('an object that another value renders can be patched, and a later layer replaces the list', () => {
    const monitor: Values = { backstage: { metrics: { serviceMonitor: { enabled: true } } } };
    const target = { kind: 'ServiceMonitor', name: 'openchoreo-ui' };
    const jobLabel = patches({ target, patch: [{ op: 'add', path: '/spec/jobLabel', value: 'app' }] });
    expect(changesBy(jobLabel, { over: monitor })).toEqual({ 'ServiceMonitor openchoreo-ui: spec.jobLabel': 'app' });
    expect(renderManifests([BASE, jobLabel, patches()])).toEqual(renderManifests(BASE));
  });

  test("the API's route can be patched if Backstage is disabled", () => {
    const target = { kind: 'HTTPRoute', name: 'openchoreo-api' };
    const values = patches({ target, patch: [{ op: 'add', path: '/metadata/annotations', value: { a: 'b' } }] });
    const [route] = renderManifests([values, { backstage: { enabled: false } }]);
    expect(route?.metadata.annotations).toEqual({ a: 'b' });
  });
});

describe('a patch that does not fit is refused', () => {
  /** Returns the findings with which the patches are refused. */
  function refusal(values: Values, fidelity: RenderOptions<'0.11.0'>['fidelity'] = 'exact') {
    try {
      renderManifests([BASE, values], { fidelity });
    } catch (error) {
      if (error instanceof ValuesError) {
        return error;
      }
      throw error;
    }
    throw new Error('the values must be refused');
  }

  test.each<[string, Values, string, RegExp]>([
    [
      'an object that is not rendered',
      patches({ target: { kind: 'Ingress', name: 'openchoreo-ui' }, patch: [] }),
      'backstage.patches[0].target',
      /must be a rendered object, got Ingress openchoreo-ui/,
    ],
    [
      'a missing member',
      patch({ op: 'test', path: '/spec/replicas', value: 1 }, { op: 'remove', path: '/spec/paused' }),
      'backstage.patches[0].patch[1].path',
      /must point to an existing value, got \/spec\/paused/,
    ],
    [
      'a member of a missing map',
      patch({ op: 'add', path: '/metadata/annotations/owner', value: 'team-a' }),
      'backstage.patches[0].patch[0].path',
      /must point into an existing map or list/,
    ],
    [
      'a missing entry of a list',
      patch({ op: 'add', path: `${CONTAINER}/ports/7`, value: {} }),
      'backstage.patches[0].patch[0].path',
      /must point into an existing map or list/,
    ],
    [
      'a missing source',
      patch({ op: 'copy', from: '/metadata/annotations', path: '/spec/template/metadata/annotations' }),
      'backstage.patches[0].patch[0].from',
      /must point to an existing value, got \/metadata\/annotations/,
    ],
    [
      'a value that differs from the tested one',
      patch({ op: 'test', path: '/spec/replicas', value: 7 }),
      'backstage.patches[0].patch[0].path',
      /must point to the value that the test expects, but \/spec\/replicas has another value/,
    ],
    [
      'an invalid pointer',
      patch({ op: 'remove', path: 'spec.replicas' }),
      'backstage.patches[0].patch[0].path',
      /must be a JSON pointer/,
    ],
    [
      'an operation without its value',
      patch({ op: 'add', path: '/spec/paused' }),
      'backstage.patches[0].patch[0].value',
      /is required for the operation add/,
    ],
    [
      'an operation without its source',
      patch({ op: 'move', path: '/spec/paused' }),
      'backstage.patches[0].patch[0].from',
      /must be a JSON pointer/,
    ],
  ])('%s', (_, values, path, message) => {
    for (const fidelity of ['exact', 'corrected'] as const) {
      expect(refusal(values, fidelity).findings).toEqual([
        { rule: 'schema', severity: 'error', path, message: expect.stringMatching(message), fix: expect.anything() },
      ]);
    }
  });

  test.each<[string, Operation]>([
    ['the name', { op: 'replace', path: '/metadata/name', value: 'other' }],
    ['the kind', { op: 'replace', path: '/kind', value: 'StatefulSet' }],
    ['all metadata', { op: 'replace', path: '/metadata', value: { name: 'other' } }],
    ['the name, by removing it', { op: 'move', from: '/metadata/name', path: '/metadata/labels/name' }],
    ['all metadata, by removing it', { op: 'remove', path: '/metadata' }],
  ])('a patch that changes %s, which other objects refer to', (_, operation) => {
    expect(refusal(patch(operation)).findings.map(({ path }) => path)).toEqual(['backstage.patches[0].patch[0].path']);
  });

  test('all patches are refused at once, and no message shows a value', () => {
    const value = 'test-hidden';
    const error = refusal(
      patches(
        { target: { kind: 'Ingress', name: 'openchoreo-ui' }, patch: [{ op: 'add', path: '/spec/a', value }] },
        {
          target: DEPLOYMENT,
          patch: [
            { op: 'replace', path: '/spec/a', value },
            { op: 'add', path: '/spec/a/b', value: { secret: value } },
            { op: 'test', path: '/spec/replicas', value },
          ],
        },
      ),
    );
    expect(error.findings.map(({ path }) => path)).toEqual([
      'backstage.patches[0].target',
      'backstage.patches[1].patch[0].path',
      'backstage.patches[1].patch[1].path',
      'backstage.patches[1].patch[2].path',
    ]);
    expect(error.message).not.toContain('test-');
  });

  test('a Secret may be patched, and messages do not show its data', () => {
    const target = { kind: 'Secret', name: 'openchoreo-backstage-secrets' };
    const value = Buffer.from('test-other').toString('base64');
    const error = refusal(patches({ target, patch: [{ op: 'test', path: '/data/backend-secret', value }] }));
    expect(error.message).not.toContain(value);
    expect(error.message).not.toContain(Buffer.from('test-backend').toString('base64'));
  });
});
