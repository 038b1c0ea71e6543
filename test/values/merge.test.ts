import { schema } from '../../lib/lines/0.11/schema';
import { mergeValues, withDefaults, type YamlMap } from '../../lib/values/merge';
import { flag, integer, kubernetes, list, map, section, text } from '../../lib/values/node';

/** Parses a map as YAML and JSON parsers do, with `__proto__` as an ordinary key. */
function json(source: string): YamlMap {
  return JSON.parse(source);
}

describe('merging values files', () => {
  test('returns an empty map without files', () => {
    expect(mergeValues([])).toEqual({});
  });

  test('merges maps at every depth', () => {
    const below = { backstage: { image: { repository: 'r', tag: 'a' }, replicas: 1 } };
    const above = { backstage: { image: { tag: 'b' } }, global: { port: ':8443' } };
    expect(mergeValues([below, above])).toEqual({
      backstage: { image: { repository: 'r', tag: 'b' }, replicas: 1 },
      global: { port: ':8443' },
    });
  });

  test('replaces lists as a whole', () => {
    expect(mergeValues([{ env: [{ name: 'A' }, { name: 'B' }] }, { env: [{ name: 'C' }] }])).toEqual({
      env: [{ name: 'C' }],
    });
  });

  test('replaces a list with an empty list', () => {
    expect(mergeValues([{ env: [1, 2] }, { env: [] }])).toEqual({ env: [] });
  });

  test('keeps the keys of a map if a later map is empty', () => {
    expect(mergeValues([{ a: { b: 1 } }, { a: {} }])).toEqual({ a: { b: 1 } });
  });

  test.each([
    ['a scalar with a map', 1, { b: 1 }],
    ['a map with a scalar', { b: 1 }, 1],
    ['a map with a list', { b: 1 }, [1]],
    ['a list with a map', [1], { b: 1 }],
    ['a string with an empty string', 'x', ''],
    ['true with false', true, false],
    ['a number with zero', 7, 0],
  ])('replaces %s', (_what, below, above) => {
    expect(mergeValues([{ a: below }, { a: above }])).toEqual({ a: above });
  });

  test('keeps a null, so that it can remove a default', () => {
    expect(mergeValues([{ a: { b: 1 } }, { a: null }])).toEqual({ a: null });
  });

  test('keeps the earlier value if a later value is undefined, at every depth', () => {
    expect(
      mergeValues([
        { a: 1, b: { c: 2 } },
        { a: undefined, b: { c: undefined } },
      ]),
    ).toStrictEqual({
      a: 1,
      b: { c: 2 },
    });
  });

  test('does not merge a map with the map before a null', () => {
    expect(mergeValues([{ a: { b: 1 } }, { a: null }, { a: { c: 2 } }])).toEqual({ a: { c: 2 } });
  });

  test('prefers the last of three files', () => {
    expect(mergeValues([{ a: 1, b: 1, c: 1 }, { a: 2, b: 2 }, { a: 3 }])).toEqual({ a: 3, b: 2, c: 1 });
  });

  test('does not change the files', () => {
    const below = { a: { b: 1 } };
    const above = { a: { c: 2 } };
    mergeValues([below, above]);
    expect([below, above]).toEqual([{ a: { b: 1 } }, { a: { c: 2 } }]);
  });

  test('does not read properties inherited from Object as values of an earlier file', () => {
    expect(mergeValues([{}, { constructor: { name: 'x' }, toString: { a: 1 } }])).toEqual({
      constructor: { name: 'x' },
      toString: { a: 1 },
    });
  });

  test('merges the key __proto__ like any other key', () => {
    const merged = mergeValues([json('{"__proto__": {"a": 1}}'), json('{"__proto__": {"b": 2}}')]);
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"a":1,"b":2}}');
  });

  test('does not change a prototype because of a key __proto__', () => {
    const merged = mergeValues([json('{"__proto__": {"polluted": true}, "a": {"__proto__": {"polluted": true}}}'), {}]);
    expect([
      Object.getPrototypeOf(merged),
      Object.getPrototypeOf(merged.a),
      Reflect.get({}, 'polluted'),
      Reflect.get(merged, 'polluted'),
    ]).toEqual([Object.prototype, Object.prototype, undefined, undefined]);
  });
});

describe('merging values with the defaults', () => {
  const behavior = {
    scaleDown: { stabilizationWindowSeconds: 300 },
    scaleUp: { selectPolicy: 'Max', policies: [1, 2] },
  };
  const sample = section('A sample.', {
    name: text('Name.', { default: 'openchoreo' }),
    url: text('No default.'),
    service: section('A section.', {
      port: integer('Port.', { default: 7007 }),
      enabled: flag('Flag.', { default: true }),
      inner: section('Deeper.', { host: text('Host.', { default: 'h' }) }, { nullable: true }),
    }),
    env: list(text('Variable.'), 'List.', { default: ['a', 'b'] }),
    labels: map(text('Value.'), 'Map with user-defined keys.'),
    behavior: kubernetes<object>('HorizontalPodAutoscalerBehavior', 'Map with a default.', { default: behavior }),
  });
  const defaults = {
    name: 'openchoreo',
    url: undefined,
    service: { port: 7007, enabled: true, inner: { host: 'h' } },
    env: ['a', 'b'],
    labels: {},
    behavior,
  };

  test('sets every key to its default, or to undefined if it has none', () => {
    expect(withDefaults(sample, {})).toStrictEqual(defaults);
  });

  test('keeps the defaults of siblings', () => {
    expect(withDefaults(sample, { service: { port: 1 } })).toMatchObject({
      name: 'openchoreo',
      service: { port: 1, enabled: true, inner: { host: 'h' } },
    });
  });

  test.each([
    ['an empty string', 'name', ''],
    ['an empty list', 'env', []],
    ['a shorter list', 'env', ['c']],
  ])('replaces the default with %s', (_what, key, value) => {
    expect(withDefaults(sample, { [key]: value })).toMatchObject({ [key]: value });
  });

  test.each([
    ['false', { enabled: false }],
    ['zero', { port: 0 }],
  ])('replaces the default with %s', (_what, service) => {
    expect(withDefaults(sample, { service })).toMatchObject({ service });
  });

  test('turns -0 into 0, at every depth', () => {
    const { service, url, behavior } = withDefaults(sample, {
      url: -0,
      service: { port: -0 },
      behavior: { scaleDown: { stabilizationWindowSeconds: -0 } },
    }) as { [key in 'service' | 'url' | 'behavior']: object };
    // toEqual distinguishes 0 and -0.
    expect([url, service, behavior]).toEqual([
      0,
      { port: 0, enabled: true, inner: { host: 'h' } },
      { ...behavior, scaleDown: { stabilizationWindowSeconds: 0 } },
    ]);
  });

  test('removes the default of a key that is null', () => {
    expect(withDefaults(sample, { name: null, service: { port: null }, env: null, behavior: null })).toMatchObject({
      name: undefined,
      service: { port: undefined, enabled: true },
      env: undefined,
      behavior: undefined,
    });
  });

  test('keeps the keys of a section that is null, without their defaults', () => {
    expect(withDefaults(sample, { service: null })).toMatchObject({
      service: { port: undefined, enabled: undefined, inner: { host: undefined } },
    });
  });

  test('treats an undefined key as unset', () => {
    expect(withDefaults(sample, { name: undefined, service: undefined })).toMatchObject({
      name: 'openchoreo',
      service: { port: 7007, enabled: true },
    });
  });

  test('restores the defaults if a later file sets a map after a null', () => {
    expect(withDefaults(sample, mergeValues([{ service: null }, { service: { port: 1 } }]))).toMatchObject({
      service: { port: 1, enabled: true, inner: { host: 'h' } },
    });
  });

  test('merges a map with the default map at every depth', () => {
    expect(withDefaults(sample, { behavior: { scaleUp: { selectPolicy: 'Min' }, extra: 1 } })).toMatchObject({
      behavior: { scaleDown: behavior.scaleDown, scaleUp: { selectPolicy: 'Min', policies: [1, 2] }, extra: 1 },
    });
  });

  test('replaces a list in a default map', () => {
    expect(withDefaults(sample, { behavior: { scaleUp: { policies: [] } } })).toMatchObject({
      behavior: { ...behavior, scaleUp: { selectPolicy: 'Max', policies: [] } },
    });
  });

  test('removes a key of a default map that is null', () => {
    const { behavior: got } = withDefaults(sample, { behavior: { scaleDown: null } }) as typeof defaults;
    expect(got).toStrictEqual({ scaleUp: behavior.scaleUp });
  });

  test('removes a null from a map with a default, even if the default does not have the key', () => {
    const { behavior: got } = withDefaults(sample, { behavior: { other: null } }) as typeof defaults;
    expect(got).toStrictEqual(behavior);
  });

  test('removes a null from a map with user-defined keys, as Helm does with an empty default map', () => {
    const { labels } = withDefaults(sample, { labels: { kept: 'x', removed: null } }) as typeof defaults;
    expect(labels).toStrictEqual({ kept: 'x' });
  });

  test('keeps a default map if the value is an empty map', () => {
    expect(withDefaults(sample, { behavior: {} })).toMatchObject({ behavior });
  });

  test('keeps keys that the schema does not know', () => {
    expect(withDefaults(sample, { other: { a: 1 }, service: { more: 2 } })).toMatchObject({
      other: { a: 1 },
      service: { more: 2, port: 7007 },
    });
  });

  test('does not change the values or the defaults', () => {
    const values = { behavior: { scaleDown: null } };
    withDefaults(sample, values);
    expect([values, behavior.scaleDown]).toEqual([
      { behavior: { scaleDown: null } },
      { stabilizationWindowSeconds: 300 },
    ]);
  });

  test('does not read properties inherited from Object as values', () => {
    const odd = section('Odd names.', { constructor: text('A key.', { default: 'mine' }) });
    expect(withDefaults(odd, {})).toEqual({ constructor: 'mine' });
  });

  test('does not read properties inherited from Object as members of a map or a default map', () => {
    const odd = section('Odd names.', {
      odd: kubernetes<object>('Odd', 'A map.', { default: { constructor: 'mine' } }),
    });
    expect(withDefaults(odd, { odd: { other: 1 } })).toEqual({ odd: { constructor: 'mine', other: 1 } });
    expect(withDefaults(sample, { labels: { constructor: undefined } })).toMatchObject({
      labels: { constructor: undefined },
    });
  });

  test('does not change a prototype because of a key __proto__', () => {
    const values = json('{"__proto__": {"name": "x"}, "behavior": {"__proto__": {"polluted": true}}}');
    const complete = withDefaults(sample, values) as typeof defaults;
    expect([
      Object.getPrototypeOf(complete),
      Object.getPrototypeOf(complete.behavior),
      complete.name,
      Reflect.get({}, 'polluted'),
    ]).toEqual([Object.prototype, Object.prototype, 'openchoreo', undefined]);
  });

  test('keeps the keys of a null section in the real schema', () => {
    expect(withDefaults(schema, { backstage: { database: { sqlite: null } } })).toMatchObject({
      backstage: {
        database: {
          type: 'sqlite',
          sqlite: {
            mountPath: undefined,
            persistence: { enabled: undefined, size: undefined, storageClassName: undefined, accessMode: undefined },
          },
        },
      },
    });
  });
});
