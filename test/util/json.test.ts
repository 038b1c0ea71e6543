import { isJsonMap, type JsonValue, sortedMap } from '../../lib/util/json';

test('accepts maps with any prototype', () => {
  const maps: JsonValue[] = [{}, { a: 1 }, Object.create(null)];
  expect(maps.filter((value) => !isJsonMap(value))).toEqual([]);
});

test('rejects lists, scalars, null and undefined', () => {
  const others: (JsonValue | undefined)[] = [[], [{}], null, undefined, '{}', 0, false];
  expect(others.filter(isJsonMap)).toEqual([]);
});

test('sorts the keys of all maps, and keeps the order of lists', () => {
  const sorted = sortedMap({ b: [2, { d: 1, c: null }, 1], a: 'x' });
  expect(JSON.stringify(sorted)).toBe('{"a":"x","b":[2,{"c":null,"d":1},1]}');
});
