import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentsIn, InputError } from '../../lib';
import { mergeValues } from '../../lib/values/merge';

const folder = mkdtempSync(join(tmpdir(), 'environments-in-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

test('returns an environment for each values file, with a shared base', () => {
  const files = join(folder, 'files');
  mkdirSync(files);
  writeFileSync(join(files, 'b.yaml'), 'backstage: {replicas: 2}');
  writeFileSync(join(files, 'a.yaml'), 'backstage: {replicas: 1}');
  writeFileSync(join(files, 'README.md'), '');
  const environments = environmentsIn(files, (name, added) => ({
    namespace: name,
    values: mergeValues([values, { ...added }]),
  }));
  expect(environments).toEqual({
    a: { namespace: 'a', values: { backstage: { ...values.backstage, replicas: 1 } } },
    b: { namespace: 'b', values: { backstage: { ...values.backstage, replicas: 2 } } },
  });
  expect(Object.keys(environments)).toEqual(['a', 'b']);
});

/** Returns the names of the environments in a new folder with these files. */
function namesIn(...files: string[]): string[] {
  const some = mkdtempSync(join(folder, 'some-'));
  for (const file of files) {
    writeFileSync(join(some, file), '{}');
  }
  return Object.keys(environmentsIn(some, (_, read) => ({ values: read })));
}

test('reads files with the extensions of YAML and JSON only', () => {
  expect(namesIn('d.YAML', 'c.json', 'b.yml', 'a.yaml', 'e.yaml.bak', 'yaml', '.yaml', '.f.yaml')).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
  expect(namesIn()).toEqual([]);
});

test('refuses two values files with the same name', () => {
  expect(() => namesIn('prod.yml', 'prod.yaml')).toThrow(
    /: prod\.yaml and prod\.yml would both be the environment prod; rename one of them$/,
  );
});

test('refuses a missing folder and a file, and shows the directory that the path is relative to', () => {
  const missing = join(folder, 'missing');
  expect(() => environmentsIn(missing, (_, read) => ({ values: read }))).toThrow(
    new InputError(
      `${missing} does not exist; set it to the folder with the values files, relative to ${process.cwd()}`,
    ),
  );
  const file = join(folder, 'file.yaml');
  writeFileSync(file, '{}');
  expect(() => environmentsIn(file, (_, read) => ({ values: read }))).toThrow(`${file} is not a folder; set it to `);
});
