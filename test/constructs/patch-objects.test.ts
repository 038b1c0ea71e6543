import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { type ObjectPatch, patchObjects, tryPatches } from '../../lib/constructs/patch-objects';
import { BackstageService } from '../../lib/constructs/service';
import type { PatchOperation } from '../../lib/kubernetes/json-patch';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { manifestOf, manifests, scalableDeployment, testChart, testDeployment } from '../support';
import { patched, refusal, TARGET, thing, withData } from './patch-support';

describe('several operations', () => {
  test('see the results of earlier ones', () => {
    expect(
      patched(
        { op: 'add', path: '/data/a', value: {} },
        { op: 'add', path: '/data/a/b', value: [] },
        { op: 'add', path: '/data/a/b/-', value: 1 },
        { op: 'test', path: '/data/a/b/0', value: 1 },
        { op: 'remove', path: '/data/text' },
        { op: 'move', from: '/data/a/b', path: '/data/text' },
      ),
    ).toEqual(withData({ a: {}, text: [1] }));
  });

  test('see the results of earlier patches', () => {
    const chart = thing();
    patchObjects(chart, [
      { target: TARGET, patch: [{ op: 'add', path: '/data/a', value: [] }] },
      { target: TARGET, patch: [] },
      { target: TARGET, patch: [{ op: 'add', path: '/data/a/-', value: 1 }] },
    ]);
    expect(manifests(chart)[0]?.data).toEqual(withData({ a: [1] }));
  });

  test('can test maps and lists after changes', () => {
    expect(
      refusal(
        { op: 'remove', path: '/data/text' },
        { op: 'test', path: '/data/list', value: ['zero', 'one', { two: 2 }] },
        { op: 'test', path: '/data/map/nested', value: { deep: true } },
      ),
    ).toEqual([]);
  });

  test('see the results of earlier cdk8s patches', () => {
    const chart = thing();
    ApiObject.of(chart.node.findChild('thing')).addJsonPatch(JsonPatch.add('/data/a', []));
    patchObjects(chart, [{ target: TARGET, patch: [{ op: 'add', path: '/data/a/-', value: 1 }] }]);
    expect(manifests(chart)[0]?.data).toEqual(withData({ a: [1] }));
  });

  test('do not change the values in the patch', () => {
    const value = { a: [1] };
    const patch: PatchOperation[] = [
      { op: 'add', path: '/data/a', value },
      { op: 'add', path: '/data/a/a/-', value: 2 },
    ];
    expect(patched(...patch)).toEqual(withData({ a: { a: [1, 2] } }));
    expect(value).toEqual({ a: [1] });
  });

  test('see the state before a refused operation', () => {
    expect(
      refusal(
        { op: 'remove', path: '/data/no' },
        { op: 'test', path: '/data/text', value: 'text' },
        { op: 'replace', path: '/data/list/0', value: 'new' },
      ),
    ).toEqual(['[0].patch[0].path: must point to an existing value, got /data/no; correct the pointer']);
  });

  test('are refused if one of them does not apply', () => {
    const chart = thing();
    expect(() => patchObjects(chart, [{ target: TARGET, patch: [{ op: 'remove', path: '/data/no' }] }])).toThrow(
      new Error('patches[0].patch[0].path: must point to an existing value, got /data/no; correct the pointer'),
    );
  });

  test('are all reported if they do not apply, and none is applied', () => {
    const patches: ObjectPatch[] = [
      {
        target: TARGET,
        patch: [
          { op: 'replace', path: '/data/text', value: 'new' },
          { op: 'remove', path: '/data/a' },
        ],
      },
      { target: { kind: 'Thing', name: 'other' }, patch: [] },
      { target: { kind: 'Other', name: 'thing' }, patch: [{ op: 'remove', path: '/nowhere' }] },
      { target: TARGET, patch: [{ op: 'add', path: '/data/b/c', value: 1 }] },
    ];
    const chart = thing();
    const before = manifests(chart);
    expect(() => patchObjects(chart, patches)).toThrow(
      new Error(
        [
          'patches[0].patch[1].path: must point to an existing value, got /data/a; correct the pointer',
          'patches[1].target: must be a rendered object, got Thing other; set it to one of Thing thing',
          'patches[2].target: must be a rendered object, got Other thing; set it to one of Thing thing',
          'patches[3].patch[0].path: must point into an existing map or list, got /data/b/c; correct the pointer, or add the map or list first',
        ].join('\n'),
      ),
    );
    expect(manifests(chart)).toEqual(before);
  });

  test('can be an empty list', () => {
    const chart = thing();
    expect(() => patchObjects(chart, [])).not.toThrow();
    expect(tryPatches(chart, [{ target: TARGET, patch: [] }])).toEqual([]);
  });
});

describe('objects', () => {
  /** Returns a chart with a Deployment and a Service of this package, and cdk8s-plus-28 objects. */
  function portal(): Chart {
    const chart = testChart();
    new BackstageService(chart, 'Service', { deployment: testDeployment(chart) });
    new kplus.ConfigMap(new Construct(chart, 'team'), 'settings', { metadata: { name: 'settings' }, data: { a: 'b' } });
    new kplus.Deployment(chart, 'docs', { metadata: { name: 'docs' }, containers: [{ image: 'docs:1' }] });
    return chart;
  }

  function named(chart: Chart, kind: string, name: string): Manifest | undefined {
    return manifests(chart).find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  }

  test('of this package and of cdk8s-plus-28 are patched by kind and name, and no other objects', () => {
    const before = manifests(portal());
    const chart = portal();
    patchObjects(chart, [
      {
        target: { kind: 'Deployment', name: 'openchoreo-ui' },
        patch: [{ op: 'add', path: '/spec/minReadySeconds', value: 10 }],
      },
      {
        target: { kind: 'Deployment', name: 'docs' },
        patch: [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'docs:2' }],
      },
      { target: { kind: 'ConfigMap', name: 'settings' }, patch: [{ op: 'add', path: '/data/c', value: 'd' }] },
    ]);
    expect(named(chart, 'Deployment', 'openchoreo-ui')).toHaveProperty('spec.minReadySeconds', 10);
    expect(named(chart, 'Deployment', 'docs')).toHaveProperty('spec.template.spec.containers.0.image', 'docs:2');
    expect(named(chart, 'ConfigMap', 'settings')).toHaveProperty('data', { a: 'b', c: 'd' });
    expect(named(chart, 'Service', 'openchoreo-ui')).toEqual(before.find(({ kind }) => kind === 'Service'));
  });

  test('outside the scope are not patched', () => {
    const chart = portal();
    const problems = tryPatches(chart.node.findChild('team') as Construct, [
      { target: { kind: 'Service', name: 'openchoreo-ui' }, patch: [] },
    ]);
    expect(problems).toEqual([
      {
        path: '[0].target',
        message: 'must be a rendered object, got Service openchoreo-ui',
        fix: 'set it to one of ConfigMap settings',
      },
    ]);
  });

  test('of the same kind and name in two namespaces are refused as ambiguous', () => {
    const chart = testChart();
    for (const namespace of ['team-a', 'team-b']) {
      new ApiObject(chart, namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same', namespace } });
    }
    const patch: PatchOperation[] = [{ op: 'add', path: '/data', value: { a: 'b' } }];
    expect(tryPatches(chart, [{ target: { kind: 'ConfigMap', name: 'same' }, patch }])).toEqual([
      {
        path: '[0].target',
        message: 'must be one object, got ConfigMap same in several namespaces',
        fix: "call addJsonPatch on the construct's apiObject",
      },
    ]);
  });

  test('have the values that synthesis resolves', () => {
    const chart = testChart();
    const target = scalableDeployment(chart);
    new BackstageAutoscaling(chart, 'Autoscaling', { target, maxReplicas: 1 });
    const deployment = { kind: 'Deployment', name: target.name };
    const [problem] = tryPatches(chart, [{ target: deployment, patch: [{ op: 'remove', path: '/spec/replicas' }] }]);
    expect(problem?.message).toBe('must point to an existing value, got /spec/replicas');
    patchObjects(chart, [{ target: deployment, patch: [{ op: 'add', path: '/spec/replicas', value: 4 }] }]);
    expect(manifestOf(target)).toHaveProperty('spec.replicas', 4);
  });
});
