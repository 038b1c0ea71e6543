import { podRefusals } from './refusals';

const KEY = 'a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /';

describe('a toleration is refused', () => {
  function toleration(members: object): string[] {
    return podRefusals({ tolerations: [members] }).map((text) => text.replace('tolerations[0].', ''));
  }

  test.each<[string, object, string[]]>([
    ['without a key and an operator', {}, ['operator: must be Exists, because key is absent, got no value']],
    ['with a space in its key', { key: 'a b' }, [`key: must be ${KEY}, got "a b"`]],
    [
      'with a value that it does not compare',
      { key: 'a', operator: 'Exists', value: 'b' },
      ['value: must not be set, because operator is Exists'],
    ],
    [
      'with a value that no taint has',
      { key: 'a', value: 'a b' },
      [expect.stringMatching(/^value: must be a label value/)],
    ],
    [
      'with an unknown operator',
      { key: 'a', operator: 'In' },
      ['operator: must be one of Equal, Exists, Gt, Lt, got "In"'],
    ],
    [
      'with an operator that is off by default',
      { key: 'a', operator: 'Gt', value: '1' },
      ['operator: must be Equal or Exists, got "Gt"'],
    ],
    [
      'with an unknown effect',
      { key: 'a', effect: 'Evict' },
      ['effect: must be one of NoExecute, NoSchedule, PreferNoSchedule, got "Evict"'],
    ],
    [
      'with a time for another effect',
      { key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 },
      ['effect: must be NoExecute, because tolerationSeconds is set, got "NoSchedule"'],
    ],
  ])('%s', (_, members, refused) => {
    expect(toleration(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['all taints', { operator: 'Exists' }],
    ['an empty value', { key: 'example.com/a', operator: 'Equal', value: '', effect: '' }],
    ['a negative time', { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -1 }],
  ])('but not for %s', (_, members) => {
    expect(toleration(members)).toEqual([]);
  });
});

describe('a spread constraint is refused', () => {
  const base = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };

  function spread(members: object): string[] {
    return podRefusals({ topologySpreadConstraints: [{ ...base, ...members }] }).map((text) =>
      text.replace('topologySpreadConstraints[0].', ''),
    );
  }

  test.each<[string, object, string[]]>([
    ['without a skew', { maxSkew: 0 }, ['maxSkew: must be an integer of at least 1, got 0']],
    ['without a label of nodes', { topologyKey: '' }, ['topologyKey: must not be empty']],
    ['without an action', { whenUnsatisfiable: undefined }, ['whenUnsatisfiable: is required']],
    [
      'with domains for the other action',
      { whenUnsatisfiable: 'ScheduleAnyway', minDomains: 1 },
      ['minDomains: must not be set, because whenUnsatisfiable is not DoNotSchedule'],
    ],
    ['with no domains', { minDomains: 0 }, ['minDomains: must be an integer of at least 1, got 0']],
    [
      'with label keys, but no selector',
      { matchLabelKeys: ['a'] },
      ['matchLabelKeys: must not be set, because labelSelector is absent'],
    ],
    [
      'with an invalid label key',
      { labelSelector: {}, matchLabelKeys: ['a b'] },
      [`matchLabelKeys[0]: must be ${KEY}, got "a b"`],
    ],
    ['with an empty policy', { nodeTaintsPolicy: '' }, ['nodeTaintsPolicy: must not be empty']],
  ])('%s', (_, members, refused) => {
    expect(spread(members)).toEqual(refused);
  });

  test('with a label key in its selector before Kubernetes 1.34', () => {
    const constraint = { ...base, labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['a'] };
    expect(podRefusals({ topologySpreadConstraints: [constraint] }, '1.34')).toEqual([]);
    expect(podRefusals({ topologySpreadConstraints: [constraint] }, '1.33')).toEqual([
      'topologySpreadConstraints[0].matchLabelKeys[0]: must not be in labelSelector too',
    ]);
  });

  test('if it repeats another', () => {
    expect(podRefusals({ topologySpreadConstraints: [base, { ...base, maxSkew: 2 }] })).toEqual([
      'topologySpreadConstraints[1].topologyKey: must be unique, but an earlier entry has zone/DoNotSchedule too',
    ]);
  });

  test('unless its members fit', () => {
    expect(
      spread({ topologyKey: 'any key', labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['a'] }),
    ).toEqual([]);
  });
});

describe('affinity is refused', () => {
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

  function node(requirement: object, member = 'matchExpressions'): string[] {
    const nodeAffinity = { [required]: { nodeSelectorTerms: [{ [member]: [requirement] }] } };
    const prefix = `affinity.nodeAffinity.${required}.nodeSelectorTerms[0].${member}[0].`;
    return podRefusals({ affinity: { nodeAffinity } }).map((text) => text.replace(prefix, ''));
  }

  test.each<[string, object, string[]]>([
    ['without values', { key: 'a', operator: 'In' }, ['values: must have a value, because operator is In']],
    [
      'with values that nothing compares',
      { key: 'a', operator: 'Exists', values: ['b'] },
      ['values: must be empty, because operator is Exists'],
    ],
    [
      'with two values to compare by size',
      { key: 'a', operator: 'Gt', values: ['1', '2'] },
      ['values: must have one value, because operator is Gt'],
    ],
    ['without an operator', { key: 'a' }, ['operator: is required']],
    ['without a key', { operator: 'Exists' }, ['key: is required']],
    ['with an empty key', { key: '', operator: 'Exists' }, ['key: must not be empty']],
    [
      'with a value that no label has',
      { key: 'a', operator: 'In', values: ['a b'] },
      [expect.stringMatching(/^values\[0\]: must be a label value/)],
    ],
  ])('for nodes %s', (_, requirement, refused) => {
    expect(node(requirement)).toEqual(refused);
  });

  test.each<[string, object, string[]]>([
    [
      'another field',
      { key: 'metadata.uid', operator: 'In', values: ['a'] },
      ['key: must be metadata.name, got "metadata.uid"'],
    ],
    [
      'another operator',
      { key: 'metadata.name', operator: 'Gt', values: ['1'] },
      ['operator: must be In or NotIn for a field, got "Gt"'],
    ],
    ['two names', { key: 'metadata.name', operator: 'In', values: ['a', 'b'] }, ['values: must have one value, got 2']],
  ])('for a field of nodes with %s', (_, requirement, refused) => {
    expect(node(requirement, 'matchFields')).toEqual(refused);
  });

  test('for nodes without a term, or with a weight of 0', () => {
    const nodeAffinity = {
      [required]: {},
      [preferred]: [
        { weight: 0, preference: {} },
        { weight: 100, preference: {} },
      ],
    };
    expect(podRefusals({ affinity: { nodeAffinity } })).toEqual([
      `affinity.nodeAffinity.${required}.nodeSelectorTerms: must not be empty`,
      `affinity.nodeAffinity.${preferred}[0].weight: must be an integer from 1 to 100, got 0`,
    ]);
  });

  test.each<[string, object, string[]]>([
    ['without a label of nodes', {}, ['topologyKey: is required']],
    ['with a label that no node has', { topologyKey: 'a b' }, [`topologyKey: must be ${KEY}, got "a b"`]],
    [
      'with an invalid namespace',
      { topologyKey: 'a', namespaces: ['A'] },
      [expect.stringMatching(/^namespaces\[0\]: must be at most 63 /)],
    ],
    [
      'with one label key in both lists',
      { topologyKey: 'a', labelSelector: {}, matchLabelKeys: ['a'], mismatchLabelKeys: ['a'] },
      ['matchLabelKeys[0]: must not be in mismatchLabelKeys too'],
    ],
  ])('for pods %s', (_, term, refused) => {
    const prefix = `affinity.podAffinity.${required}[0].`;
    const found = podRefusals({ affinity: { podAffinity: { [required]: [term] } } });
    expect(found.map((text) => text.replace(prefix, ''))).toEqual(refused);
  });

  test('unless its members fit', () => {
    const preference = { matchExpressions: [{ key: 'a', operator: 'In', values: ['any value'] }] };
    const podAffinityTerm = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { a: 'b' } } };
    const affinity = {
      nodeAffinity: { [preferred]: [{ weight: 1, preference }] },
      podAntiAffinity: { [preferred]: [{ weight: 100, podAffinityTerm }] },
    };
    expect(podRefusals({ affinity })).toEqual([]);
  });
});
