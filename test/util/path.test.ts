import { childPath, itemPath, keysOf, pathOf } from '../../lib/util/path';

describe('childPath', () => {
  test('joins plain words with dots', () => {
    expect(childPath('backstage.image', 'tag')).toBe('backstage.image.tag');
  });

  test('adds no dot at the top', () => {
    expect(childPath('', 'backstage')).toBe('backstage');
  });

  test('treats letters, digits, hyphens and underscores as a plain word', () => {
    const keys = ['kgateway-crds', 'a_b', '_a', 'a1'];
    expect(keys.filter((key) => childPath('values', key) !== `values.${key}`)).toEqual([]);
  });

  test('puts other keys into brackets and quotes', () => {
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

  test('puts an unusual key at the top into brackets without a dot', () => {
    expect(childPath('', 'a.b')).toBe('["a.b"]');
  });
});

test('itemPath counts from zero, in brackets', () => {
  expect(itemPath('backstage.env', 0)).toBe('backstage.env[0]');
});

test.each([[[]], [['a', 'b-c', 0, 'd']], [['a', 'x.y/z', 1, 2]], [['"quoted"', '\\']]])(
  'keysOf undoes pathOf: %j',
  (keys) => {
    expect(keysOf(pathOf(keys))).toEqual(keys);
  },
);
