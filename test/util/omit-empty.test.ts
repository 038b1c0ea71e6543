import { omitEmpty } from '../../lib/util/omit-empty';

test('a list with items is kept', () => {
  const list = [0];
  expect(omitEmpty(list)).toBe(list);
});

test('a map with members is kept', () => {
  const map = { a: null };
  expect(omitEmpty(map)).toBe(map);
});

test.each([[[]], [{}], [{ a: undefined }], [undefined]])('%p is left out', (empty) => {
  expect(omitEmpty(empty)).toBeUndefined();
});
