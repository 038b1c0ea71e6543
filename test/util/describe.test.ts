import { describe as show } from '../../lib/util/describe';

test.each<[unknown, string]>([
  [null, 'null'],
  [undefined, 'no value'],
  ['a "b"\n', '"a \\"b\\"\\n"'],
  ['', '""'],
  [1.5, '1.5'],
  [false, 'false'],
  [[1], 'a list'],
  [{ a: 1 }, 'a map'],
  [Number.NaN, 'NaN'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
])('shows %p as %s', (value, shown) => {
  expect(show(value)).toBe(shown);
});

test.each<[unknown, string]>([
  ['hunter2', 'a string (not shown)'],
  [42, 'a number (not shown)'],
  [true, 'a boolean (not shown)'],
  [null, 'null'],
  [['hunter2'], 'a list'],
])('shows the secret %p as %s', (value, shown) => {
  expect(show(value, true)).toBe(shown);
});

test('shortens a text that needs more than 80 characters to 77', () => {
  expect([show('a'.repeat(78)), show('a'.repeat(79))]).toEqual([`"${'a'.repeat(78)}"`, `"${'a'.repeat(76)}…`]);
});
