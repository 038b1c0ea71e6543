import type { Values } from '../../../lib';
import { error, errors, POSTGRESQL, shown } from '../../lines/0.11/rules/support';

type Autoscaling = NonNullable<NonNullable<Values['backstage']>['autoscaling']>;

const scaled = (autoscaling: Autoscaling): Values => ({
  backstage: { database: POSTGRESQL, autoscaling: { enabled: true, ...autoscaling } },
});

const refused = (key: string, message: string, fix: string) =>
  error('autoscaling-range', `backstage.autoscaling.${key}`, message, fix);

test('refuses a minimum above the maximum', () => {
  expect(errors(scaled({ minReplicas: 9, maxReplicas: 5 }))).toEqual([
    refused('minReplicas', 'must be at most maxReplicas (5), got 9', 'lower it, or raise maxReplicas'),
  ]);
});

test('refuses a minimum above the default maximum of 3', () => {
  expect(errors(scaled({ minReplicas: 4 }))).toEqual([
    refused('minReplicas', 'must be at most maxReplicas (3), got 4', 'lower it, or raise maxReplicas'),
  ]);
});

test.each([0, -1])('refuses a minimum of %j', (minReplicas) => {
  expect(errors(scaled({ minReplicas }))).toEqual([
    refused('minReplicas', `must be at least 1, got ${minReplicas}`, 'set it to 1 or more'),
  ]);
});

test.each([0, -1, null])('refuses a maximum of %j, once', (maxReplicas) => {
  expect(errors(scaled({ maxReplicas }))).toEqual([
    refused('maxReplicas', `must be at least 1, got ${shown(maxReplicas)}`, 'set it to 1 or more'),
  ]);
});

describe.each(['targetCPUUtilizationPercentage', 'targetMemoryUtilizationPercentage'] as const)('%s', (key) => {
  test.each([-1, 101, 150])('is refused as %j', (target) => {
    expect(errors(scaled({ [key]: target }))).toEqual([
      refused(
        key,
        `must be 1 to 100 percent of the request, got ${target}`,
        'set it to 1 to 100, or to null for no such metric',
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
  ['no minimum, which Kubernetes takes for 1', { minReplicas: null, maxReplicas: 1 }],
])('takes %s', (_, autoscaling) => {
  expect(errors(scaled(autoscaling))).toEqual([]);
});

test('does not look at an autoscaler that is off', () => {
  expect(errors(scaled({ enabled: false, minReplicas: 9, maxReplicas: 0 }))).toEqual([]);
});

test('lets a minimum above the maximum through the rules where allowed', () => {
  expect(errors(scaled({ minReplicas: 9, maxReplicas: 5 }), { allow: ['autoscaling-range'] })).toEqual([]);
});

test('does not look at the autoscaler of a disabled Backstage', () => {
  expect(errors({ backstage: { enabled: false, autoscaling: { enabled: true, minReplicas: 9 } } })).toEqual([]);
});
