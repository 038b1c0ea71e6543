import { unlessEmpty } from '../lib/unless-empty';

test('a list with items is itself', () => {
  const list = [0];
  expect(unlessEmpty(list)).toBe(list);
});

test('a map with members is itself', () => {
  const map = { a: null };
  expect(unlessEmpty(map)).toBe(map);
});

test.each([[[]], [{}], [{ a: undefined }], [undefined]])('%p is nothing', (empty) => {
  expect(unlessEmpty(empty)).toBeUndefined();
});
