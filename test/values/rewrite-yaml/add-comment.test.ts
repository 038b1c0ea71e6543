import { rewrite } from './support';

const comments = new Map([['a.b', 'decide: which one']]);

test('writes a comment above the key', () => {
  expect(rewrite('a:\n  b: 1\n', { a: { b: 1 } }, { comments })).toBe('a:\n  # decide: which one\n  b: 1\n');
});

test('writes a comment above brackets that contain the key', () => {
  expect(rewrite('a: {b: 1}\n', { a: { b: 1 } }, { comments })).toBe('# decide: which one\na: {b: 1}\n');
});

test('writes no comment if the file does not have the key', () => {
  expect(rewrite('c: 1\n', { c: 1 }, { comments })).toBe('c: 1\n');
});
