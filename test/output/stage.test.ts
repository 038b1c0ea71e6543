import { chmodSync, chownSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { writeContents } from '../../lib/output/folder-contents';
import { foreignFilesBelow } from '../../lib/output/foreign-files';
import { fileOf, manifest, replace, replaceAll, replaceBy, temporaryFolder } from './support';

const parent = temporaryFolder();
const folder = join(parent, 'out');
beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(parent, { recursive: true }));

/** Returns the mode bits of a path below the folder. */
function modeOf(path: string): number {
  return statSync(join(folder, path)).mode & 0o7777;
}

/** Replaces the folder with a folder that contains a Secret with these members. */
function replaceSecret(members: Partial<Manifest>): void {
  replaceBy(folder, (stage) => writeContents(stage, '', [{ ...manifest('Secret', 'a'), ...members }]));
}

const SECRET = 'Secret.a.k8s.yaml';
const DEFAULT = 0o666 & ~process.umask();

test.each([0o600, 0o640, 0o664, 0o444])('keeps the mode %o that a user set for a file', (mode) => {
  replace(folder, 'a', 'b');
  chmodSync(join(folder, fileOf('a')), mode);
  replace(folder, 'a', 'b', 'c');
  expect(['a', 'b', 'c'].map((name) => modeOf(fileOf(name)))).toEqual([mode, DEFAULT, DEFAULT]);
});

test.each([0o700, 0o750, 0o2775])('keeps the mode %o that a user set for folders', (mode) => {
  replaceAll(folder, 'one', 'two');
  chmodSync(folder, mode);
  chmodSync(join(folder, 'one'), mode);
  replaceAll(folder, 'one', 'two');
  expect([modeOf(''), modeOf('one'), modeOf('two')]).toEqual([mode, mode, 0o777 & ~process.umask()]);
});

(process.getuid?.() === 0 ? test : test.skip)('keeps the user and the group of a file (requires root)', () => {
  replace(folder, 'a');
  chownSync(join(folder, fileOf('a')), 1234, 5678);
  replace(folder, 'a');
  expect(statSync(join(folder, fileOf('a')))).toMatchObject({ uid: 1234, gid: 5678 });
});

describe('a Secret', () => {
  test.each(['data', 'stringData'])('with values in %s is readable for its user only', (member) => {
    replaceSecret({ [member]: { key: 'value' } });
    expect(modeOf(SECRET)).toBe(0o600);
  });

  test('without values has the default mode', () => {
    replaceSecret({});
    expect(modeOf(SECRET)).toBe(DEFAULT);
  });

  test.each([
    [0o640, 0o640],
    [0o400, 0o400],
    [0o644, 0o600],
    [0o664, 0o600],
    [0o604, 0o600],
  ])('with the mode %o gets the mode %o', (mode, expected) => {
    replaceSecret({ stringData: { key: 'value' } });
    chmodSync(join(folder, SECRET), mode);
    replaceSecret({ stringData: { key: 'value' } });
    expect(modeOf(SECRET)).toBe(expected);
  });

  test('is private in a folder of environments', () => {
    const write = (stage: Parameters<typeof writeContents>[0]) => {
      stage.makeFolder('one');
      writeContents(stage, 'one', [{ ...manifest('Secret', 'a'), stringData: {} }]);
    };
    replaceBy(folder, write, foreignFilesBelow);
    expect(modeOf(`one/${SECRET}`)).toBe(0o600);
  });
});
