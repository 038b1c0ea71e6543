import { isGoDuration, milliseconds } from '../../lib/values/duration';

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

test.each(['1h', '1h30m', '0', '+5s', '-5s', '1.5h', '1.h', '.5s', '10us', '10µs', '10μs', '10ns'])(
  '%s is a duration that Go reads',
  (duration) => {
    expect(isGoDuration(duration)).toBe(true);
  },
);

test.each(['', '1d', '1', '00', '1h ', 'h', '.s', '.', '+', '1h30', '1H'])('%j is none', (duration) => {
  expect(isGoDuration(duration)).toBe(false);
});
