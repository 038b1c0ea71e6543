import { dump } from 'js-yaml';
import { parse, parseAllDocuments } from 'yaml';
import { manifestStream, manifestYaml } from '../../lib/output/manifest-yaml';

test('writes identifying keys first and other keys alphabetically, regardless of their order in the object', () => {
  const a = manifestYaml({ spec: { b: 1, name: 'web', a: [] }, metadata: { name: 'x' }, kind: 'K', apiVersion: 'v1' });
  const b = manifestYaml({ apiVersion: 'v1', kind: 'K', metadata: { name: 'x' }, spec: { a: [], name: 'web', b: 1 } });
  expect(a).toBe('apiVersion: v1\nkind: K\nmetadata:\n  name: x\nspec:\n  name: web\n  a: []\n  b: 1\n');
  expect(b).toBe(a);
});

test('writes kind and metadata before data, and name and namespace before annotations', () => {
  const metadata = { annotations: {}, namespace: 'portal', name: 'x' };
  expect(manifestYaml({ data: {}, metadata, kind: 'ConfigMap', apiVersion: 'v1' })).toBe(
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: portal\n  annotations: {}\ndata: {}\n',
  );
});

test.each([
  'yes',
  'off',
  'null',
  '~',
  '0x1F',
  '0o17',
  '017',
  '1e3',
  '.5',
  '1:30',
  '2026-11-22',
  '=',
  '<<',
  ' a',
  'a: b',
  '# a',
  'ü\n b',
])('keeps the string %j a string for parsers of YAML 1.1 and 1.2', (value) => {
  const yaml = manifestYaml({ value });
  expect(parse(yaml, { version: '1.1' })).toEqual({ value });
  expect(parse(yaml, { version: '1.2' })).toEqual({ value });
});

test('writes an object twice that is used twice, without anchors', () => {
  const shared = { a: 1 };
  expect(manifestYaml({ x: shared, y: shared })).toBe("x:\n  a: 1\n'y':\n  a: 1\n");
});

test('writes one YAML document per manifest, also in streams that are joined', () => {
  const stream = manifestStream([{ a: 1 }, { b: 2 }]);
  expect(stream).toBe('---\na: 1\n---\nb: 2\n');
  const joined = parseAllDocuments(stream + stream).map((document) => document.toJS());
  expect(joined).toEqual([{ a: 1 }, { b: 2 }, { a: 1 }, { b: 2 }]);
});

test.each([0, -0, 1, -7, 1.5, 1e21, 2 ** 53, -1e-7, Number.MAX_SAFE_INTEGER])('keeps the number %p', (value) => {
  const yaml = manifestYaml({ value });
  expect(parse(yaml)).toEqual({ value });
  expect(yaml).toBe(dump({ value }));
});

test.each([true, false])('keeps the boolean %p', (value) => {
  expect(manifestYaml({ value })).toBe(`value: ${value}\n`);
});

test('writes a long string on one line', () => {
  const value = 'word '.repeat(50);
  expect(manifestYaml({ value })).toBe(`value: '${value}'\n`);
});

test('writes undefined list entries as null, so that other entries keep their index', () => {
  expect(manifestYaml({ a: [undefined, 1] })).toBe('a:\n  - null\n  - 1\n');
});

test('omits undefined members', () => {
  expect(manifestYaml({ a: undefined, b: { c: undefined }, d: null })).toBe('b: {}\nd: null\n');
});

test('writes values that are not JSON as js-yaml does', () => {
  const value = { date: new Date(0), list: new Array(2) };
  expect(manifestYaml(value)).toBe(dump(value));
});
