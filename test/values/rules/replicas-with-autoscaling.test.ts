import type { Values } from '../../../lib';
import { POSTGRESQL, warning, warnings } from './support';

const scaled = (backstage: Values['backstage']): Values => ({
  backstage: { database: POSTGRESQL, autoscaling: { enabled: true }, ...backstage },
});

const beside = (replicas: number) =>
  warning(
    'replicas-with-autoscaling',
    'backstage.replicas',
    `is rendered beside the autoscaler, as the chart does: each apply sets the number of pods back, got ${replicas}`,
    'use fidelity corrected, or set it to null',
  );

test.each([1, 2])('warns of %d replicas beside an autoscaler', (replicas) => {
  expect(warnings(scaled({ replicas }))).toEqual([beside(replicas)]);
});

test('warns of the default number of replicas, which is rendered too', () => {
  expect(warnings(scaled({}))).toEqual([beside(1)]);
});

test('says nothing of replicas that are null', () => {
  expect(warnings(scaled({ replicas: null }))).toEqual([]);
});

test('says nothing without an autoscaler', () => {
  expect(warnings(scaled({ replicas: 2, autoscaling: { enabled: false } }))).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(warnings(scaled({}), { allow: ['replicas-with-autoscaling'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warnings(scaled({ enabled: false }))).toEqual([]);
});
