import { childPath, itemPath } from '../../lib/util/path';

describe('childPath', () => {
  test('joins plain words by dots', () => {
    expect(childPath('backstage.image', 'tag')).toBe('backstage.image.tag');
  });

  test('has no dot at the top', () => {
    expect(childPath('', 'backstage')).toBe('backstage');
  });

  test('takes letters, digits, hyphens and underscores for a plain word', () => {
    const keys = ['kgateway-crds', 'a_b', '_a', 'a1'];
    expect(keys.filter((key) => childPath('values', key) !== `values.${key}`)).toEqual([]);
  });

  test('puts any other key into brackets and quotes', () => {
    const keys = ['app.kubernetes.io', 'example.com/owner', '1a', '-a', 'a b', '', 'a"b', 'a[0]', 'a\nb', 'schlüssel'];
    expect(keys.map((key) => childPath('annotations', key))).toEqual([
      'annotations["app.kubernetes.io"]',
      'annotations["example.com/owner"]',
      'annotations["1a"]',
      'annotations["-a"]',
      'annotations["a b"]',
      'annotations[""]',
      'annotations["a\\"b"]',
      'annotations["a[0]"]',
      'annotations["a\\nb"]',
      'annotations["schlüssel"]',
    ]);
  });

  test('puts an odd key at the top into brackets alone', () => {
    expect(childPath('', 'a.b')).toBe('["a.b"]');
  });
});

test('itemPath counts from zero, in brackets', () => {
  expect(itemPath('backstage.env', 0)).toBe('backstage.env[0]');
});
