import { nameList } from '../../lib/util/name-list';

test.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
])('lists %j as %j', (names, list) => {
  expect(nameList(names)).toBe(list);
});
