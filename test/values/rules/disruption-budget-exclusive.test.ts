import type { Values } from '../../../lib';
import { error, errors } from '../../lines/0.11/rules/support';

type Budget = NonNullable<NonNullable<Values['backstage']>['podDisruptionBudget']>;

const budget = (podDisruptionBudget: Budget): Values => ({
  backstage: { podDisruptionBudget: { enabled: true, ...podDisruptionBudget } },
});

const both = (minAvailable: string, maxUnavailable: string) =>
  error(
    'disruption-budget-exclusive',
    'backstage.podDisruptionBudget.maxUnavailable',
    `must not be set together with minAvailable (${minAvailable}), got ${maxUnavailable}`,
    'set minAvailable to null, or remove maxUnavailable',
  );

test('refuses maxUnavailable together with the default minAvailable', () => {
  expect(errors(budget({ maxUnavailable: 1 }))).toEqual([both('1', '1')]);
});

test('refuses two percentages', () => {
  expect(errors(budget({ minAvailable: '50%', maxUnavailable: '25%' }))).toEqual([both('50%', '"25%"')]);
});

test('refuses "0%", which the chart renders as a bound', () => {
  expect(errors(budget({ minAvailable: '0%', maxUnavailable: 1 }))).toEqual([both('0%', '1')]);
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

test('accepts both bounds if the rule is switched off', () => {
  expect(errors(budget({ maxUnavailable: 1 }), { allow: ['disruption-budget-exclusive'] })).toEqual([]);
});

test('ignores the budget if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, podDisruptionBudget: { enabled: true, maxUnavailable: 1 } } })).toEqual(
    [],
  );
});
