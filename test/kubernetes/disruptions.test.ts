import { blocksDrains, type DisruptionBounds, podsToDrain } from '../../lib/kubernetes/disruptions';

test.each<[DisruptionBounds, number]>([
  [{ minAvailable: 1 }, 1],
  [{ minAvailable: 2 }, 2],
  [{ minAvailable: 5 }, 3],
  [{ minAvailable: '100%' }, 4],
  [{ minAvailable: '50%' }, 1],
  [{ minAvailable: '75%' }, 3],
  [{ maxUnavailable: 0 }, 3],
  [{ maxUnavailable: '0%' }, 3],
])('%j never lets one of %d pods go', (bounds, pods) => {
  expect(blocksDrains(bounds, pods)).toBe(true);
});

test.each<[DisruptionBounds, number]>([
  [{}, 1],
  [{ minAvailable: 0 }, 1],
  [{ minAvailable: '0%' }, 1],
  [{ minAvailable: 1 }, 2],
  [{ minAvailable: '50%' }, 2],
  [{ minAvailable: '75%' }, 4],
  [{ maxUnavailable: 1 }, 1],
  [{ maxUnavailable: '1%' }, 1],
  [{ minAvailable: 'half' }, 1],
])('%j lets one of %d pods go', (bounds, pods) => {
  expect(blocksDrains(bounds, pods)).toBe(false);
});

test('finds the number of pods of which a budget lets one go', () => {
  expect(podsToDrain({ minAvailable: 2 }, 1)).toBe(3);
  expect(podsToDrain({ minAvailable: '75%' }, 1)).toBe(4);
  expect(podsToDrain({ minAvailable: '100%' }, 1)).toBeUndefined();
});
