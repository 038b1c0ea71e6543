import { refusals } from './refusals';

function selector(podSelector: object): string[] {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'a' },
    spec: { podSelector },
  };
  return refusals(policy).map((text) => text.replace('spec.podSelector.', ''));
}

describe('a selector', () => {
  test.each<[string, object, string[]]>([
    [
      'with a label value with a space',
      { matchLabels: { a: 'b c' } },
      ['matchLabels.a: must be a label value: at most 63 letters, digits, -, _ and ., got "b c"'],
    ],
    [
      'with a label key with a space',
      { matchLabels: { 'a b': 'c' } },
      [
        'matchLabels["a…"]: must have a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /',
      ],
    ],
    [
      'with In and no values',
      { matchExpressions: [{ key: 'a', operator: 'In' }] },
      ['matchExpressions[0].values: must have a value, because operator is In'],
    ],
    [
      'with Exists and values',
      { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
      ['matchExpressions[0].values: must be empty, because operator is Exists'],
    ],
    [
      'with an unknown operator',
      { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] },
      ['matchExpressions[0].operator: must be In, NotIn, Exists or DoesNotExist, got "Gt"'],
    ],
    [
      'without an operator',
      { matchExpressions: [{ key: 'a' }] },
      ['matchExpressions[0].operator: must be In, NotIn, Exists or DoesNotExist, got no value'],
    ],
    [
      'without a key',
      { matchExpressions: [{ operator: 'Exists' }] },
      [
        'matchExpressions[0].key: must be a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /',
      ],
    ],
    [
      'with a value with a space',
      { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b', 'b c'] }] },
      ['matchExpressions[0].values[1]: must be a label value: at most 63 letters, digits, -, _ and ., got "b c"'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(selector(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without conditions', {}],
    [
      'with all operators',
      {
        matchExpressions: [
          { key: 'a', operator: 'In', values: ['b', ''] },
          { key: 'a', operator: 'NotIn', values: ['b'] },
          { key: 'a', operator: 'Exists', values: [] },
          { key: 'example.com/a', operator: 'DoesNotExist' },
        ],
      },
    ],
  ])('is accepted %s', (_, members) => {
    expect(selector(members)).toEqual([]);
  });
});
