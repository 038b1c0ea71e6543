import { folderOf, needsTmp } from '../lib/volumes';

const READ_ONLY = { readOnlyRootFilesystem: true };

test.each([
  ['/data', '/data'],
  ['/data/', '/data'],
  ['/data//a/../b/.', '/data/b'],
  ['/', '/'],
  ['data', 'data'],
  ['', ''],
  [undefined, ''],
])('a mount at %p is in the folder %p', (mountPath, folder) => {
  expect(folderOf(mountPath)).toBe(folder);
});

describe('a container needs a /tmp', () => {
  test.each([[[]], [['/data']], [['/tmp/cache']]])('where it can write to none but %j', (folders) => {
    expect(needsTmp(READ_ONLY, folders.map(at))).toBe(true);
  });

  test.each(['/tmp', '/tmp/', '/var/../tmp'])('but not where something is mounted at %s', (folder) => {
    expect(needsTmp(READ_ONLY, [at(folder)])).toBe(false);
  });

  test.each([{}, { readOnlyRootFilesystem: false }, null, undefined])('but not with %j', (securityContext) => {
    expect(needsTmp(securityContext, [])).toBe(false);
  });
});

function at(mountPath: string) {
  return { name: 'a', mountPath };
}
