import { data, dataMap, json } from '../../lib/util/data-shape';
import type { Shape } from '../../lib/util/shape';
import { text } from '../../lib/util/shape';

class Computed {
  produce() {
    return 5;
  }
}

const loop: Record<string, unknown> = {};
loop.list = [loop];

/** Returns the paths of the problems of a value. */
function paths(of: Shape, value: unknown): string[] {
  return of.check(value, '').map(({ path }) => path);
}

test.each<[unknown, string[]]>([
  [loop, ['list[0]']],
  [{ a: 5n }, ['a']],
  [{ a: [() => 5] }, ['a[0]']],
  [{ a: Symbol('a') }, ['a']],
  [{ a: new Date(0), b: new Map(), c: Buffer.from('a') }, ['a', 'b', 'c']],
])('refuses data that no document can contain: %#', (value, expected) => {
  expect(paths(data, value)).toEqual(expected);
  expect(paths(json, value)).toEqual(expected);
});

test('accepts an object of a class of cdk8s, which renders itself, but not in JSON', () => {
  expect(paths(data, { a: new Computed() })).toEqual([]);
  expect(paths(json, { a: new Computed() })).toEqual(['a']);
});

test('accepts one value in two places', () => {
  const shared = { a: 1 };
  expect(paths(data, { one: shared, two: [shared, shared] })).toEqual([]);
});

test.each([[null], ['a'], [[]], [undefined], [new Date(0)]])('refuses %p as a map', (value) => {
  expect(paths(dataMap(), value)).toEqual(['']);
});

test('checks the members that are known, unless they are missing', () => {
  const named = dataMap({ name: text });
  expect(paths(named, { name: 5 })).toEqual(['name']);
  expect(paths(named, { name: null })).toEqual([]);
  expect(paths(named, { other: 5 })).toEqual([]);
});

test('does not show a value', () => {
  const messages = [...data.check({ a: 7777n }, ''), ...dataMap().check('hunter2', '')].map(({ message }) => message);
  expect(messages.join()).not.toMatch(/7777|hunter2/);
});
