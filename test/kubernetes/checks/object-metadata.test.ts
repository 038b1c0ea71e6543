import { refusals } from './refusals';

function metadata(members: object): string[] {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', ...members } };
  return refusals(object).map((text) => text.replace('metadata.', ''));
}

function named(apiVersion: string, kind: string, name: string): string[] {
  return refusals({ apiVersion, kind, metadata: { name } }).filter((text) => text.startsWith('metadata.'));
}

describe('metadata', () => {
  test.each<[string, object, string[]]>([
    ['without a name', { name: undefined }, ['name: is required']],
    ['with an empty name', { name: '' }, ['name: is required']],
    [
      'with a name in upper case',
      { name: 'App' },
      ['name: must be a DNS name: lower-case letters, digits and hyphens, in parts separated by dots, got "App"'],
    ],
    [
      'with a name of 254 characters',
      { name: 'a'.repeat(254) },
      [
        'name: must be a DNS name: lower-case letters, digits and hyphens, in parts separated by dots, got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…',
      ],
    ],
    [
      'with an underscore in its name',
      { name: 'a_b' },
      ['name: must be a DNS name: lower-case letters, digits and hyphens, in parts separated by dots, got "a_b"'],
    ],
    [
      'with a namespace that is no label',
      { namespace: 'Bad NS' },
      [
        'namespace: must be at most 63 lower-case letters, digits and hyphens, with no hyphen at either end, got "Bad NS"',
      ],
    ],
    [
      'with a generated name in upper case',
      { name: undefined, generateName: 'App-' },
      [
        'generateName: must be a DNS name: lower-case letters, digits and hyphens, in parts separated by dots, got "App-"',
      ],
    ],
    [
      'with a finalizer without a prefix',
      { finalizers: ['cleanup'] },
      ['finalizers[0]: must be a name with a prefix, got "cleanup"'],
    ],
    ['with an empty finalizer', { finalizers: [''] }, ['finalizers[0]: must not be empty']],
    [
      'with the same finalizer twice',
      { finalizers: ['a.example/b', 'a.example/b'] },
      ['finalizers[1]: must not repeat metadata.finalizers[0]'],
    ],
    [
      'with two ways to delete dependents',
      { finalizers: ['orphan', 'foregroundDeletion'] },
      ['finalizers: must not have both orphan and foregroundDeletion'],
    ],
    [
      'with an owner without a UID',
      { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a' }] },
      ['ownerReferences[0].uid: is required'],
    ],
    [
      'with an owner without a name and kind',
      { ownerReferences: [{ apiVersion: 'v1', uid: 'a' }] },
      ['ownerReferences[0].kind: is required', 'ownerReferences[0].name: is required'],
    ],
    [
      'with an owner without a version',
      { ownerReferences: [{ apiVersion: 'apps/', kind: 'Pod', name: 'a', uid: 'u' }] },
      ['ownerReferences[0].apiVersion: must be an API version, got "apps/"'],
    ],
    [
      'with an Event as owner',
      { ownerReferences: [{ apiVersion: 'v1', kind: 'Event', name: 'a', uid: 'u' }] },
      ['ownerReferences[0]: must not be an Event'],
    ],
    [
      'with one owner twice',
      {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'u' },
          { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'u' },
        ],
      },
      ['ownerReferences[1].uid: must be unique, but an earlier entry has u too'],
    ],
    [
      'with two controllers',
      {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'u', controller: true },
          { apiVersion: 'v1', kind: 'Pod', name: 'b', uid: 'v', controller: true },
        ],
      },
      ['ownerReferences: must have at most one entry with controller: true'],
    ],
    ['with a negative generation', { generation: -1 }, ['generation: must be an integer of at least 0, got -1']],
    ['with a UID', { uid: 'a' }, ['uid: must not be set, because Kubernetes sets it']],
    ['with managed fields', { managedFields: [] }, ['managedFields: must not be set, because Kubernetes sets it']],
    [
      'with a version that is no number',
      { resourceVersion: 'a' },
      ['resourceVersion: must be a number, which Kubernetes sets, got "a"'],
    ],
    ['with a time that is none', { creationTimestamp: 'now' }, ['creationTimestamp: must be a time, got "now"']],
    [
      'with a label key with a space',
      { labels: { 'a b': 'c' } },
      ['labels["a…"]: must have a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /'],
    ],
    [
      'with a label value with a space',
      { labels: { a: 'b c' } },
      ['labels.a: must be a label value: at most 63 letters, digits, -, _ and ., got "b c"'],
    ],
    [
      'with a label value of 64 characters',
      { labels: { a: 'b'.repeat(64) } },
      [
        'labels.a: must be a label value: at most 63 letters, digits, -, _ and ., got "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"',
      ],
    ],
    [
      'with a label prefix in upper case',
      { labels: { 'Example.com/a': 'b' } },
      [
        'labels["Example.com/a"]: must have a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /',
      ],
    ],
    [
      'with an annotation key with two slashes',
      { annotations: { 'a/b/c': 'd' } },
      [
        'annotations["a/b/c"]: must have a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /',
      ],
    ],
    [
      'with annotations of more than 256 KiB',
      { annotations: { a: 'b'.repeat(262144) } },
      ['annotations: must have at most 262144 bytes together, got 262145'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(metadata(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with a name of 253 characters', { name: 'a'.repeat(253) }],
    ['with a part of 64 characters in its name', { name: 'a'.repeat(64) }],
    ['with a generated name only', { name: undefined, generateName: 'a--' }],
    ['with an empty namespace', { namespace: '' }],
    ['with finalizers of Kubernetes', { finalizers: ['kubernetes', 'a.example/b'] }],
    [
      'with an owner',
      { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'a', uid: 'u', controller: true }] },
    ],
    ['with a time', { creationTimestamp: '2026-01-31T12:00:00Z' }],
    ['without a time', { creationTimestamp: null }],
    ['with an upper-case prefix of an annotation', { annotations: { 'Example.com/A': '' } }],
    ['with an empty label', { labels: { a: '' } }],
    ['with annotations of 256 KiB', { annotations: { a: 'b'.repeat(262143) } }],
  ])('is accepted %s', (_, members) => {
    expect(metadata(members)).toEqual([]);
  });
});

describe('a name', () => {
  test.each([
    ['v1', 'Service', 'a.b'],
    ['v1', 'Service', 'a'.repeat(64)],
    ['v1', 'Namespace', 'a.b'],
    ['apps/v1', 'StatefulSet', 'a.b'],
    ['apps/v1', 'Deployment', 'A'],
    ['cert-manager.io/v1', 'Certificate', 'A'],
    ['rbac.authorization.k8s.io/v1', 'Role', 'a/b'],
    ['policy/v1', 'PodDisruptionBudget', 'a%b'],
  ])('of %s %s is refused if it is %s', (apiVersion, kind, name) => {
    expect(named(apiVersion, kind, name)).toEqual([expect.stringMatching(/^metadata\.name: must be /)]);
  });

  test.each([
    ['v1', 'Service', '1a'],
    ['apps/v1', 'Deployment', 'a.b'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:Reader'],
    ['policy/v1', 'PodDisruptionBudget', 'A b'],
  ])('of %s %s is accepted if it is %s', (apiVersion, kind, name) => {
    expect(named(apiVersion, kind, name)).toEqual([]);
  });

  test('of a Service must not begin with a digit before Kubernetes 1.36', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: '1a' }, spec: { ports: [{ port: 80 }] } };
    expect(refusals(service, '1.35')).toEqual([expect.stringMatching(/^metadata\.name: must be .* a letter first/)]);
    expect(refusals(service, '1.36')).toEqual([]);
  });
});
