import type { Manifest } from '../../lib/kubernetes/manifest';
import { type Difference, describeDifferences, differences as differencesOf } from '../../lib/output/differences';

// These tests show all values. Tests in differences-hidden.test.ts check which values are hidden.

function differences(before: readonly Manifest[], after: readonly Manifest[]): Difference[] {
  return differencesOf(before, after, { publicVariables: new Set(), showValues: true });
}

function manifest(kind: string, members: object = {}, metadata: object = {}): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'web', namespace: 'n', ...metadata }, ...members };
}

/** Returns the differences between two objects as text, each in the form `changed path: before -> after`. */
function between(before: Manifest, after: Manifest): string[] {
  return differences([before], [after]).map((found) => describeDifferences([found]).replace(/^.*\n */, ''));
}

const containers = (...list: object[]) => manifest('Deployment', { spec: { containers: list } });

test('ignores the order of objects and of keys', () => {
  const a = manifest('A', { spec: { x: 1, y: { z: [1, 2] } } });
  const b = manifest('B');
  const c = {
    spec: { y: { z: [1, 2] }, x: 1 },
    metadata: { namespace: 'n', name: 'web' },
    kind: 'A',
    apiVersion: 'v1',
  };
  expect(differences([a, b], [b, c])).toEqual([]);
  expect(differences([], [])).toEqual([]);
});

test('reports an added or removed object as a whole, by kind, namespace and name', () => {
  const claim = manifest('PersistentVolumeClaim');
  const clusterScoped = manifest('PriorityClass', {}, { namespace: undefined });
  expect(differences([claim], [clusterScoped, manifest('Widget')])).toEqual([
    { object: 'PersistentVolumeClaim n/web', path: '', pointer: '', change: 'removed' },
    { object: 'PriorityClass web', path: '', pointer: '', change: 'added' },
    { object: 'Widget n/web', path: '', pointer: '', change: 'added' },
  ]);
});

test('treats objects with the same name in two namespaces as two objects', () => {
  const found = differences([manifest('A')], [manifest('A', {}, { namespace: 'm' })]);
  expect(found.map(({ object, change }) => `${object} ${change}`)).toEqual(['A m/web added', 'A n/web removed']);
});

test('reports a member by its path, with its old and new value', () => {
  const before = manifest('A', { spec: { replicas: 1, gone: { a: 'x' }, same: true } });
  const after = manifest('A', { spec: { replicas: '1', same: true, come: [] } });
  expect(between(before, after)).toEqual([
    'changed spec.replicas: 1 -> "1"',
    'removed spec.gone: {"a":"x"}',
    'added spec.come: []',
  ]);
});

test('quotes keys that are not plain words in a path', () => {
  const labels = (version: string) =>
    manifest('A', {}, { labels: { 'app.kubernetes.io/version': version, 'a"b': version, plain: version } });
  expect(between(labels('1'), labels('2'))).toEqual([
    'changed metadata.labels["app.kubernetes.io/version"]: "1" -> "2"',
    'changed metadata.labels["a\\"b"]: "1" -> "2"',
    'changed metadata.labels.plain: "1" -> "2"',
  ]);
});

test('treats members that are null as unset, in lists too', () => {
  const before = manifest('A', { spec: { a: null, list: [{ b: null, c: 1 }] }, data: null });
  expect(between(before, manifest('A', { spec: { list: [{ c: 1 }] } }))).toEqual([]);
});

test('keeps the place of a null in a list', () => {
  const list = (...entries: unknown[]) => manifest('A', { list: entries });
  expect(between(list(null, 1), list({ a: 1 }, 1))).toEqual(['changed list[0]: null -> {"a":1}']);
});

test('distinguishes an empty map from an empty list and from an unset member', () => {
  expect(between(manifest('A', { spec: {} }), manifest('A', { spec: [] }))).toEqual(['changed spec: {} -> []']);
  expect(between(manifest('A', { spec: {} }), manifest('A'))).toEqual(['removed spec: {}']);
});

test('reports entries of a list by name, or by index if names are missing or not unique', () => {
  const ports = (...list: unknown[]) => manifest('Service', { ports: list });
  expect(between(ports({ name: 'http', port: 1 }), ports({ name: 'http', port: 2 }, { name: 'x' }))).toEqual([
    'changed ports[http].port: 1 -> 2',
    'added ports[x]: {"name":"x"}',
  ]);
  expect(between(ports({ port: 1 }, 'a'), ports({ port: 2 }, 'b'))).toEqual([
    'changed ports[0].port: 1 -> 2',
    'changed ports[1]: "a" -> "b"',
  ]);
  const doubled = [
    { name: 'a', port: 1 },
    { name: 'a', port: 2 },
  ];
  expect(between(ports(...doubled), ports(doubled[0], { name: 'a', port: 3 }))).toEqual([
    'changed ports[1].port: 2 -> 3',
  ]);
});

test.each([[{ port: 1 }], [{ name: 7, port: 1 }]])(
  'reports entries by index next to the entry %j, which has no name',
  (other) => {
    const ports = (port: number) => manifest('Service', { ports: [{ name: 'http', port }, other] });
    expect(between(ports(1), ports(2))).toEqual(['changed ports[0].port: 1 -> 2']);
  },
);

test('reports the changed content of a named entry, also if the order changed', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b', image: 'x' }];
  expect(between(containers(a, b), containers({ ...b, image: 'y' }, a))).toEqual([
    'changed spec.containers[b].image: "x" -> "y"',
  ]);
});

test('reports a changed order of a list, as one difference if its entries have names', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect(between(containers(a, b), containers(b, a))).toEqual([
    'changed spec.containers: in the order a, b -> in the order b, a',
  ]);
  expect(between(manifest('A', { args: ['x', 'y'] }), manifest('A', { args: ['y', 'x'] }))).toEqual([
    'changed args[0]: "x" -> "y"',
    'changed args[1]: "y" -> "x"',
  ]);
});

test('prints differences below the name of their object', () => {
  const before = [manifest('A', { x: 1, y: 1 }), manifest('B')];
  const after = [manifest('A', { x: 2, y: 2 }), manifest('C')];
  expect(describeDifferences(differences(before, after))).toBe(`A n/web
  changed x: 1 -> 2
  changed y: 1 -> 2
B n/web: removed
C n/web: added`);
  expect(describeDifferences([])).toBe('');
});

describe('YAML files in ConfigMaps', () => {
  const config = (text: string, key = 'app-config.ci.yaml') => manifest('ConfigMap', { data: { [key]: text } });

  test('are equal if they have the same content, with other comments and quotes', () => {
    expect(between(config('# CI\na: "x"\nb: 1\n'), config('b: 1\na: x\n'))).toEqual([]);
  });

  test.each([
    ['another value', config('a: x\n'), config('a: y\n')],
    ['a null that the other file does not have', config('a: null\n'), config('{}\n')],
    ['text that is not YAML', config('a: [\n'), config('a: [ \n')],
    ['another file type', config('a: 1\n', 'a.txt'), config('a:  1\n', 'a.txt')],
  ])('differ in %s', (_, before, after) => {
    expect(between(before, after)).toHaveLength(1);
  });
});
