import { rewrite } from './support';

test('adds a key after the last one of its map, before what follows', () => {
  const text = `a:
  b: 1 # one
  # end of a

# about c
c: 2
`;
  expect(rewrite(text, { a: { b: 1, x: { v: 'z' } }, c: 2 })).toBe(`a:
  b: 1 # one
  x:
    v: z
  # end of a

# about c
c: 2
`);
});

test('adds a top-level key below the comments of the section above it, with an empty line if the file has some', () => {
  const text = 'a:\n  b: 1\n\n  # about nothing\n\n# end\n';
  expect(rewrite(text, { a: { b: 1 }, c: 2 })).toBe('a:\n  b: 1\n\n  # about nothing\n\nc: 2\n\n# end\n');
  expect(rewrite('a: 1\nb: 2\n', { a: 1, b: 2, c: 3 })).toBe('a: 1\nb: 2\nc: 3\n');
});

test('indents lists as the file does', () => {
  expect(rewrite('a:\n- 1\n', { a: [1], b: { c: [2] } })).toBe('a:\n- 1\nb:\n  c:\n  - 2\n');
  expect(rewrite('a:\n  - 1\n', { a: [1], b: { c: [2] } })).toBe('a:\n  - 1\nb:\n  c:\n    - 2\n');
});

test('quotes texts that Helm would not read as texts', () => {
  const values = { a: 1, b: 'yes', c: '0123', d: 'x # y', e: 'https://example.com:8443', f: '' };
  expect(rewrite('a: 1\n', values)).toBe('a: 1\nb: "yes"\nc: "0123"\nd: "x # y"\ne: https://example.com:8443\nf: ""\n');
});

test.each([
  ['a:\n', 'a:\n  b: 1\n'],
  ['a: {}\n', 'a:\n  b: 1\n'],
  ['a: null # none\n', 'a: # none\n  b: 1\n'],
  ['a: {c: 2}\n', 'a: {c: 2, b: 1}\n'],
])('adds a key to %j', (text, expected) => {
  const values = text.includes('c: 2') ? { a: { c: 2, b: 1 } } : { a: { b: 1 } };
  expect(rewrite(text, values)).toBe(expected);
});

test('replaces a list, and keeps its comments', () => {
  expect(rewrite('a: # x\n  - 1 # one\nb: 2\n', { a: [3, 4], b: 2 })).toBe('a: # x\n  - 3\n  - 4\n  # one\nb: 2\n');
});

test('changes a value inside an entry of a list in its place', () => {
  const text = 'a:\n  - k: x # first\n    m: 1\n  - k: w\n';
  expect(rewrite(text, { a: [{ k: 'z', m: 1 }, { k: 'w' }] })).toBe(text.replace('k: x', 'k: z'));
});

test('finds a key that older YAML reads as a boolean', () => {
  expect(rewrite('on:\n  k: 1\n', { true: { k: 2 } })).toBe('on:\n  k: 2\n');
});
