import { schema } from '../../lib/lines/0.11/schema';
import { isMap, mergeValues, withDefaults, type YamlMap } from '../../lib/values/merge';
import { flag, integer, kubernetes, list, map, section, text } from '../../lib/values/node';

/** A map as YAML and JSON files give it: with `__proto__` as a key like any other. */
function json(source: string): YamlMap {
  return JSON.parse(source);
}

describe('telling maps from other values', () => {
  test('takes a map for one', () => {
    expect(isMap({})).toBe(true);
  });

  test.each([
    ['a list', []],
    ['null', null],
    ['nothing', undefined],
    ['a text', 'a'],
    ['a number', 1],
  ])('takes %s for none', (_what, value) => {
    expect(isMap(value)).toBe(false);
  });
});

describe('merging values files', () => {
  test('makes an empty map of no layers', () => {
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

  test('replaces a list by an empty one', () => {
    expect(mergeValues([{ env: [1, 2] }, { env: [] }])).toEqual({ env: [] });
  });

  test('keeps what a later empty map does not mention', () => {
    expect(mergeValues([{ a: { b: 1 } }, { a: {} }])).toEqual({ a: { b: 1 } });
  });

  test.each([
    ['a scalar by a map', 1, { b: 1 }],
    ['a map by a scalar', { b: 1 }, 1],
    ['a map by a list', { b: 1 }, [1]],
    ['a list by a map', [1], { b: 1 }],
    ['a text by an empty one', 'x', ''],
    ['true by false', true, false],
    ['a number by zero', 7, 0],
  ])('replaces %s', (_what, below, above) => {
    expect(mergeValues([{ a: below }, { a: above }])).toEqual({ a: above });
  });

  test('keeps a null, so that it can take a default away', () => {
    expect(mergeValues([{ a: { b: 1 } }, { a: null }])).toEqual({ a: null });
  });

  test('leaves what a later layer has as undefined, at every depth', () => {
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

  test('lets a map after a null begin afresh', () => {
    expect(mergeValues([{ a: { b: 1 } }, { a: null }, { a: { c: 2 } }])).toEqual({ a: { c: 2 } });
  });

  test('lets the last of three layers win', () => {
    expect(mergeValues([{ a: 1, b: 1, c: 1 }, { a: 2, b: 2 }, { a: 3 }])).toEqual({ a: 3, b: 2, c: 1 });
  });

  test('leaves the layers as they are', () => {
    const below = { a: { b: 1 } };
    const above = { a: { c: 2 } };
    mergeValues([below, above]);
    expect([below, above]).toEqual([{ a: { b: 1 } }, { a: { c: 2 } }]);
  });

  test('reads nothing inherited from Object as a value of an earlier layer', () => {
    expect(mergeValues([{}, { constructor: { name: 'x' }, toString: { a: 1 } }])).toEqual({
      constructor: { name: 'x' },
      toString: { a: 1 },
    });
  });

  test('merges a key __proto__ like any other', () => {
    const merged = mergeValues([json('{"__proto__": {"a": 1}}'), json('{"__proto__": {"b": 2}}')]);
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"a":1,"b":2}}');
  });

  test('gives no object a new prototype by a key __proto__', () => {
    const merged = mergeValues([json('{"__proto__": {"polluted": true}, "a": {"__proto__": {"polluted": true}}}'), {}]);
    expect([
      Object.getPrototypeOf(merged),
      Object.getPrototypeOf(merged.a),
      Reflect.get({}, 'polluted'),
      Reflect.get(merged, 'polluted'),
    ]).toEqual([Object.prototype, Object.prototype, undefined, undefined]);
  });
});

describe('filling in defaults', () => {
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
    labels: map(text('Value.'), 'Map of own keys.'),
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

  test('gives every key its default, and undefined where there is none', () => {
    expect(withDefaults(sample, {})).toStrictEqual(defaults);
  });

  test('keeps the defaults of siblings', () => {
    expect(withDefaults(sample, { service: { port: 1 } })).toMatchObject({
      name: 'openchoreo',
      service: { port: 1, enabled: true, inner: { host: 'h' } },
    });
  });

  test.each([
    ['an empty text', 'name', ''],
    ['an empty list', 'env', []],
    ['a shorter list', 'env', ['c']],
  ])('lets %s replace the default', (_what, key, value) => {
    expect(withDefaults(sample, { [key]: value })).toMatchObject({ [key]: value });
  });

  test.each([
    ['false', { enabled: false }],
    ['zero', { port: 0 }],
  ])('lets %s replace the default', (_what, service) => {
    expect(withDefaults(sample, { service })).toMatchObject({ service });
  });

  test('takes -0 for 0, at every depth of what has a default', () => {
    const { service, url, behavior } = withDefaults(sample, {
      url: -0,
      service: { port: -0 },
      behavior: { scaleDown: { stabilizationWindowSeconds: -0 } },
    }) as { [key in 'service' | 'url' | 'behavior']: object };
    // toEqual tells 0 from -0.
    expect([url, service, behavior]).toEqual([
      0,
      { port: 0, enabled: true, inner: { host: 'h' } },
      { ...behavior, scaleDown: { stabilizationWindowSeconds: 0 } },
    ]);
  });

  test('takes away the default of a key that is null', () => {
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

  test('counts a key that is undefined as left out', () => {
    expect(withDefaults(sample, { name: undefined, service: undefined })).toMatchObject({
      name: 'openchoreo',
      service: { port: 7007, enabled: true },
    });
  });

  test('brings the defaults back where a later file has a map after a null', () => {
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

  test('removes a null that no default stands behind from a default map', () => {
    const { behavior: got } = withDefaults(sample, { behavior: { other: null } }) as typeof defaults;
    expect(got).toStrictEqual(behavior);
  });

  test('removes a null from a map of own keys, as Helm removes it from an empty default map', () => {
    const { labels } = withDefaults(sample, { labels: { kept: 'x', removed: null } }) as typeof defaults;
    expect(labels).toStrictEqual({ kept: 'x' });
  });

  test('leaves a default map as it is under an empty one', () => {
    expect(withDefaults(sample, { behavior: {} })).toMatchObject({ behavior });
  });

  test('keeps keys that the schema does not know', () => {
    expect(withDefaults(sample, { other: { a: 1 }, service: { more: 2 } })).toMatchObject({
      other: { a: 1 },
      service: { more: 2, port: 7007 },
    });
  });

  test('leaves values and defaults as they are', () => {
    const values = { behavior: { scaleDown: null } };
    withDefaults(sample, values);
    expect([values, behavior.scaleDown]).toEqual([
      { behavior: { scaleDown: null } },
      { stabilizationWindowSeconds: 300 },
    ]);
  });

  test('reads nothing inherited from Object as a value', () => {
    const odd = section('Odd names.', { constructor: text('A key.', { default: 'mine' }) });
    expect(withDefaults(odd, {})).toEqual({ constructor: 'mine' });
  });

  test('reads nothing inherited from Object as a member of a map, nor of a default map', () => {
    const odd = section('Odd names.', {
      odd: kubernetes<object>('Odd', 'A map.', { default: { constructor: 'mine' } }),
    });
    expect(withDefaults(odd, { odd: { other: 1 } })).toEqual({ odd: { constructor: 'mine', other: 1 } });
    expect(withDefaults(sample, { labels: { constructor: undefined } })).toMatchObject({
      labels: { constructor: undefined },
    });
  });

  test('gives no object a new prototype by a key __proto__', () => {
    const values = json('{"__proto__": {"name": "x"}, "behavior": {"__proto__": {"polluted": true}}}');
    const complete = withDefaults(sample, values) as typeof defaults;
    expect([
      Object.getPrototypeOf(complete),
      Object.getPrototypeOf(complete.behavior),
      complete.name,
      Reflect.get({}, 'polluted'),
    ]).toEqual([Object.prototype, Object.prototype, 'openchoreo', undefined]);
  });

  test('gives a null section of the documented values its keys', () => {
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
