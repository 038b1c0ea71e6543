import { isJsonMap, type JsonValue } from '../../lib/util/json';

test('a map is a map, whatever its prototype', () => {
  const maps: JsonValue[] = [{}, { a: 1 }, Object.create(null)];
  expect(maps.filter((value) => !isJsonMap(value))).toEqual([]);
});

test('a list, a scalar and nothing are no maps', () => {
  const others: (JsonValue | undefined)[] = [[], [{}], null, undefined, '{}', 0, false];
  expect(others.filter(isJsonMap)).toEqual([]);
});
