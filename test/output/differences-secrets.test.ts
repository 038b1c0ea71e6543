import type { Manifest } from '../../lib/kubernetes/manifest';
import { type Difference, describeDifferences, differences as differencesOf } from '../../lib/output/differences';

// Secrets that differences hide.

/** Names of the variables whose values may be shown in these tests. */
const PUBLIC = new Set(['LOG_LEVEL', 'OPENCHOREO_API_URL', 'POSTGRES_HOST']);

function differences(before: readonly Manifest[], after: readonly Manifest[]): Difference[] {
  return differencesOf(before, after, PUBLIC);
}

function manifest(kind: string, members: object = {}, metadata: object = {}): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name: 'web', namespace: 'n', ...metadata }, ...members };
}

/** Returns the differences between two objects as text, each in the form `changed path: before -> after`. */
function between(before: Manifest, after: Manifest): string[] {
  return differences([before], [after]).map((found) => describeDifferences([found]).replace(/^.*\n */, ''));
}

const containers = (...list: object[]) => manifest('Deployment', { spec: { containers: list } });
const env = (...variables: object[]) => containers({ name: 'ui', env: variables });

const textOf = (before: Manifest, after: Manifest) => describeDifferences(differences([before], [after]));

test('hides the data of a Secret, and names the keys that differ', () => {
  const before = manifest('Secret', { data: { 'a-key': 'c2VjcmV0', 'b.c': 'c2VjcmV0' }, type: 'Opaque' });
  const after = manifest('Secret', { data: { 'a-key': 'aHVudGVy' }, stringData: { x: 'hunter' }, type: 'other' });
  expect(between(before, after)).toEqual([
    'changed data.a-key: (hidden) -> (hidden)',
    'removed data["b.c"]: (hidden)',
    'changed type: "Opaque" -> "other"',
    'added stringData: (hidden)',
  ]);
});

test('shows the data of a ConfigMap', () => {
  expect(between(manifest('ConfigMap', { data: { a: '1' } }), manifest('ConfigMap', { data: { a: '2' } }))).toEqual([
    'changed data.a: "1" -> "2"',
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
  'session.store',
  'db-password',
])('hides the value of the variable %s, and shows a reference to its source', (name) => {
  expect(between(env({ name, value: 'hunter2' }), env({ name, value: 'hunter3' }))).toEqual([
    `changed spec.containers[ui].env[${name}].value: (hidden) -> (hidden)`,
  ]);
  const from = { name, valueFrom: { secretKeyRef: { name: 's', key: 'k' } } };
  expect(between(env({ name, value: 'hunter2' }), env(from))).toEqual([
    `removed spec.containers[ui].env[${name}].value: (hidden)`,
    `added spec.containers[ui].env[${name}].valueFrom: {"secretKeyRef":{"name":"s","key":"k"}}`,
  ]);
});

test.each(['LOG_LEVEL', 'OPENCHOREO_API_URL'])('shows the value of the public variable %s', (name) => {
  expect(between(env({ name, value: 'a' }), env({ name, value: 'b' }))).toEqual([
    `changed spec.containers[ui].env[${name}].value: "a" -> "b"`,
  ]);
});

test('hides the value of an unknown variable', () => {
  expect(between(env({ name: 'DATABASE_URL', value: 'a' }), env({ name: 'DATABASE_URL', value: 'b' }))).toEqual([
    'changed spec.containers[ui].env[DATABASE_URL].value: (hidden) -> (hidden)',
  ]);
});

test('hides the value of an HTTP header', () => {
  const headers = (...list: object[]) => manifest('A', { headers: list });
  const [a, b] = ['hunter2', 'hunter3'].map((value) => headers({ name: 'X-Gate', value })) as [Manifest, Manifest];
  expect(between(a, b)).toEqual(['changed headers[X-Gate].value: (hidden) -> (hidden)']);
  expect(between(headers(), a)).toEqual(['added headers[X-Gate]: {"name":"X-Gate","value":"(hidden)"}']);
});

test('shows a value if its map has no name', () => {
  const priority = (value: number) => manifest('PriorityClass', { value });
  expect(between(priority(1), priority(2))).toEqual(['changed value: 1 -> 2']);
});

const annotated = (kind: string, annotations?: object) => manifest(kind, {}, { annotations });
const lastApplied = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"hunter2"}}' };

test.each(['Secret', 'Deployment'])('ignores the copy that kubectl apply keeps in an annotation (%s)', (kind) => {
  expect(between(annotated(kind, lastApplied), annotated(kind))).toEqual([]);
  expect(between(annotated(kind, { ...lastApplied, a: '1' }), annotated(kind, { a: '1' }))).toEqual([]);
  expect(between(annotated(kind, lastApplied), annotated(kind, { a: '1' }))).toHaveLength(1);
});

test('hides annotations of a Secret, where tools keep copies of it, and shows its labels', () => {
  const labelled = (value: string) =>
    manifest(
      'Secret',
      {},
      { labels: { a: value }, annotations: { 'kapp.k14s.io/original': `{"a":"hunter${value}"}` } },
    );
  expect(between(labelled('1'), labelled('2'))).toEqual([
    'changed metadata.labels.a: "1" -> "2"',
    'changed metadata.annotations["kapp.k14s.io/original"]: (hidden) -> (hidden)',
  ]);
  expect(between(annotated('Secret'), annotated('Secret', { a: 'hunter2' }))).toEqual([
    'added metadata.annotations: (hidden)',
  ]);
  expect(between(annotated('Service', { a: '1' }), annotated('Service', { a: '2' }))).toEqual([
    'changed metadata.annotations.a: "1" -> "2"',
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
])('hides the secret in the arguments %j', (...args) => {
  const others = args.map((arg) => arg.replaceAll('hunter', 'hunted'));
  for (const text of [
    textOf(run(...args), run(...others)),
    textOf(run(), run(...args)),
    textOf(run('a'), run(...args)),
  ]) {
    expect(text).toContain('(hidden)');
    expect(text).not.toMatch(/hunte[rd]/);
  }
});

test('shows an argument that is not a secret, also after a secret', () => {
  expect(between(run('--password', 'hunter2', '--port', '1'), run('--password', 'x', '--port', '2'))).toEqual([
    'changed spec.containers[ui].args[1]: (hidden) -> (hidden)',
    'changed spec.containers[ui].args[3]: "1" -> "2"',
  ]);
});

test('hides only the secrets in an added list of arguments', () => {
  expect(between(containers({ name: 'ui' }), run('--password', 'hunter2', '--port', '1'))).toEqual([
    'added spec.containers[ui].args: ["--password","(hidden)","--port","1"]',
  ]);
});

const password = { name: 'DB_PASSWORD', value: 'hunter2' };

test.each<[string, Manifest, Manifest]>([
  ['a variable', env(), env(password)],
  ['a list of variables', containers({ name: 'ui' }), env(password)],
  ['a container', containers({ name: 'other' }), env(password)],
  ['a spec', manifest('Deployment'), env(password)],
  ['a duplicate variable', env(password, password), env(password, { ...password, value: 'hunter3' })],
  ['an argument', run('--port', '80'), run('--password', 'hunter2')],
  ['a list instead of a string', containers({ name: 'ui', env: 'text' }), env(password)],
])('hides the secrets in %s that is added or removed', (_, before, after) => {
  for (const text of [textOf(before, after), textOf(after, before)]) {
    expect(text).toContain('(hidden)');
    expect(text).not.toContain('hunter');
  }
});

test.each([
  '--db-url=postgres://u:zmark@h/d',
  'Authorization: Bearer zmark',
  '--config={"password":"zmark"}',
  'password: zmark',
  'integrations:\n  github:\n    - token: zmark-1\n      host: github.com\n',
  'http://u:zmark@proxy:3128',
])('hides the secret in the text %j', (text) => {
  const [config, none] = [{ data: { 'app.yaml': text } }, { data: { 'app.yaml': 'none' } }];
  const shown = between(manifest('ConfigMap', config), manifest('ConfigMap', none)).join('\n');
  expect(shown).not.toContain('zmark');
  expect(shown).toContain('(hidden)');
});

test('hides a secret in the value of a public variable', () => {
  const host = (value: string) => env({ name: 'POSTGRES_HOST', value });
  expect(between(host('postgres://u:zmark@h'), host('pg'))).toEqual([
    'changed spec.containers[ui].env[POSTGRES_HOST].value: "postgres://u:(hidden)@h" -> "pg"',
  ]);
});
