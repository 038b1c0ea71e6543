import { isJsonMap, type JsonValue } from '../lib/json';

test.each<[JsonValue]>([[{}], [{ a: 1 }], [Object.create(null)]])('%p is a map', (value) => {
  expect(isJsonMap(value)).toBe(true);
});

test.each<[JsonValue | undefined]>([[[]], [[{}]], [null], [undefined], ['{}'], [0], [false]])(
  '%p is no map',
  (value) => {
    expect(isJsonMap(value)).toBe(false);
  },
);
