import { schema } from '../../lib/lines/0.11/schema';
import { isMap } from '../../lib/util/members';
import { withDefaults } from '../../lib/values/merge';
import { item, kubernetes, list, map, type Node, section, text } from '../../lib/values/node';
import { effective, untyped } from './support';

const sample = section('A sample.', {
  name: text('Name.', { default: 'a' }),
  inner: section('Section.', { host: text('Host.', { default: 'h' }) }, { nullable: true }),
  hosts: list(
    item({ host: text('Host.'), paths: list(item({ path: text('Path.') }), 'Paths.'), value: {} }, ['host']),
    'Hosts.',
  ),
  labels: map(text('Value.'), 'Labels.'),
  urls: list(text('URL.'), 'URLs.'),
  affinity: kubernetes<object>('Affinity', 'Affinity.'),
  tolerations: list(kubernetes<object>('Toleration', 'Toleration.'), 'Tolerations.'),
});

/** Returns the merged value of a key of the sample. */
const ofKey = (key: string, value: unknown) => Reflect.get(Object(withDefaults(sample, { [key]: value })), key);

/** Returns the paths of all nulls in a value. */
function* nulls(value: unknown, path = ''): Iterable<string> {
  if (value === null) {
    yield path;
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      yield* nulls(entry, `${path}[${index}]`);
    }
  } else if (isMap(value)) {
    for (const [key, member] of Object.entries(value)) {
      yield* nulls(member, `${path}.${key}`);
    }
  }
}

test('nothing is null if no value is set', () => {
  expect([...nulls(withDefaults(schema, {}))]).toEqual([]);
});

test('null removes a default', () => {
  expect(ofKey('name', null)).toBeUndefined();
  expect(ofKey('hosts', null)).toBeUndefined();
  expect(ofKey('inner', null)).toStrictEqual({ host: undefined });
});

test('null in an entry of a list removes the key, at every depth', () => {
  const hosts = [
    { host: 'a', paths: null },
    { host: 'b', paths: [{ path: null }, { path: '/' }] },
  ];
  expect(ofKey('hosts', hosts)).toStrictEqual([{ host: 'a' }, { host: 'b', paths: [{}, { path: '/' }] }]);
});

test('null is kept in a value of any type', () => {
  expect(ofKey('hosts', [{ host: 'a', value: null }])).toStrictEqual([{ host: 'a', value: null }]);
});

test('null is kept inside Kubernetes types', () => {
  expect(ofKey('affinity', { podAffinity: null })).toStrictEqual({ podAffinity: null });
  expect(ofKey('tolerations', [{ key: null }])).toStrictEqual([{ key: null }]);
});

test('null in a map with user-defined keys removes the key', () => {
  expect(ofKey('labels', { team: null, owner: 'a' })).toStrictEqual({ owner: 'a' });
});

test('the input keeps its nulls', () => {
  const given = { name: null, hosts: [{ host: 'a', paths: null }] };
  withDefaults(sample, given);
  expect(given).toStrictEqual({ name: null, hosts: [{ host: 'a', paths: null }] });
});

describe('in the real schema', () => {
  const backstage = (given: object) => effective(untyped({ backstage: given })).backstage;

  test('the value of a patch may be null', () => {
    const operation = { op: 'add', path: '/metadata/annotations/a', value: null, from: null };
    const target = { kind: 'Deployment', name: 'a' };
    expect(backstage({ patches: [{ target, patch: [operation] }] }).patches).toStrictEqual([
      { target, patch: [{ op: 'add', path: '/metadata/annotations/a', value: null }] },
    ]);
  });

  test('null in appConfig is kept, except in keys that the schema knows', () => {
    expect(backstage({ appConfig: { app: { title: null, baseUrl: null }, proxy: null } }).appConfig).toMatchObject({
      app: { title: null },
      proxy: null,
    });
  });

  test('null in a variable, a volume or a probe is kept for Kubernetes', () => {
    const given = {
      extraEnv: [{ name: 'A', value: null }],
      extraVolumes: [{ name: 'a', emptyDir: null }],
      startupProbe: { httpGet: null },
    };
    expect(backstage(given)).toMatchObject(given);
  });

  test('null in a parent of a route removes the key', () => {
    expect(
      backstage({ ingress: { parentRefs: [{ name: 'a', port: null, group: null }] } }).ingress.parentRefs,
    ).toStrictEqual([{ name: 'a' }]);
  });

  /** Returns values in which every leaf is null if it may be null. */
  function allNull({ properties, type, anyOf }: Node): unknown {
    if (properties) {
      return Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, allNull(child)]));
    }
    return type === undefined && anyOf === undefined ? undefined : null;
  }

  test('nothing is null if every value is set to null', () => {
    // The configuration of Backstage passes through unchanged.
    const passedThrough = '.backstage.appConfig.';
    expect([...nulls(withDefaults(schema, allNull(schema)))].filter((path) => !path.startsWith(passedThrough))).toEqual(
      [],
    );
  });
});
