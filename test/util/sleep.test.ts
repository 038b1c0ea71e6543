import { sleep } from '../../lib/util/sleep';

test('blocks for the given time', () => {
  const start = performance.now();
  sleep(20);
  expect(performance.now() - start).toBeGreaterThanOrEqual(19);
});
