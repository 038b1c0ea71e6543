import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kustomizationYaml } from '../../lib/output/kustomization';
import { readFolder, readManifests } from '../../lib/output/read-manifests';
import { InputError } from '../../lib/util/input-error';

const folder = mkdtempSync(join(tmpdir(), 'read-manifests-'));
afterAll(() => rmSync(folder, { recursive: true }));

const one = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'one' } };
const two = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'two', namespace: 'n' } };

test('reads a stream as Helm writes it, with comments and empty documents', () => {
  const stream = `---
# Source: chart/templates/one.yaml
apiVersion: v1
kind: Service
metadata:
  name: one
---
# Source: chart/templates/nothing.yaml
---

---
apiVersion: v1
kind: Secret
metadata: {name: two, namespace: n}
`;
  expect(readManifests(stream)).toEqual([one, two]);
});

test('reads JSON, and the List that kubectl get prints for several objects', () => {
  expect(readManifests(JSON.stringify(one))).toEqual([one]);
  const list = { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: [one, two] };
  expect(readManifests(JSON.stringify(list))).toEqual([one, two]);
});

test.each([
  '',
  '# nothing',
  'text',
  '12',
  '[]',
  'kind: A',
  'kind: A\nmetadata:\n',
  'kind: A\nmetadata: text',
  'kind: A\nmetadata: {}',
  'kind: A\nmetadata: {name: 1}',
  'kind: [A]\nmetadata: {name: a}',
])('finds no object in %j', (text) => {
  expect(readManifests(text)).toEqual([]);
});

test('refuses invalid YAML with line and column, and quotes nothing of it', () => {
  expect(() => readManifests('kind: Secret\npassword: hunter2: x', 'live.yaml')).toThrow(
    new InputError('live.yaml:2:18: bad indentation of a mapping entry; fix the YAML at this place'),
  );
  expect(() => readManifests('a: 1\na: 2')).toThrow(
    new InputError('manifests:2:1: duplicated mapping key; fix the YAML at this place'),
  );
});

test('refuses invalid YAML in a folder with the name of the file', () => {
  const broken = join(folder, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, 'one.yaml'), 'a: {');
  expect(() => readFolder(broken)).toThrow(`${join(broken, 'one.yaml')}:1:5: `);
});

test('reads a folder without its kustomization.yaml and files that are not YAML', () => {
  const written = join(folder, 'written');
  mkdirSync(written);
  writeFileSync(join(written, 'one.yaml'), JSON.stringify(one));
  writeFileSync(join(written, 'two.yaml'), JSON.stringify(two));
  writeFileSync(join(written, 'kustomization.yaml'), kustomizationYaml(['one.yaml', 'two.yaml']));
  writeFileSync(join(written, 'notes.txt'), '{');
  expect(readFolder(written)).toEqual([one, two]);
});

test('finds no object in a missing folder', () => {
  expect(readFolder(join(folder, 'missing'))).toEqual([]);
});

describe('refuses objects', () => {
  /** Nine lists, each of nine aliases of the list before it. */
  const bomb = [
    'a0: &a0 [x]',
    ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`),
  ];
  const chain = ['a0: &a0 [x]', ...Array.from({ length: 20_000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`)];

  test.each([
    ['with aliases that describe billions of values', bomb.join('\n'), 'at most 500000 values'],
    ['that contain themselves', 'a: &a [*a]', 'at most 500000 values'],
    ['whose aliases form a chain', chain.join('\n'), 'at most 100 maps and lists inside each other'],
    ['in too many lists', '['.repeat(100_000), 'at most 100 maps and lists inside each other'],
    ['in too many maps', '{"a":'.repeat(100_000), 'at most 100 maps and lists inside each other'],
    ['with a very long text', `a: ${'x'.repeat(3_000_000)}`, 'at most 2097152 characters in a text or key'],
    ['with a very long key', `? ${'x'.repeat(3_000_000)}\n: a`, 'at most 2097152 characters in a text or key'],
  ])('%s', (_, text, bound) => {
    expect(() => readManifests(text)).toThrow(InputError);
    expect(() => readManifests(text)).toThrow(`must have ${bound}`);
  });
});

test('refuses a folder whose files are too large together', () => {
  const large = join(folder, 'large');
  mkdirSync(large);
  for (const name of ['a.yaml', 'b.yaml', 'c.yaml']) {
    writeFileSync(join(large, name), '#'.repeat(3_000_000));
  }
  expect(() => readFolder(large)).toThrow(`${large}: must have at most 4 MiB of YAML, got more; `);
});
