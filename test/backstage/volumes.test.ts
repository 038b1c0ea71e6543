import { folderOf, needsTmp, tmpSource } from '../../lib/backstage/volumes';

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

  test.each([{}, { readOnlyRootFilesystem: false }, undefined])('but not with %j', (securityContext) => {
    expect(needsTmp(securityContext, [])).toBe(false);
  });
});

describe('the volume for /tmp', () => {
  const other = [at('/data')];

  test('is an emptyDir where the container needs one', () => {
    expect(tmpSource(undefined, READ_ONLY, other)).toEqual({});
    expect(tmpSource(undefined, undefined, other)).toBeUndefined();
  });

  test('is the one that is given, needed or not', () => {
    const memory = { medium: 'Memory' };
    expect([tmpSource(memory, READ_ONLY, other), tmpSource(memory, undefined, other)]).toEqual([memory, memory]);
  });

  test('is none if it is false, needed or not', () => {
    expect(tmpSource(false, READ_ONLY, other)).toBeUndefined();
    expect(tmpSource(false, undefined, other)).toBeUndefined();
  });
});

function at(mountPath: string) {
  return { name: 'a', mountPath };
}
