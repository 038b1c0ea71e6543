import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentsIn } from '../lib';
import { mergeValues } from '../lib/values/merge';

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
