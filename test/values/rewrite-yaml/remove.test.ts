import { rewrite } from './support';

test('removes the lines of a key, and one of the empty lines around them', () => {
  expect(rewrite('a: 1\n\nb:\n  c:\n    - 2\n\nd: 3\n', { a: 1, d: 3 })).toBe('a: 1\n\nd: 3\n');
});

test('keeps every comment inside, and names the removed key below them', () => {
  const text = `a:
  # about b
  b: # beside b
    # inside b
    c: 1 # beside c
  d: 2
`;
  expect(rewrite(text, { a: { d: 2 } })).toBe(`a:
  # about b
  # beside b
  # inside b
  # beside c
  # b: removed
  d: 2
`);
});

test('does not name a removed key that no comment is about', () => {
  expect(rewrite('a: 1\nb: 2\n', { a: 1 })).toBe('a: 1\n');
});

test('does not take a sign in a text for a comment', () => {
  expect(rewrite('a: 1\nb: "x # y"\nc: |\n  # no comment\n', { a: 1 })).toBe('a: 1\n');
});

test('keeps the comments inside brackets above the line', () => {
  const text = 'a: {b: 1, # one\n  c: 2}\nd: 3\n';
  expect(rewrite(text, { a: { c: 2 }, d: 3 })).toBe('# one\na: {c: 2}\nd: 3\n');
});
