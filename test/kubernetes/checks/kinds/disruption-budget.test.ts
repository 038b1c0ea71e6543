import { refusals } from '../refusals';

function budget(spec: object): string[] {
  const object = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'a' }, spec };
  return refusals(object).map((text) => text.replace('spec.', ''));
}

describe('a budget', () => {
  test.each<[string, object, string[]]>([
    [
      'with both limits',
      { minAvailable: 1, maxUnavailable: 1 },
      ['maxUnavailable: must not be set, because minAvailable is set'],
    ],
    [
      'with a negative limit',
      { minAvailable: -1 },
      ['minAvailable: must be an integer of at least 0, or a percentage, got -1'],
    ],
    [
      'with a number in quotes',
      { maxUnavailable: '1' },
      ['maxUnavailable: must be an integer of at least 0, or a percentage, got "1"'],
    ],
    ['with more than 100%', { maxUnavailable: '101%' }, ['maxUnavailable: must be at most 100%, got "101%"']],
    [
      'with an empty eviction policy',
      { unhealthyPodEvictionPolicy: '' },
      ['unhealthyPodEvictionPolicy: must not be empty'],
    ],
    [
      'with an unknown eviction policy',
      { unhealthyPodEvictionPolicy: 'Never' },
      ['unhealthyPodEvictionPolicy: must be one of AlwaysAllow, IfHealthyBudget, got "Never"'],
    ],
  ])('is refused %s', (_, spec, refused) => {
    expect(budget(spec)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without members', {}],
    ['with 0', { maxUnavailable: 0 }],
    ['with 100%', { minAvailable: '100%' }],
    ['with an eviction policy', { unhealthyPodEvictionPolicy: 'AlwaysAllow' }],
  ])('is accepted %s', (_, spec) => {
    expect(budget(spec)).toEqual([]);
  });
});
