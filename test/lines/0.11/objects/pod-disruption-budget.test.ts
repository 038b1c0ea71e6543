import { renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, find, testChanges, testPlaces } from './support';

const BUDGET = 'PodDisruptionBudget openchoreo-ui';

type Budget = NonNullable<NonNullable<Values['backstage']>['podDisruptionBudget']>;

const budget = (podDisruptionBudget: Budget = {}): Values => ({
  backstage: { podDisruptionBudget: { enabled: true, ...podDisruptionBudget } },
});

test('it is one object more, and nothing else changes', () => {
  for (const fidelity of ['exact', 'corrected'] as const) {
    expect(Object.keys(changesBy(budget(), { fidelity }))).toEqual([BUDGET]);
  }
});

describe('its bounds', () => {
  const [MIN, MAX] = [`${BUDGET}: spec.minAvailable`, `${BUDGET}: spec.maxUnavailable`];
  const GONE = '(gone)';

  testChanges(
    [
      ['minAvailable', budget({ minAvailable: 2 }), { [MIN]: 2 }],
      ['minAvailable in percent', budget({ minAvailable: '50%' }), { [MIN]: '50%' }],
      ['minAvailable in quotes is a number', budget({ minAvailable: '2' }), { [MIN]: 2 }],
      ['minAvailable in quotes is a number of any length', budget({ minAvailable: '12' }), { [MIN]: 12 }],
      ['minAvailable 0, which the chart takes for none', budget({ minAvailable: 0 }), { [MIN]: GONE }, { [MIN]: 0 }],
      ['minAvailable 0 in quotes', budget({ minAvailable: '0' }), { [MIN]: GONE }, { [MIN]: 0 }],
      ['no minAvailable', budget({ minAvailable: null }), { [MIN]: GONE }],
      ['an empty minAvailable', budget({ minAvailable: '' }), { [MIN]: GONE }],
      ['maxUnavailable', budget({ minAvailable: null, maxUnavailable: '25%' }), { [MIN]: GONE, [MAX]: '25%' }],
      [
        'maxUnavailable 0, which the chart takes for none',
        budget({ minAvailable: null, maxUnavailable: 0 }),
        { [MIN]: GONE },
        { [MIN]: GONE, [MAX]: 0 },
      ],
    ],
    { ...BASE, ...budget() },
  );
});

describe('the budget', () => {
  testPlaces([
    [
      'podDisruptionBudget, with the selector of the chart',
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
      'podDisruptionBudget.minAvailable 0, which the chart takes for unset',
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

test('a budget with both bounds is rendered where its rule is allowed, as the chart does it', () => {
  const values: Values = { backstage: { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } } };
  const all = renderManifests([BASE, values], { allow: ['disruption-budget-exclusive'] });
  expect(find(all, 'PodDisruptionBudget openchoreo-ui')).toHaveProperty('spec.minAvailable', 1);
  expect(find(all, 'PodDisruptionBudget openchoreo-ui')).toHaveProperty('spec.maxUnavailable', 1);
});
