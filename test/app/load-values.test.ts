import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadValues, parseValues } from '../../lib/app/load-values';
import { renderManifests } from '../../lib/app/render-manifests';

const folder = mkdtempSync(join(tmpdir(), 'values-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('loadValues reads a YAML file', () => {
  expect(loadValues(file('a.yaml', 'backstage:\n  replicas: 1\n'))).toEqual({ backstage: { replicas: 1 } });
});

test('loadValues reads a JSON file', () => {
  expect(loadValues(file('a.json', '{"backstage": {"replicas": 1}}'))).toEqual({ backstage: { replicas: 1 } });
});

test('loadValues names the file that it refuses as it was given', () => {
  const path = file('b.yaml', 'a: 1\na: 2\n');
  expect(() => loadValues(path)).toThrow(`${path}:2:1: duplicated mapping key`);
});

test('loadValues throws an ordinary error where there is no file', () => {
  expect(() => loadValues(join(folder, 'none.yaml'))).toThrow(/^ENOENT/);
});

test('loadValues gives values that can be rendered', () => {
  const path = file('c.yaml', 'backstage:\n  backendSecret: "0123456789"\n  ingress:\n    enabled: no\n');
  expect(renderManifests(loadValues(path)).map(({ kind }) => kind)).toEqual([
    'ServiceAccount',
    'Secret',
    'Service',
    'Deployment',
    'HTTPRoute',
  ]);
});

test('parseValues reads bytes as loadValues reads a file, and names them as it is told', () => {
  expect(parseValues(Buffer.from('backstage:\n  replicas: 1\n'), 'values.yaml')).toEqual({
    backstage: { replicas: 1 },
  });
  expect(() => parseValues(Buffer.from('a: 1\na: 2\n'), 'stdin')).toThrow('stdin:2:1: duplicated mapping key');
});
