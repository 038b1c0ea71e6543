import { omitEmpty, omitEmptyLists } from '../../lib/util/omit-empty';

test('keeps a list with items', () => {
  const list = [0];
  expect(omitEmpty(list)).toBe(list);
});

test('keeps a map with members', () => {
  const map = { a: null };
  expect(omitEmpty(map)).toBe(map);
});

test.each([[[]], [{}], [{ a: undefined }], [undefined]])('omits %p', (empty) => {
  expect(omitEmpty(empty)).toBeUndefined();
});

test('omits empty lists and undefined members', () => {
  expect(omitEmptyLists({ a: [1], b: [], c: undefined })).toEqual({ a: [1] });
});
