import { renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, find, testChanges, testPlaces } from './support';

const BUDGET = 'PodDisruptionBudget openchoreo-ui';

type Budget = NonNullable<NonNullable<Values['backstage']>['podDisruptionBudget']>;

const budget = (podDisruptionBudget: Budget = {}): Values => ({
  backstage: { podDisruptionBudget: { enabled: true, ...podDisruptionBudget } },
});

test('adds only a PodDisruptionBudget', () => {
  for (const fidelity of ['exact', 'corrected'] as const) {
    expect(Object.keys(changesBy(budget(), { fidelity }))).toEqual([BUDGET]);
  }
});

describe('the bounds', () => {
  const [MIN, MAX] = [`${BUDGET}: spec.minAvailable`, `${BUDGET}: spec.maxUnavailable`];
  const REMOVED = '(removed)';

  testChanges(
    [
      ['minAvailable', budget({ minAvailable: 2 }), { [MIN]: 2 }],
      ['minAvailable in percent', budget({ minAvailable: '50%' }), { [MIN]: '50%' }],
      ['a quoted minAvailable, which is rendered as a number', budget({ minAvailable: '2' }), { [MIN]: 2 }],
      ['a quoted minAvailable with several digits', budget({ minAvailable: '12' }), { [MIN]: 12 }],
      [
        'minAvailable 0, which the chart treats as unset',
        budget({ minAvailable: 0 }),
        { [MIN]: REMOVED },
        { [MIN]: 0 },
      ],
      ['a quoted minAvailable of 0', budget({ minAvailable: '0' }), { [MIN]: REMOVED }, { [MIN]: 0 }],
      ['no minAvailable', budget({ minAvailable: null }), { [MIN]: REMOVED }],
      ['an empty minAvailable', budget({ minAvailable: '' }), { [MIN]: REMOVED }],
      ['maxUnavailable', budget({ minAvailable: null, maxUnavailable: '25%' }), { [MIN]: REMOVED, [MAX]: '25%' }],
      [
        'maxUnavailable 0, which the chart treats as unset',
        budget({ minAvailable: null, maxUnavailable: 0 }),
        { [MIN]: REMOVED },
        { [MIN]: REMOVED, [MAX]: 0 },
      ],
    ],
    { ...BASE, ...budget() },
  );
});

describe('the budget', () => {
  testPlaces([
    [
      "podDisruptionBudget, with the chart's selector",
      { backstage: { podDisruptionBudget: { enabled: true, minAvailable: null, maxUnavailable: '50%' } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec',
      {
        maxUnavailable: '50%',
        selector: {
          matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
        },
      },
    ],
    [
      'podDisruptionBudget.minAvailable 0, which the chart treats as unset',
      { backstage: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec',
      {
        selector: {
          matchLabels: { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
        },
      },
    ],
  ]);
});

test('both bounds are rendered if the rule against them is switched off, as in the chart', () => {
  const values: Values = { backstage: { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } } };
  const all = renderManifests([BASE, values], { allow: ['kubernetes-objects'] });
  expect(find(all, 'PodDisruptionBudget openchoreo-ui')).toHaveProperty('spec.minAvailable', 1);
  expect(find(all, 'PodDisruptionBudget openchoreo-ui')).toHaveProperty('spec.maxUnavailable', 1);
});
