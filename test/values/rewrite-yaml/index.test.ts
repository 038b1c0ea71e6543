import { InputError } from '../../../lib';
import { rewrite } from './support';

test('leaves a text without changes as it is, with its quotes, columns and empty lines', () => {
  const text = `---
# Values


a:   'x'   # one
b: [1,  2]
c: {d: "e"}

f: |
  lines

  of text
`;
  expect(rewrite(text, { a: 'x', b: [1, 2], c: { d: 'e' }, f: 'lines\n\nof text\n' })).toBe(text);
});

test('changes only the lines of the values that change', () => {
  const text = `a: 1 # first
b:
    c: yes
    d: 0x1F
`;
  expect(rewrite(text, { a: 2, b: { c: true, d: 31, e: { f: 'g' } } })).toBe(`a: 2 # first
b:
    c: yes
    d: 0x1F
    e:
        f: g
`);
});

test('keeps the line ends of Windows, and a byte order mark', () => {
  expect(rewrite('\uFEFFa: 1\r\n# end\r\n', { a: 1, b: 2 })).toBe('\uFEFFa: 1\r\nb: 2\r\n# end\r\n');
});

test('writes JSON as JSON', () => {
  expect(rewrite('{"a": {"b": 1}}', { a: { c: 'd' } })).toBe('{\n  "a": {\n    "c": "d"\n  }\n}\n');
});

test.each(['', '# Nothing is set.\n', '{}\n', '---\n'])('adds the first keys to a file without values: %j', (text) => {
  const comment = text.startsWith('#') ? text : '';
  expect(rewrite(text, { a: { b: 'c' } })).toContain(`${comment}a:\n  b: c\n`);
});

test('follows anchors and aliases, and writes a value out if only one of its places changes', () => {
  const text = `a:
  resources: &small
    cpu: 1
b:
  resources: *small
`;
  expect(rewrite(text, { a: { resources: { cpu: 1 } }, b: { resources: { cpu: 1 }, c: 2 } })).toContain('*small');
  expect(rewrite(text, { b: { resources: { cpu: 1 } } })).toBe('b:\n  resources: {cpu: 1}\n');
  expect(rewrite(text, { a: { resources: { cpu: 1 } }, b: { resources: { cpu: 2 } } })).toContain(
    'b:\n  resources:\n    cpu: 2\n',
  );
});

test('writes the keys of a merge key out if one of them changes', () => {
  const text = `a: &base
  k: 1
  l: 2
b:
  <<: *base
  # additional
  l: 3
`;
  expect(rewrite(text, { a: { k: 1, l: 2 }, b: { k: 1, l: 3, m: 4 } })).toContain('<<: *base');
  expect(rewrite(text, { a: { k: 1, l: 2 }, b: { k: 5, l: 3 } })).toBe(`${text}  k: 5\n`);
  expect(rewrite(text, { a: { k: 1, l: 2 }, b: { l: 3 } })).toBe(text.replace('  <<: *base\n', ''));
});

test('refuses a text that it cannot change, and names the file', () => {
  const change = () => rewrite('a: &x k\n*x : 1\n', { a: 'k' });
  expect(change).toThrow(InputError);
  expect(change).toThrow('cannot change the text of values.yaml');
});
