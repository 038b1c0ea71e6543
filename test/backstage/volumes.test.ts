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

describe('a container with a read-only root filesystem', () => {
  test.each([[[]], [['/data']], [['/tmp/cache']]])('needs a /tmp if it mounts %j', (folders) => {
    expect(needsTmp(READ_ONLY, folders.map(at))).toBe(true);
  });

  test.each(['/tmp', '/tmp/', '/var/../tmp'])('needs no other /tmp if a volume is mounted at %s', (folder) => {
    expect(needsTmp(READ_ONLY, [at(folder)])).toBe(false);
  });
});

test.each([{}, { readOnlyRootFilesystem: false }, undefined])(
  'a container with the security context %j needs no /tmp',
  (securityContext) => {
    expect(needsTmp(securityContext, [])).toBe(false);
  },
);

describe('the volume for /tmp', () => {
  const other = [at('/data')];

  test('is an emptyDir by default if the container needs one', () => {
    expect(tmpSource(undefined, READ_ONLY, other)).toEqual({});
    expect(tmpSource(undefined, undefined, other)).toBeUndefined();
  });

  test('is the specified one, even if the container does not need it', () => {
    const memory = { medium: 'Memory' };
    expect([tmpSource(memory, READ_ONLY, other), tmpSource(memory, undefined, other)]).toEqual([memory, memory]);
  });

  test('is omitted if the option is false, even if the container needs it', () => {
    expect(tmpSource(false, READ_ONLY, other)).toBeUndefined();
    expect(tmpSource(false, undefined, other)).toBeUndefined();
  });
});

function at(mountPath: string) {
  return { name: 'a', mountPath };
}
