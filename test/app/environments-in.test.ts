import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentsIn } from '../../lib';
import { mergeValues } from '../../lib/values/merge';

const folder = mkdtempSync(join(tmpdir(), 'environments-in-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

test('a folder of values files is an environment for each, over a shared base', () => {
  const files = join(folder, 'files');
  mkdirSync(files);
  writeFileSync(join(files, 'b.yaml'), 'backstage: {replicas: 2}');
  writeFileSync(join(files, 'a.yaml'), 'backstage: {replicas: 1}');
  writeFileSync(join(files, 'README.md'), '');
  const environments = environmentsIn(files, (name, own) => ({ namespace: name, values: mergeValues([values, own]) }));
  expect(environments).toEqual({
    a: { namespace: 'a', values: { backstage: { ...values.backstage, replicas: 1 } } },
    b: { namespace: 'b', values: { backstage: { ...values.backstage, replicas: 2 } } },
  });
  expect(Object.keys(environments)).toEqual(['a', 'b']);
});

/** The names of the environments in a new folder with these files. */
function namesIn(...files: string[]): string[] {
  const some = mkdtempSync(join(folder, 'some-'));
  for (const file of files) {
    writeFileSync(join(some, file), '{}');
  }
  return Object.keys(environmentsIn(some, (_, own) => ({ values: own })));
}

test('values files have one of the names that YAML and JSON have', () => {
  expect(namesIn('d.YAML', 'c.json', 'b.yml', 'a.yaml', 'e.yaml.bak', 'yaml', '.yaml', '.f.yaml')).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
  expect(namesIn()).toEqual([]);
});

test('two values files of one name are refused', () => {
  expect(() => namesIn('prod.yml', 'prod.yaml')).toThrow(
    /: prod\.yaml and prod\.yml are both the environment prod; rename one of them$/,
  );
});
