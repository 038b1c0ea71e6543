import type { Values } from '../../../lib';
import { error, errors, POSTGRESQL } from '../../lines/0.11/rules/support';

type Autoscaling = NonNullable<NonNullable<Values['backstage']>['autoscaling']>;

const scaled = (autoscaling: Autoscaling): Values => ({
  backstage: { database: POSTGRESQL, autoscaling: { enabled: true, ...autoscaling } },
});

const refused = (key: string, message: string, fix: string) =>
  error('autoscaling-range', `backstage.autoscaling.${key}`, message, fix);

const objectRefused = (key: string) =>
  expect.objectContaining({ rule: 'kubernetes-objects', path: `backstage.autoscaling.${key}` });

test('leaves a minimum above the maximum to the check of the object', () => {
  expect(errors(scaled({ minReplicas: 9, maxReplicas: 5 }))).toEqual([objectRefused('minReplicas')]);
  expect(errors(scaled({ minReplicas: 4 }))).toEqual([objectRefused('minReplicas')]);
});

test.each([0, -1])('leaves bounds of %j to the check of the object', (bound) => {
  expect(errors(scaled({ minReplicas: bound }))).toEqual([objectRefused('minReplicas')]);
  expect(errors(scaled({ minReplicas: 1, maxReplicas: bound }))).toContainEqual(objectRefused('maxReplicas'));
});

test('refuses an autoscaler without a maximum, once', () => {
  expect(errors(scaled({ maxReplicas: null }))).toEqual([
    refused('maxReplicas', 'must be set, got no value', 'set it to 1 or more'),
  ]);
});

describe.each(['targetCPUUtilizationPercentage', 'targetMemoryUtilizationPercentage'] as const)('%s', (key) => {
  test.each([-1, 101, 150])('must not be %j', (target) => {
    expect(errors(scaled({ [key]: target }))).toEqual([
      refused(
        key,
        `must be from 1 to 100 percent of the request, got ${target}`,
        'set it to a number from 1 to 100, or to null to turn this metric off',
      ),
    ]);
  });

  test.each([1, 100, 0, null])('may be %j', (target) => {
    expect(errors(scaled({ [key]: target }))).toEqual([]);
  });
});

test.each<[string, Autoscaling]>([
  ['equal bounds', { minReplicas: 3, maxReplicas: 3 }],
  ['one pod', { minReplicas: 1, maxReplicas: 1 }],
  ['no minimum, which means 1', { minReplicas: null, maxReplicas: 1 }],
])('accepts %s', (_, autoscaling) => {
  expect(errors(scaled(autoscaling))).toEqual([]);
});

test('ignores a disabled autoscaler', () => {
  expect(errors(scaled({ enabled: false, minReplicas: 9, maxReplicas: 0 }))).toEqual([]);
});

test('accepts other targets if the rule is switched off', () => {
  expect(errors(scaled({ targetCPUUtilizationPercentage: 150 }), { allow: ['autoscaling-range'] })).toEqual([]);
});

test('ignores the autoscaler if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, autoscaling: { enabled: true, minReplicas: 9 } } })).toEqual([]);
});
