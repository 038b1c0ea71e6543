import type { Values } from '../../../lib';
import { error, errors } from '../../lines/0.11/rules/support';

type Budget = NonNullable<NonNullable<Values['backstage']>['podDisruptionBudget']>;

const budget = (podDisruptionBudget: Budget): Values => ({
  backstage: { podDisruptionBudget: { enabled: true, ...podDisruptionBudget } },
});

const PATH = 'backstage.podDisruptionBudget.maxUnavailable';

/** Error about the budget that the chart renders with both bounds. */
const REFUSED = expect.objectContaining({ rule: 'kubernetes-objects', path: PATH });

test.each<Budget>([
  { maxUnavailable: 1 },
  { minAvailable: '50%', maxUnavailable: '25%' },
  { minAvailable: '0%', maxUnavailable: 1 },
])('Kubernetes refuses %j, which the chart renders with both bounds', (podDisruptionBudget) => {
  expect(errors(budget(podDisruptionBudget))).toEqual([REFUSED]);
});

test('refuses two bounds in corrected, which would render only one of them', () => {
  const values = budget({ minAvailable: '50%', maxUnavailable: '25%' });
  expect(errors(values, { fidelity: 'corrected' })).toEqual([
    error(
      'disruption-budget-exclusive',
      PATH,
      'must not be set together with minAvailable (50%), got "25%"',
      'set minAvailable to null, or remove maxUnavailable',
    ),
  ]);
  expect(errors(values, { fidelity: 'corrected', allow: ['disruption-budget-exclusive'] })).toEqual([]);
});

test('accepts maxUnavailable in corrected, which replaces the default minAvailable', () => {
  expect(errors(budget({ maxUnavailable: 1 }), { fidelity: 'corrected' })).toEqual([]);
});

test.each<Budget>([
  { minAvailable: 2 },
  { minAvailable: null, maxUnavailable: 1 },
  { minAvailable: 0, maxUnavailable: 1 },
  { minAvailable: '', maxUnavailable: '25%' },
  { minAvailable: 1, maxUnavailable: 0 },
  { minAvailable: 1, maxUnavailable: null },
  { minAvailable: null, maxUnavailable: null },
])('accepts %j, which the chart renders with at most one bound', (podDisruptionBudget) => {
  expect(errors(budget(podDisruptionBudget))).toEqual([]);
});

test('ignores a disabled budget', () => {
  expect(errors(budget({ enabled: false, maxUnavailable: 1 }))).toEqual([]);
});

test('ignores the budget if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, podDisruptionBudget: { enabled: true, maxUnavailable: 1 } } })).toEqual(
    [],
  );
});
