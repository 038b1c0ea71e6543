import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BackstageAutoscaling } from '../lib/autoscaling';
import type { JsonMap, JsonValue } from '../lib/json';
import type { PatchOperation } from '../lib/json-patch';
import type { Manifest } from '../lib/output/manifest';
import { type ObjectPatch, patchObjects, tryPatches } from '../lib/patches';
import { BackstageService } from '../lib/service';
import { manifestOf, manifests, testChart, testDeployment } from './support';

const MAP: JsonMap = { 'a/b': 1, 'c~d': 2, '~1': 3, '': 4, nested: { deep: true } };

const DATA: JsonMap = {
  map: MAP,
  list: ['zero', 'one', { two: 2 }],
  none: [],
  text: 'text',
};

const TARGET = { kind: 'Thing', name: 'thing' };

/** A chart with one object that has any data. */
function thing(data: JsonMap = DATA): Chart {
  const chart = testChart();
  new ApiObject(chart, 'thing', { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'thing' }, data });
  return chart;
}

/** The data of the object after a patch of it. */
function patched(...patch: PatchOperation[]): unknown {
  const chart = thing();
  patchObjects(chart, [{ target: TARGET, patch }]);
  return manifests(chart)[0]?.data;
}

/** The data of the object with other members; those that are undefined are not there. */
function withData(change: JsonMap): unknown {
  return { ...DATA, ...change };
}

/** What a patch of the object is refused with; nothing has changed then. */
function refusal(...patch: PatchOperation[]): string[] {
  const chart = thing();
  const before = manifests(chart);
  const problems = tryPatches(chart, [{ target: TARGET, patch }]);
  if (problems.length > 0) {
    expect(manifests(chart)).toEqual(before);
  }
  return problems.map(({ path, message, mend }) => `${path}: ${message}; ${mend}`);
}

describe('an operation', () => {
  test.each<[string, PatchOperation, JsonMap]>([
    ['adds a member', { op: 'add', path: '/data/more', value: { a: [1] } }, { more: { a: [1] } }],
    ['adds in place of a member', { op: 'add', path: '/data/text', value: 7 }, { text: 7 }],
    [
      'adds in front of an item',
      { op: 'add', path: '/data/list/1', value: 'new' },
      { list: ['zero', 'new', 'one', { two: 2 }] },
    ],
    [
      'adds behind the last item by its index',
      { op: 'add', path: '/data/list/3', value: 'new' },
      { list: ['zero', 'one', { two: 2 }, 'new'] },
    ],
    [
      'adds behind the last item by a hyphen',
      { op: 'add', path: '/data/list/-', value: 'new' },
      { list: ['zero', 'one', { two: 2 }, 'new'] },
    ],
    ['adds to an empty list', { op: 'add', path: '/data/none/0', value: 'new' }, { none: ['new'] }],
    [
      'adds a member called like a hyphen to a map',
      { op: 'add', path: '/data/map/-', value: 5 },
      { map: { ...MAP, '-': 5 } },
    ],
    ['replaces a member', { op: 'replace', path: '/data/text', value: null }, { text: null }],
    ['replaces an item', { op: 'replace', path: '/data/list/0', value: [] }, { list: [[], 'one', { two: 2 }] }],
    ['removes a member', { op: 'remove', path: '/data/text' }, { text: undefined }],
    ['removes an item', { op: 'remove', path: '/data/list/1' }, { list: ['zero', { two: 2 }] }],
    [
      'moves a member',
      { op: 'move', from: '/data/text', path: '/data/list/0' },
      { text: undefined, list: ['text', 'zero', 'one', { two: 2 }] },
    ],
    [
      'moves an item',
      { op: 'move', from: '/data/list/2', path: '/data/list/0' },
      { list: [{ two: 2 }, 'zero', 'one'] },
    ],
    ['copies a member', { op: 'copy', from: '/data/map/nested', path: '/data/none/-' }, { none: [{ deep: true }] }],
    ['tests a text', { op: 'test', path: '/data/text', value: 'text' }, {}],
    ['tests a map, whatever the order of its members', { op: 'test', path: '/data/list/2', value: { two: 2 } }, {}],
    ['tests a list', { op: 'test', path: '/data/list', value: ['zero', 'one', { two: 2 }] }, {}],
  ])('%s', (_, operation, change) => {
    expect(patched(operation)).toEqual(withData(change));
  });

  test('copies what then is a value of its own', () => {
    expect(
      patched(
        { op: 'copy', from: '/data/map/nested', path: '/data/copy' },
        { op: 'replace', path: '/data/copy/deep', value: false },
      ),
    ).toEqual(withData({ copy: { deep: false } }));
  });
});

describe('a pointer', () => {
  test.each<[string, string, JsonValue]>([
    ['/data/map/a~1b', 'a slash', 1],
    ['/data/map/c~0d', 'a tilde', 2],
    ['/data/map/~01', 'a tilde and a one, which together are no slash', 3],
    ['/data/map/', 'no character', 4],
  ])('%s is to a key with %s', (path, _, value) => {
    expect(refusal({ op: 'test', path, value })).toEqual([]);
    expect(refusal({ op: 'test', path, value: 'other' })).toHaveLength(1);
  });

  test('to a key with a slash and tildes writes it', () => {
    expect(patched({ op: 'add', path: '/data/map/~1~0~01', value: 9 })).toHaveProperty(['map', '/~~1'], 9);
  });

  test('without a slash in front is none, whatever is behind it', () => {
    const refused = (key: string) =>
      `[0].patch[0].${key}: must be a JSON pointer, got nowhere/data/text; write it as /spec/replicas`;
    expect(refusal({ op: 'replace', path: 'nowhere/data/text', value: 'x' })).toEqual([refused('path')]);
    expect(refusal({ op: 'copy', from: 'nowhere/data/text', path: '/data/a' })).toEqual([refused('from')]);
    expect(refusal({ op: 'move', from: 'nowhere/data/text', path: '/data/a' })).toEqual([refused('from')]);
  });

  test('to an item behind the tenth finds it', () => {
    const chart = thing({ list: Array.from({ length: 101 }, (_, index) => index) });
    const patch: PatchOperation[] = [10, 12, 100].map((index) => ({
      op: 'test',
      path: `/data/list/${index}`,
      value: index,
    }));
    expect(tryPatches(chart, [{ target: TARGET, patch }])).toEqual([]);
  });
});

describe('an operation on what is not there is refused', () => {
  const ABSENT = '; correct the pointer';
  const NO_MEMBER = '; correct the pointer, or add what is above it first';

  test.each<[string, PatchOperation, string]>([
    ['to remove a member', { op: 'remove', path: '/data/no' }, `path: must be there, got /data/no${ABSENT}`],
    ['to remove an item', { op: 'remove', path: '/data/list/3' }, `path: must be there, got /data/list/3${ABSENT}`],
    [
      'to remove the item behind the last',
      { op: 'remove', path: '/data/list/-' },
      `path: must be there, got /data/list/-${ABSENT}`,
    ],
    [
      'to replace a member',
      { op: 'replace', path: '/data/no', value: 1 },
      `path: must be there, got /data/no${ABSENT}, or use add`,
    ],
    [
      'to replace the item behind the last',
      { op: 'replace', path: '/data/list/-', value: 1 },
      `path: must be there, got /data/list/-${ABSENT}, or use add`,
    ],
    ['to test a member', { op: 'test', path: '/data/no', value: 1 }, `path: must be there, got /data/no${ABSENT}`],
    ['to move', { op: 'move', from: '/data/no', path: '/data/a' }, `from: must be there, got /data/no${ABSENT}`],
    [
      'to copy',
      { op: 'copy', from: '/data/list/-', path: '/data/a' },
      `from: must be there, got /data/list/-${ABSENT}`,
    ],
    [
      'to add below',
      { op: 'add', path: '/data/no/a', value: 1 },
      `path: must be a member of what is there, got /data/no/a${NO_MEMBER}`,
    ],
    [
      'to add below a text',
      { op: 'add', path: '/data/text/a', value: 1 },
      `path: must be a member of what is there, got /data/text/a${NO_MEMBER}`,
    ],
    [
      'to copy below',
      { op: 'copy', from: '/data/text', path: '/data/no/a' },
      `path: must be a member of what is there, got /data/no/a${NO_MEMBER}`,
    ],
    [
      'to add far behind the last item',
      { op: 'add', path: '/data/list/4', value: 1 },
      `path: must be a member of what is there, got /data/list/4${NO_MEMBER}`,
    ],
    [
      'to add at what is no index',
      { op: 'add', path: '/data/list/one', value: 1 },
      `path: must be a member of what is there, got /data/list/one${NO_MEMBER}`,
    ],
    [
      'to add at a negative index',
      { op: 'add', path: '/data/list/-1', value: 1 },
      `path: must be a member of what is there, got /data/list/-1${NO_MEMBER}`,
    ],
    [
      'to add at an index with a leading zero',
      { op: 'add', path: '/data/list/01', value: 1 },
      `path: must be a member of what is there, got /data/list/01${NO_MEMBER}`,
    ],
    [
      'to read at an index with a leading zero',
      { op: 'remove', path: '/data/list/00' },
      `path: must be there, got /data/list/00${ABSENT}`,
    ],
    [
      'to read what lists have besides items',
      { op: 'copy', from: '/data/list/length', path: '/data/a' },
      `from: must be there, got /data/list/length${ABSENT}`,
    ],
    [
      'to read a character of a text',
      { op: 'test', path: '/data/text/0', value: 't' },
      `path: must be there, got /data/text/0${ABSENT}`,
    ],
  ])('%s', (_, operation, problem) => {
    expect(refusal(operation)).toEqual([`[0].patch[0].${problem}`]);
  });

  test('also below null, which has no members', () => {
    expect(refusal({ op: 'replace', path: '/data/text', value: null }, { op: 'remove', path: '/data/text/a' })).toEqual(
      [`[0].patch[1].path: must be there, got /data/text/a${ABSENT}`],
    );
  });

  test('where the value is another than the one tested for, and the value is not shown', () => {
    expect(refusal({ op: 'test', path: '/data/text', value: 'other' })).toEqual([
      '[0].patch[0].path: must have the value that is tested for: /data/text has another; correct one of the two',
    ]);
  });
});

describe('what others refer to is refused', () => {
  test.each<PatchOperation>([
    { op: 'replace', path: '/kind', value: 'Other' },
    { op: 'add', path: '/kind', value: 'Other' },
    { op: 'remove', path: '/kind' },
    { op: 'replace', path: '/metadata/name', value: 'other' },
    { op: 'add', path: '/metadata/name', value: 'other' },
    { op: 'remove', path: '/metadata/name' },
    { op: 'move', from: '/data/text', path: '/metadata/name' },
    { op: 'copy', from: '/data/text', path: '/kind' },
  ])('%j', (operation) => {
    expect(refusal(operation)).toEqual([
      `[0].patch[0].path: must not change kind and name, which others refer to, got ${operation.path}; change the value that they follow from`,
    ]);
  });

  test.each<PatchOperation>([
    { op: 'move', from: '/kind', path: '/data/was' },
    { op: 'move', from: '/metadata/name', path: '/data/was' },
    { op: 'move', from: '/metadata', path: '/data/was' },
    { op: 'remove', path: '/metadata' },
    { op: 'replace', path: '/metadata', value: { name: 'other' } },
    { op: 'add', path: '/metadata', value: { name: 'other' } },
    { op: 'copy', from: '/data', path: '/metadata' },
    { op: 'replace', path: '', value: { apiVersion: 'v1', kind: 'Other', metadata: { name: 'other' } } },
    { op: 'remove', path: '' },
    { op: 'move', from: '/data', path: '' },
  ])('%j, with which it would go', (operation) => {
    expect(refusal(operation)).toHaveLength(1);
  });

  test('but not where nothing about it changes', () => {
    expect(refusal({ op: 'test', path: '/kind', value: 'Thing' })).toEqual([]);
    expect(refusal({ op: 'test', path: '/metadata/name', value: 'thing' })).toEqual([]);
    expect(refusal({ op: 'replace', path: '/metadata/name', value: 'thing' })).toEqual([]);
    expect(refusal({ op: 'add', path: '/metadata/labels', value: { team: 'a' } })).toEqual([]);
    expect(patched({ op: 'copy', from: '/metadata/name', path: '/data/text' })).toEqual(withData({ text: 'thing' }));
  });

  test('even where a later operation takes it back, for each is looked at', () => {
    const operations: PatchOperation[] = [
      { op: 'replace', path: '/metadata/name', value: 'other' },
      { op: 'replace', path: '/metadata/name', value: 'thing' },
    ];
    expect(refusal(...operations)).toHaveLength(1);
  });

  test('but not what is called alike elsewhere', () => {
    expect(patched({ op: 'add', path: '/data/kind', value: 'x' })).toEqual(withData({ kind: 'x' }));
  });
});

describe('keys of prototypes', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('are not found at %s', (key) => {
    expect(refusal({ op: 'test', path: `/data/${key}`, value: {} })).toHaveLength(1);
    expect(refusal({ op: 'copy', from: `/data/${key}`, path: '/data/a' })).toHaveLength(1);
    expect(refusal({ op: 'add', path: `/data/${key}/polluted`, value: true })).toHaveLength(1);
  });

  test('are not written, and nothing else gets a member', () => {
    expect(refusal({ op: 'add', path: '/data/__proto__', value: { polluted: true } })).toHaveLength(1);
    expect(refusal({ op: 'add', path: '/data/constructor/prototype/polluted', value: true })).toHaveLength(1);
    expect({}).not.toHaveProperty('polluted');
  });

  test('may be names of labels', () => {
    expect(patched({ op: 'add', path: '/data/map/constructor', value: 'x' })).toHaveProperty(
      ['map', 'constructor'],
      'x',
    );
  });

  test('of a value that brings them are refused, too', () => {
    expect(
      refusal(
        { op: 'add', path: '/data/constructor', value: {} },
        { op: 'add', path: '/data/constructor/prototype', value: { polluted: true } },
      ),
    ).toHaveLength(1);
  });
});

test('a value cannot move into itself', () => {
  expect(refusal({ op: 'move', from: '/data/map', path: '/data/map/nested/inner' })).toEqual([
    '[0].patch[0].path: must not be below from, got /data/map/nested/inner; correct one of the two',
  ]);
});

test('a value may be copied into itself', () => {
  expect(patched({ op: 'copy', from: '/data/map', path: '/data/map/nested/inner' })).toEqual(
    withData({ map: { ...MAP, nested: { deep: true, inner: MAP } } }),
  );
});

test('a value may move to where it is', () => {
  expect(patched({ op: 'move', from: '/data/text', path: '/data/text' })).toEqual(DATA);
});

describe('several operations', () => {
  test('see what those in front of them did', () => {
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

  test('see it in patches behind theirs, too', () => {
    const chart = thing();
    patchObjects(chart, [
      { target: TARGET, patch: [{ op: 'add', path: '/data/a', value: [] }] },
      { target: TARGET, patch: [] },
      { target: TARGET, patch: [{ op: 'add', path: '/data/a/-', value: 1 }] },
    ]);
    expect(manifests(chart)[0]?.data).toEqual(withData({ a: [1] }));
  });

  test('test for maps and lists behind others', () => {
    expect(
      refusal(
        { op: 'remove', path: '/data/text' },
        { op: 'test', path: '/data/list', value: ['zero', 'one', { two: 2 }] },
        { op: 'test', path: '/data/map/nested', value: { deep: true } },
      ),
    ).toEqual([]);
  });

  test('see patches of cdk8s that were there before', () => {
    const chart = thing();
    ApiObject.of(chart.node.findChild('thing')).addJsonPatch(JsonPatch.add('/data/a', []));
    patchObjects(chart, [{ target: TARGET, patch: [{ op: 'add', path: '/data/a/-', value: 1 }] }]);
    expect(manifests(chart)[0]?.data).toEqual(withData({ a: [1] }));
  });

  test('do not change what they were given', () => {
    const value = { a: [1] };
    const patch: PatchOperation[] = [
      { op: 'add', path: '/data/a', value },
      { op: 'add', path: '/data/a/a/-', value: 2 },
    ];
    expect(patched(...patch)).toEqual(withData({ a: { a: [1, 2] } }));
    expect(value).toEqual({ a: [1] });
  });

  test('behind one that is refused see what was there before it', () => {
    expect(
      refusal(
        { op: 'remove', path: '/data/no' },
        { op: 'test', path: '/data/text', value: 'text' },
        { op: 'replace', path: '/data/list/0', value: 'new' },
      ),
    ).toEqual(['[0].patch[0].path: must be there, got /data/no; correct the pointer']);
  });

  test('are refused where only one matches nothing', () => {
    const chart = thing();
    expect(() => patchObjects(chart, [{ target: TARGET, patch: [{ op: 'remove', path: '/data/no' }] }])).toThrow(
      new Error('patches[0].patch[0].path: must be there, got /data/no; correct the pointer'),
    );
  });

  test('are all told that match nothing, and none is applied', () => {
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
          'patches[0].patch[1].path: must be there, got /data/a; correct the pointer',
          'patches[1].target: must be an object that is rendered, got Thing other; use one of Thing thing',
          'patches[2].target: must be an object that is rendered, got Other thing; use one of Thing thing',
          'patches[3].patch[0].path: must be a member of what is there, got /data/b/c; correct the pointer, or add what is above it first',
        ].join('\n'),
      ),
    );
    expect(manifests(chart)).toEqual(before);
  });

  test('none of them is nothing to do', () => {
    const chart = thing();
    expect(() => patchObjects(chart, [])).not.toThrow();
    expect(tryPatches(chart, [{ target: TARGET, patch: [] }])).toEqual([]);
  });
});

describe('objects', () => {
  /** A Deployment and a Service of this package, and objects of cdk8s-plus-28 in the same chart. */
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

  test('of this package and of cdk8s-plus-28 are patched by kind and name, and no others', () => {
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

  test('outside of the scope are not patched', () => {
    const chart = portal();
    const problems = tryPatches(chart.node.findChild('team') as Construct, [
      { target: { kind: 'Service', name: 'openchoreo-ui' }, patch: [] },
    ]);
    expect(problems).toEqual([
      {
        path: '[0].target',
        message: 'must be an object that is rendered, got Service openchoreo-ui',
        mend: 'use one of ConfigMap settings',
      },
    ]);
  });

  test('of the same kind and name in two namespaces are refused, for nobody knows which is meant', () => {
    const chart = testChart();
    for (const namespace of ['team-a', 'team-b']) {
      new ApiObject(chart, namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same', namespace } });
    }
    const patch: PatchOperation[] = [{ op: 'add', path: '/data', value: { a: 'b' } }];
    expect(tryPatches(chart, [{ target: { kind: 'ConfigMap', name: 'same' }, patch }])).toEqual([
      {
        path: '[0].target',
        message: 'must be one object, got ConfigMap same of several namespaces',
        mend: 'patch the construct itself',
      },
    ]);
  });

  test('have their values that are only known at the end', () => {
    const chart = testChart();
    const target = testDeployment(chart);
    new BackstageAutoscaling(chart, 'Autoscaling', { target, maxReplicas: 1 });
    const deployment = { kind: 'Deployment', name: target.name };
    const [problem] = tryPatches(chart, [{ target: deployment, patch: [{ op: 'remove', path: '/spec/replicas' }] }]);
    expect(problem?.message).toBe('must be there, got /spec/replicas');
    patchObjects(chart, [{ target: deployment, patch: [{ op: 'add', path: '/spec/replicas', value: 4 }] }]);
    expect(manifestOf(target)).toHaveProperty('spec.replicas', 4);
  });
});
