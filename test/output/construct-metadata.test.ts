import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONSTRUCT_METADATA_FILE, constructMetadata } from '../../lib/output/construct-metadata';
import { foreignFilesBelow } from '../../lib/output/foreign-files';
import { list, replaceAll, temporaryFolder } from './support';

const folder = temporaryFolder();
const file = join(folder, CONSTRUCT_METADATA_FILE);
afterAll(() => rmSync(folder, { recursive: true }));

test('names the construct of each object, and all constructs of objects with the same name', () => {
  const text = constructMetadata([
    { name: 'portal', path: 'one/Deployment/Resource' },
    { name: '__proto__', path: 'one/Secret/Resource' },
    { name: 'portal', path: 'one/Service/Resource' },
  ]);
  const { version, resources } = JSON.parse(text);
  expect(version).toBe('1.0.0');
  expect(Object.entries(resources)).toEqual([
    ['portal', { path: 'one/Deployment/Resource, one/Service/Resource' }],
    ['__proto__', { path: 'one/Secret/Resource' }],
  ]);
});

test('a run replaces the metadata of an earlier run', () => {
  writeFileSync(file, constructMetadata([]));
  expect(foreignFilesBelow(folder)).toEqual([]);
  replaceAll(folder, 'one');
  expect(list(folder)).toEqual(['one']);
});

test.each(['', '{}', '{"version":"1.0.0","resources":{}}'])(
  'a run keeps the metadata of another program: %j',
  (text) => {
    writeFileSync(file, text);
    expect(foreignFilesBelow(folder)).toEqual([CONSTRUCT_METADATA_FILE]);
  },
);

test('a run keeps a folder with the name of the metadata', () => {
  rmSync(file);
  mkdirSync(file);
  expect(foreignFilesBelow(folder)).toEqual([CONSTRUCT_METADATA_FILE]);
});
