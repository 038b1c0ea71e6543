import { milliseconds } from '../../lib/values/duration';

test.each([
  ['30s', 30_000],
  ['1m30s', 90_000],
  ['1h', 3_600_000],
  ['250ms', 250],
  ['1s1ms', 1001],
  ['1d', 86_400_000],
  ['2w', 1_209_600_000],
  ['1y', 31_536_000_000],
  ['0s', 0],
  ['0', 0],
])('%s is %d milliseconds', (duration, expected) => {
  expect(milliseconds(duration)).toBe(expected);
});
