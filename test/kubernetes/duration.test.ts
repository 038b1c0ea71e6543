import { isGoDuration, milliseconds } from '../../lib/kubernetes/duration';

test('converts durations with every unit, and with several units', () => {
  const expected: Record<string, number> = {
    '30s': 30_000,
    '1m30s': 90_000,
    '1h': 3_600_000,
    '250ms': 250,
    '1s1ms': 1001,
    '1d': 86_400_000,
    '2w': 1_209_600_000,
    '1y': 31_536_000_000,
    '0s': 0,
    '0': 0,
  };
  const read = Object.keys(expected).map((duration) => [duration, milliseconds(duration)]);
  expect(Object.fromEntries(read)).toEqual(expected);
});

test('accepts Go durations in hours and shorter units, with signs and fractions', () => {
  const durations = ['1h', '1h30m', '0', '+5s', '-5s', '1.5h', '1.h', '.5s', '10us', '10µs', '10μs', '10ns'];
  expect(durations.filter((duration) => !isGoDuration(duration))).toEqual([]);
});

test('rejects days and numbers without a unit as Go durations', () => {
  const others = ['', '1d', '1', '00', '1h ', 'h', '.s', '.', '+', '1h30', '1H'];
  expect(others.filter(isGoDuration)).toEqual([]);
});
