import type { Values } from '../../lib';
import { FIDELITIES } from '../../lib/values/fidelity';
import { POSTGRESQL, yaml } from './0.11/rules/support';
import { type Backstage, errors, on, RULE, refused } from './object-findings-support';

describe('backstage.autoscaling', () => {
  const scaled = (autoscaling: Backstage['autoscaling']): Values =>
    on({ database: POSTGRESQL, autoscaling: { enabled: true, ...autoscaling } });

  test.each([{ minReplicas: 9, maxReplicas: 5 }, { minReplicas: 4 }, { minReplicas: 0 }, { minReplicas: -1 }])(
    'must not have the minimum of %j',
    (autoscaling) => {
      expect(errors(scaled(autoscaling))).toEqual([refused('backstage.autoscaling.minReplicas')]);
      expect(errors(scaled(autoscaling), { allow: [RULE] })).toEqual([]);
      expect(errors(scaled({ ...autoscaling, enabled: false }))).toEqual([]);
    },
  );

  test.each([0, -1])('must not have a maximum of %d', (maxReplicas) => {
    expect(errors(scaled({ maxReplicas }))).toEqual([refused('backstage.autoscaling.maxReplicas')]);
  });

  test.each([
    { minReplicas: 3, maxReplicas: 3 },
    { minReplicas: 1, maxReplicas: 1 },
    { minReplicas: null, maxReplicas: 1 },
  ])('may have the bounds %j', (autoscaling) => {
    expect(errors(scaled(autoscaling))).toEqual([]);
  });
});

describe('backstage.strategy', () => {
  type Strategy = NonNullable<Backstage['strategy']>;
  const replaced = (strategy: Strategy): Values => on({ database: POSTGRESQL, strategy });

  test.each<Strategy>([
    { type: 'Recreate', rollingUpdate: {} },
    { type: 'Recreate', rollingUpdate: { maxSurge: 1 } },
  ])('must not contradict itself: %j', (strategy) => {
    expect(errors(replaced(strategy))).toEqual([refused('backstage.strategy.rollingUpdate')]);
    expect(errors(on({ strategy }))).toEqual([refused('backstage.strategy.rollingUpdate')]);
  });

  test('may have type Recreate if null removes the rollingUpdate of an earlier file', () => {
    expect(errors(yaml('backstage: {strategy: {type: Recreate, rollingUpdate: null}}'))).toEqual([]);
  });

  test.each<[number | string, number | string]>([
    [0, 0],
    [0, '0%'],
    ['0%', '0%'],
  ])('must not have maxSurge %j together with maxUnavailable %j', (maxSurge, maxUnavailable) => {
    expect(errors(replaced({ rollingUpdate: { maxSurge, maxUnavailable } }))).toEqual([
      refused('backstage.strategy.rollingUpdate.maxUnavailable'),
    ]);
  });

  test('must not have a text without % as a number', () => {
    expect(errors(replaced({ rollingUpdate: { maxSurge: '0', maxUnavailable: 1 } }))).toEqual([
      refused('backstage.strategy.rollingUpdate.maxSurge'),
    ]);
  });

  test('may have null as numbers, so that Kubernetes chooses them', () => {
    const values = yaml('backstage: {strategy: {rollingUpdate: {maxSurge: null, maxUnavailable: null}}}');
    expect(errors({ backstage: { ...values.backstage, database: POSTGRESQL } })).toEqual([]);
  });

  test.each(FIDELITIES)('is checked in %s fidelity', (fidelity) => {
    const values = replaced({ type: 'Recreate', rollingUpdate: { maxSurge: 1 } });
    expect(errors(values, { fidelity })).toEqual([refused('backstage.strategy.rollingUpdate')]);
  });
});
