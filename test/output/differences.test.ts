import type { Manifest } from '../../lib/kubernetes/manifest';
import { type Difference, describeDifferences, differences as differencesOf } from '../../lib/output/differences';

/** Names of the variables that may be shown here. */
const PUBLIC = new Set(['LOG_LEVEL', 'OPENCHOREO_API_URL', 'POSTGRES_HOST']);

function differences(before: readonly Manifest[], after: readonly Manifest[]): Difference[] {
  return differencesOf(before, after, PUBLIC);
}

function manifest(kind: string, members: object = {}, metadata: object = {}): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'web', namespace: 'n', ...metadata }, ...members };
}

/** Differences between two objects as text, each `changed path: before -> after`. */
function between(before: Manifest, after: Manifest): string[] {
  return differences([before], [after]).map((found) => describeDifferences([found]).replace(/^.*\n */, ''));
}

const containers = (...list: object[]) => manifest('Deployment', { spec: { containers: list } });

test('the order of objects and of members counts for nothing', () => {
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

test('objects that are on one side only are told as a whole, by kind, namespace and name', () => {
  const claim = manifest('PersistentVolumeClaim');
  const clusterScoped = manifest('PriorityClass', {}, { namespace: undefined });
  expect(differences([claim], [clusterScoped, manifest('Widget')])).toEqual([
    { object: 'PersistentVolumeClaim n/web', path: '', change: 'removed' },
    { object: 'PriorityClass web', path: '', change: 'added' },
    { object: 'Widget n/web', path: '', change: 'added' },
  ]);
});

test('objects of one name in two namespaces are two', () => {
  const found = differences([manifest('A')], [manifest('A', {}, { namespace: 'm' })]);
  expect(found.map(({ object, change }) => `${object} ${change}`)).toEqual(['A m/web added', 'A n/web removed']);
});

test('a member is told by its path, with what stands there', () => {
  const before = manifest('A', { spec: { replicas: 1, gone: { a: 'x' }, same: true } });
  const after = manifest('A', { spec: { replicas: '1', same: true, come: [] } });
  expect(between(before, after)).toEqual([
    'changed spec.replicas: 1 -> "1"',
    'removed spec.gone: {"a":"x"}',
    'added spec.come: []',
  ]);
});

test('keys that are no plain words are in quotes', () => {
  const labels = (version: string) =>
    manifest('A', {}, { labels: { 'app.kubernetes.io/version': version, 'a"b': version, plain: version } });
  expect(between(labels('1'), labels('2'))).toEqual([
    'changed metadata.labels["app.kubernetes.io/version"]: "1" -> "2"',
    'changed metadata.labels["a\\"b"]: "1" -> "2"',
    'changed metadata.labels.plain: "1" -> "2"',
  ]);
});

test('members that are null are as if they were not there, in lists too', () => {
  const before = manifest('A', { spec: { a: null, list: [{ b: null, c: 1 }] }, data: null });
  expect(between(before, manifest('A', { spec: { list: [{ c: 1 }] } }))).toEqual([]);
});

test('null in a list keeps its place', () => {
  const list = (...entries: unknown[]) => manifest('A', { list: entries });
  expect(between(list(null, 1), list({ a: 1 }, 1))).toEqual(['changed list[0]: null -> {"a":1}']);
});

test('an empty map is neither an empty list nor nothing', () => {
  expect(between(manifest('A', { spec: {} }), manifest('A', { spec: [] }))).toEqual(['changed spec: {} -> []']);
  expect(between(manifest('A', { spec: {} }), manifest('A'))).toEqual(['removed spec: {}']);
});

test('entries of lists are told by their names, or else by their places', () => {
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

test.each([[{ port: 1 }], [{ name: 7, port: 1 }]])('entries are told by their places beside %j', (other) => {
  const ports = (port: number) => manifest('Service', { ports: [{ name: 'http', port }, other] });
  expect(between(ports(1), ports(2))).toEqual(['changed ports[0].port: 1 -> 2']);
});

test('entries that changed places and content are told by their content', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b', image: 'x' }];
  expect(between(containers(a, b), containers({ ...b, image: 'y' }, a))).toEqual([
    'changed spec.containers[b].image: "x" -> "y"',
  ]);
});

test('the order of a list counts, and is told as such where names tell the entries', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect(between(containers(a, b), containers(b, a))).toEqual([
    'changed spec.containers: in the order a, b -> in the order b, a',
  ]);
  expect(between(manifest('A', { args: ['x', 'y'] }), manifest('A', { args: ['y', 'x'] }))).toEqual([
    'changed args[0]: "x" -> "y"',
    'changed args[1]: "y" -> "x"',
  ]);
});

test('differences are told below their objects', () => {
  const before = [manifest('A', { x: 1, y: 1 }), manifest('B')];
  const after = [manifest('A', { x: 2, y: 2 }), manifest('C')];
  expect(describeDifferences(differences(before, after))).toBe(`A n/web
  changed x: 1 -> 2
  changed y: 1 -> 2
B n/web: removed
C n/web: added`);
  expect(describeDifferences([])).toBe('');
});
