import { childPath, itemPath } from '../lib/path';

describe('childPath', () => {
  test('joins plain words by dots', () => {
    expect(childPath('backstage.image', 'tag')).toBe('backstage.image.tag');
  });

  test('has no dot at the top', () => {
    expect(childPath('', 'backstage')).toBe('backstage');
  });

  test.each(['kgateway-crds', 'a_b', '_a', 'a1'])('takes %s for a plain word', (key) => {
    expect(childPath('values', key)).toBe(`values.${key}`);
  });

  test.each([
    ['a dot', 'app.kubernetes.io', '["app.kubernetes.io"]'],
    ['a slash', 'example.com/owner', '["example.com/owner"]'],
    ['a digit in front', '1a', '["1a"]'],
    ['a hyphen in front', '-a', '["-a"]'],
    ['a space', 'a b', '["a b"]'],
    ['no character', '', '[""]'],
    ['a quote', 'a"b', '["a\\"b"]'],
    ['a bracket', 'a[0]', '["a[0]"]'],
    ['a line break', 'a\nb', '["a\\nb"]'],
    ['a letter beyond ASCII', 'schlüssel', '["schlüssel"]'],
  ])('puts a key with %s into brackets and quotes', (_what, key, shown) => {
    expect(childPath('annotations', key)).toBe(`annotations${shown}`);
  });

  test('puts an odd key at the top into brackets alone', () => {
    expect(childPath('', 'a.b')).toBe('["a.b"]');
  });
});

test('itemPath counts from zero, in brackets', () => {
  expect(itemPath('backstage.env', 0)).toBe('backstage.env[0]');
});
