import { describeDifferences, differences } from '../../lib/output/differences';
import type { Manifest } from '../../lib/output/manifest';

function manifest(kind: string, members: object = {}, metadata: object = {}): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'web', namespace: 'n', ...metadata }, ...members };
}

/** Differences between two objects as text, each `path: before -> after`. */
function between(before: Manifest, after: Manifest): string[] {
  return differences([before], [after]).map((found) => `${found.path}: ${found.before} -> ${found.after}`);
}

const containers = (...list: object[]) => manifest('Deployment', { spec: { containers: list } });
const env = (...variables: object[]) => containers({ name: 'ui', env: variables });

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
    { object: 'PersistentVolumeClaim n/web', path: '', before: 'there', after: '(nothing)' },
    { object: 'PriorityClass web', path: '', before: '(nothing)', after: 'there' },
    { object: 'Widget n/web', path: '', before: '(nothing)', after: 'there' },
  ]);
});

test('objects of one name in two namespaces are two', () => {
  const found = differences([manifest('A')], [manifest('A', {}, { namespace: 'm' })]);
  expect(found.map(({ object, after }) => `${object} ${after}`)).toEqual(['A m/web there', 'A n/web (nothing)']);
});

test('a member is told by its path, with what stands there', () => {
  const before = manifest('A', { spec: { replicas: 1, gone: { a: 'x' }, same: true } });
  const after = manifest('A', { spec: { replicas: '1', same: true, come: [] } });
  expect(between(before, after)).toEqual([
    'spec.replicas: 1 -> "1"',
    'spec.gone: {"a":"x"} -> (nothing)',
    'spec.come: (nothing) -> []',
  ]);
});

test('keys that are no plain words are in quotes', () => {
  const labels = (version: string) =>
    manifest('A', {}, { labels: { 'app.kubernetes.io/version': version, 'a"b': version, plain: version } });
  expect(between(labels('1'), labels('2'))).toEqual([
    'metadata.labels["app.kubernetes.io/version"]: "1" -> "2"',
    'metadata.labels["a\\"b"]: "1" -> "2"',
    'metadata.labels.plain: "1" -> "2"',
  ]);
});

test('members that are null are as if they were not there, in lists too', () => {
  const before = manifest('A', { spec: { a: null, list: [{ b: null, c: 1 }] }, data: null });
  expect(between(before, manifest('A', { spec: { list: [{ c: 1 }] } }))).toEqual([]);
});

test('null in a list keeps its place', () => {
  const list = (...entries: unknown[]) => manifest('A', { list: entries });
  expect(between(list(null, 1), list({ a: 1 }, 1))).toEqual(['list[0]: null -> {"a":1}']);
});

test('an empty map is neither an empty list nor nothing', () => {
  expect(between(manifest('A', { spec: {} }), manifest('A', { spec: [] }))).toEqual(['spec: {} -> []']);
  expect(between(manifest('A', { spec: {} }), manifest('A'))).toEqual(['spec: {} -> (nothing)']);
});

test('entries of lists are told by their names, or else by their places', () => {
  const ports = (...list: unknown[]) => manifest('Service', { ports: list });
  expect(between(ports({ name: 'http', port: 1 }), ports({ name: 'http', port: 2 }, { name: 'x' }))).toEqual([
    'ports[http].port: 1 -> 2',
    'ports[x]: (nothing) -> {"name":"x"}',
  ]);
  expect(between(ports({ port: 1 }, 'a'), ports({ port: 2 }, 'b'))).toEqual([
    'ports[0].port: 1 -> 2',
    'ports[1]: "a" -> "b"',
  ]);
  const doubled = [
    { name: 'a', port: 1 },
    { name: 'a', port: 2 },
  ];
  expect(between(ports(...doubled), ports(doubled[0], { name: 'a', port: 3 }))).toEqual(['ports[1].port: 2 -> 3']);
});

test.each([[{ port: 1 }], [{ name: 7, port: 1 }]])('entries are told by their places beside %j', (other) => {
  const ports = (port: number) => manifest('Service', { ports: [{ name: 'http', port }, other] });
  expect(between(ports(1), ports(2))).toEqual(['ports[0].port: 1 -> 2']);
});

test('entries that changed places and content are told by their content', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b', image: 'x' }];
  expect(between(containers(a, b), containers({ ...b, image: 'y' }, a))).toEqual([
    'spec.containers[b].image: "x" -> "y"',
  ]);
});

test('the order of a list counts, and is told as such where names tell the entries', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b' }];
  expect(between(containers(a, b), containers(b, a))).toEqual(['spec.containers: another order -> this order']);
  expect(between(manifest('A', { args: ['x', 'y'] }), manifest('A', { args: ['y', 'x'] }))).toEqual([
    'args[0]: "x" -> "y"',
    'args[1]: "y" -> "x"',
  ]);
});

describe('secrets', () => {
  const told = (before: Manifest, after: Manifest) => describeDifferences(differences([before], [after]));

  test('what a Secret holds is hidden, and which key differs is told', () => {
    const before = manifest('Secret', { data: { 'a-key': 'c2VjcmV0', 'b.c': 'c2VjcmV0' }, type: 'Opaque' });
    const after = manifest('Secret', { data: { 'a-key': 'aHVudGVy' }, stringData: { x: 'hunter' }, type: 'other' });
    expect(between(before, after)).toEqual([
      'data.a-key: (hidden) -> (hidden)',
      'data["b.c"]: (hidden) -> (nothing)',
      'type: "Opaque" -> "other"',
      'stringData: (nothing) -> (hidden)',
    ]);
  });

  test('data of a ConfigMap is shown', () => {
    expect(between(manifest('ConfigMap', { data: { a: '1' } }), manifest('ConfigMap', { data: { a: '2' } }))).toEqual([
      'data.a: "1" -> "2"',
    ]);
  });

  test.each([
    'BACKEND_SECRET',
    'OPENCHOREO_AUTH_CLIENT_SECRET',
    'OPENCHOREO_API_TOKEN',
    'POSTGRES_PASSWORD',
    'THUNDER_TOKEN',
    'api_key',
    'MY_PORT',
    'PORT_CODE',
  ])('the value of the variable %s is hidden, and where it comes from is shown', (name) => {
    expect(between(env({ name, value: 'hunter2' }), env({ name, value: 'hunter3' }))).toEqual([
      `spec.containers[ui].env[${name}].value: (hidden) -> (hidden)`,
    ]);
    const from = { name, valueFrom: { secretKeyRef: { name: 's', key: 'k' } } };
    expect(between(env({ name, value: 'hunter2' }), env(from))).toEqual([
      `spec.containers[ui].env[${name}].value: (hidden) -> (nothing)`,
      `spec.containers[ui].env[${name}].valueFrom: (nothing) -> {"secretKeyRef":{"name":"s","key":"k"}}`,
    ]);
  });

  test.each(['LOG_LEVEL', 'OPENCHOREO_API_URL'])('the value of the documented variable %s is shown', (name) => {
    expect(between(env({ name, value: 'a' }), env({ name, value: 'b' }))).toEqual([
      `spec.containers[ui].env[${name}].value: "a" -> "b"`,
    ]);
  });

  test('the value of a variable that nobody knows is not shown', () => {
    expect(between(env({ name: 'DATABASE_URL', value: 'a' }), env({ name: 'DATABASE_URL', value: 'b' }))).toEqual([
      'spec.containers[ui].env[DATABASE_URL].value: (hidden) -> (hidden)',
    ]);
  });

  test('values of what is no variable are shown', () => {
    const priority = (value: number) => manifest('PriorityClass', { value });
    expect(between(priority(1), priority(2))).toEqual(['value: 1 -> 2']);
    const headers = (...list: object[]) => manifest('A', { headers: list });
    const [a, b] = [1, 2].map((value) => headers({ name: 'X-Team-ID', value })) as [Manifest, Manifest];
    expect(between(a, b)).toEqual(['headers[X-Team-ID].value: 1 -> 2']);
    expect(between(headers(), a)).toEqual(['headers[X-Team-ID]: (nothing) -> {"name":"X-Team-ID","value":1}']);
  });

  const annotated = (kind: string, annotations?: object) => manifest(kind, {}, { annotations });
  const lastApplied = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"hunter2"}}' };

  test.each(['Secret', 'Deployment'])('what kubectl applied last is not compared (%s)', (kind) => {
    expect(between(annotated(kind, lastApplied), annotated(kind))).toEqual([]);
    expect(between(annotated(kind, { ...lastApplied, a: '1' }), annotated(kind, { a: '1' }))).toEqual([]);
    expect(between(annotated(kind, lastApplied), annotated(kind, { a: '1' }))).toHaveLength(1);
  });

  test('annotations of a Secret are hidden, for tools keep copies of it in them, and labels are shown', () => {
    const labelled = (value: string) =>
      manifest(
        'Secret',
        {},
        { labels: { a: value }, annotations: { 'kapp.k14s.io/original': `{"a":"hunter${value}"}` } },
      );
    expect(between(labelled('1'), labelled('2'))).toEqual([
      'metadata.labels.a: "1" -> "2"',
      'metadata.annotations["kapp.k14s.io/original"]: (hidden) -> (hidden)',
    ]);
    expect(between(annotated('Secret'), annotated('Secret', { a: 'hunter2' }))).toEqual([
      'metadata.annotations: (nothing) -> (hidden)',
    ]);
    expect(between(annotated('Service', { a: '1' }), annotated('Service', { a: '2' }))).toEqual([
      'metadata.annotations.a: "1" -> "2"',
    ]);
  });

  const run = (...args: unknown[]) => containers({ name: 'ui', args });

  test.each([
    ['--password', 'hunter2'],
    ['-db-token', 'hunter2'],
    ['--apiKey', 'hunter2'],
    ['--password=hunter2'],
    ['sh', '-c', 'start --api-key hunter2 --port 80'],
    ['sh', '-c', "DB_PASSWORD='hunter2 hunter3' start"],
    ['sh', '-c', 'start --password "hunter2 hunter3"'],
  ])('a secret in the arguments %j is hidden', (...args) => {
    const others = args.map((arg) => arg.replaceAll('hunter', 'hunted'));
    for (const text of [told(run(...args), run(...others)), told(run(), run(...args)), told(run('a'), run(...args))]) {
      expect(text).toContain('(hidden)');
      expect(text).not.toMatch(/hunte[rd]/);
    }
  });

  test('an argument is shown that is no secret, and one behind a secret', () => {
    expect(between(run('--password', 'hunter2', '--port', '1'), run('--password', 'x', '--port', '2'))).toEqual([
      'spec.containers[ui].args[1]: (hidden) -> (hidden)',
      'spec.containers[ui].args[3]: "1" -> "2"',
    ]);
  });

  test('in arguments that are shown as a whole only the secrets are hidden', () => {
    expect(between(containers({ name: 'ui' }), run('--password', 'hunter2', '--port', '1'))).toEqual([
      'spec.containers[ui].args: (nothing) -> ["--password","(hidden)","--port","1"]',
    ]);
  });

  const password = { name: 'DB_PASSWORD', value: 'hunter2' };

  test.each<[string, Manifest, Manifest]>([
    ['a variable', env(), env(password)],
    ['a list of variables', containers({ name: 'ui' }), env(password)],
    ['a container', containers({ name: 'other' }), env(password)],
    ['a spec', manifest('Deployment'), env(password)],
    ['a variable that is there twice', env(password, password), env(password, { ...password, value: 'hunter3' })],
    ['an argument', run('--port', '80'), run('--password', 'hunter2')],
    ['a list in the place of a text', containers({ name: 'ui', env: 'text' }), env(password)],
  ])('%s that comes or goes shows no secret in it', (_, before, after) => {
    for (const text of [told(before, after), told(after, before)]) {
      expect(text).toContain('(hidden)');
      expect(text).not.toContain('hunter');
    }
  });
});

test('differences are told below their objects', () => {
  const before = [manifest('A', { x: 1, y: 1 }), manifest('B')];
  const after = [manifest('A', { x: 2, y: 2 }), manifest('C')];
  expect(describeDifferences(differences(before, after))).toBe(`A n/web
  x: 1 -> 2
  y: 1 -> 2
B n/web
  there -> (nothing)
C n/web
  (nothing) -> there`);
  expect(describeDifferences([])).toBe('');
});

test.each([
  '--db-url=postgres://u:zmark@h/d',
  'Authorization: Bearer zmark',
  '--config={"password":"zmark"}',
  'password: zmark',
  'integrations:\n  github:\n    - token: zmark-1\n      host: github.com\n',
  'http://u:zmark@proxy:3128',
])('a secret in a text is hidden: %j', (text) => {
  const [config, none] = [{ data: { 'app.yaml': text } }, { data: { 'app.yaml': 'none' } }];
  const told = between(manifest('ConfigMap', config), manifest('ConfigMap', none)).join('\n');
  expect(told).not.toContain('zmark');
  expect(told).toContain('(hidden)');
});

test('a variable that is no secret is hidden where it holds one', () => {
  const host = (value: string) => env({ name: 'POSTGRES_HOST', value });
  expect(between(host('postgres://u:zmark@h'), host('pg'))).toEqual([
    'spec.containers[ui].env[POSTGRES_HOST].value: "postgres://u:(hidden)@h" -> "pg"',
  ]);
});
