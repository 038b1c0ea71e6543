import { refusals } from '../refusals';

function object(apiVersion: string, kind: string, members: object): string[] {
  return refusals({ apiVersion, kind, metadata: { name: 'a' }, ...members });
}

describe('a PriorityClass', () => {
  test.each<[string, object, string[]]>([
    [
      'with a priority above 1000000000',
      { value: 1_000_000_001 },
      ['value: must be at most 1000000000, got 1000000001'],
    ],
    [
      'with a name that Kubernetes reserves',
      { metadata: { name: 'system-portal' } },
      ['metadata.name: must not begin with system-, which Kubernetes reserves'],
    ],
    [
      'with another priority of a system class',
      { metadata: { name: 'system-node-critical' }, value: 1 },
      ['metadata.name: must not begin with system-, which Kubernetes reserves'],
    ],
    ['with an empty policy', { preemptionPolicy: '' }, ['preemptionPolicy: must not be empty']],
    [
      'with an unknown policy',
      { preemptionPolicy: 'Always' },
      ['preemptionPolicy: must be one of Never, PreemptLowerPriority, got "Always"'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(object('scheduling.k8s.io/v1', 'PriorityClass', members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with a priority of 1000000000', { value: 1_000_000_000 }],
    ['with a negative priority', { value: -2147483648 }],
    ['without a priority', {}],
    ['with the priority of a system class', { metadata: { name: 'system-cluster-critical' }, value: 2_000_000_000 }],
  ])('is accepted %s', (_, members) => {
    expect(object('scheduling.k8s.io/v1', 'PriorityClass', members)).toEqual([]);
  });
});

describe('a ServiceAccount', () => {
  test.each<[string, object, string[]]>([
    [
      'with one Secret twice',
      { secrets: [{ name: 'a' }, { name: 'a' }] },
      ['secrets[1].name: must be unique, but an earlier entry has a too'],
    ],
    ['with a Secret without a name', { secrets: [{}] }, ['secrets[0].name: is required']],
  ])('is refused %s', (_, members, refused) => {
    expect(object('v1', 'ServiceAccount', members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with Secrets', { secrets: [{ name: 'a' }, { name: '' }] }],
    ['with one Secret for images twice', { imagePullSecrets: [{ name: 'a' }, { name: 'a' }, {}] }],
  ])('is accepted %s', (_, members) => {
    expect(object('v1', 'ServiceAccount', members)).toEqual([]);
  });
});

describe('a Namespace', () => {
  test.each<[string, object, string[]]>([
    [
      'with an unknown level of Pod Security',
      { metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'strict' } } },
      [
        'metadata.labels["pod-security.kubernetes.io/enforce"]: must be one of privileged, baseline, restricted, got "strict"',
      ],
    ],
    [
      'with an unknown version of Pod Security',
      { metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/warn-version': '1.36' } } },
      ['metadata.labels["pod-security.kubernetes.io/warn-version"]: must be latest or a minor version, got "1.36"'],
    ],
    [
      'with a finalizer without a prefix',
      { spec: { finalizers: ['a'] } },
      ['spec.finalizers[0]: must be a name with a prefix, got "a"'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(object('v1', 'Namespace', members)).toEqual(refused);
  });

  test.each<[string, object]>([
    [
      'with Pod Security',
      {
        metadata: {
          name: 'a',
          labels: {
            'pod-security.kubernetes.io/enforce': 'restricted',
            'pod-security.kubernetes.io/enforce-version': 'latest',
          },
        },
      },
    ],
    ['with finalizers', { spec: { finalizers: ['kubernetes', 'example.com/a'] } }],
  ])('is accepted %s', (_, members) => {
    expect(object('v1', 'Namespace', members)).toEqual([]);
  });
});
