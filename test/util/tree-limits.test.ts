import { exceededLimit } from '../../lib/util/tree-limits';

const LIMITS = { values: 10, depth: 3, characters: 5 };

const boundOf = (tree: unknown) => exceededLimit(tree, LIMITS)?.bound;

test('accepts trees within the bounds', () => {
  const trees = [null, 'abcde', { abcde: 1 }, [[[1]]], [1, 2, 3, 4, 5, 6, 7, 8, 9], {}];
  expect(trees.map(boundOf)).toEqual(trees.map(() => undefined));
});

test.each([
  ['values', [1, 2, 3, 4, 5, 6, 7, 8, 9, 0], 'at most 10 values after YAML expands its aliases'],
  ['levels', [[[[]]]], 'at most 3 maps and lists inside each other'],
  ['characters in a text', ['abcdef'], 'at most 5 characters in a text or key'],
  ['characters in a key', { abcdef: 1 }, 'at most 5 characters in a text or key'],
])('reports too many %s', (_, tree, bound) => {
  expect(boundOf(tree)).toBe(bound);
});

test('counts a value that is used several times at each use', () => {
  const shared = [1, 2, 3];
  expect(boundOf([shared, shared])).toBeUndefined();
  expect(boundOf([shared, shared, shared])).toBe('at most 10 values after YAML expands its aliases');
});

test('reports a value that contains itself, and measures a long chain of shared values', () => {
  const itself: unknown[] = [];
  itself.push(itself);
  expect(boundOf(itself)).toBeDefined();
  let chain: unknown[] = [];
  for (let length = 0; length < 100_000; length++) {
    chain = [chain];
  }
  expect(boundOf(chain)).toBe('at most 3 maps and lists inside each other');
});
