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

test('reads a YAML file', () => {
  expect(loadValues(file('a.yaml', 'backstage:\n  replicas: 1\n'))).toEqual({ backstage: { replicas: 1 } });
});

test('reads a JSON file', () => {
  expect(loadValues(file('a.json', '{"backstage": {"replicas": 1}}'))).toEqual({ backstage: { replicas: 1 } });
});

test('reports a refused file by the path that the caller passed', () => {
  const path = file('b.yaml', 'a: 1\na: 2\n');
  expect(() => loadValues(path)).toThrow(`${path}:2:1: duplicated mapping key`);
});

test('throws the error of the system if the file does not exist', () => {
  expect(() => loadValues(join(folder, 'none.yaml'))).toThrow(/^ENOENT/);
});

test('returns values that can be rendered', () => {
  const path = file('c.yaml', 'backstage:\n  backendSecret: "0123456789"\n  ingress:\n    enabled: no\n');
  expect(renderManifests(loadValues(path)).map(({ kind }) => kind)).toEqual([
    'ServiceAccount',
    'Secret',
    'Service',
    'Deployment',
    'HTTPRoute',
  ]);
});

test('parseValues reads bytes as loadValues reads a file, and uses the name in messages', () => {
  expect(parseValues(Buffer.from('backstage:\n  replicas: 1\n'), 'values.yaml')).toEqual({
    backstage: { replicas: 1 },
  });
  expect(() => parseValues(Buffer.from('a: 1\na: 2\n'), 'stdin')).toThrow('stdin:2:1: duplicated mapping key');
});

test('reads a file with Windows line endings like one without, also in texts of several lines', () => {
  const text = `# values
backstage:
  backendSecret: "0123456789"
  appConfig:
    app:
      title: |
        two
        lines

      description: >-
        folded
        line
      support: "quoted
        text"
      plain: a
        b
`;
  const [unix, windows] = [file('unix.yaml', text), file('windows.yaml', text.replaceAll('\n', '\r\n'))].map(
    loadValues,
  );
  expect(windows).toEqual(unix);
  expect(JSON.stringify(windows)).not.toContain('\\r');
});
