import { isJsonMap, type JsonValue } from '../../lib/util/json';

test('accepts maps with any prototype', () => {
  const maps: JsonValue[] = [{}, { a: 1 }, Object.create(null)];
  expect(maps.filter((value) => !isJsonMap(value))).toEqual([]);
});

test('rejects lists, scalars, null and undefined', () => {
  const others: (JsonValue | undefined)[] = [[], [{}], null, undefined, '{}', 0, false];
  expect(others.filter(isJsonMap)).toEqual([]);
});
