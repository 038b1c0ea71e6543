import fs, {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { OutputError, OutputLostError } from '../../lib/output/output-error';
import { isWithin } from '../../lib/output/replace-folder';
import type { Stage } from '../../lib/output/stage';
import { fileOf, list, replace, replaceAll, replaceBy, temporaryFolder } from './support';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = temporaryFolder();
  folder = join(parent, 'out');
});

afterEach(() => {
  chmodSync(parent, 0o755);
  rmSync(parent, { recursive: true });
});

/** Returns the path of the stage of the running test. */
function stagePath(): string {
  const name = list(parent).find((name) => name.startsWith('.out.synth-')) ?? '';
  return join(parent, name, 'new');
}

describe('replacing', () => {
  test('deletes removed objects, and leaves no temporary folder', () => {
    replace(folder, 'a', 'b');
    replace(folder, 'b', 'c');
    expect(list(folder)).toEqual([fileOf('b'), fileOf('c'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('deletes removed environments', () => {
    replaceAll(folder, 'one', 'two');
    replaceAll(folder, 'two');
    expect(list(folder)).toEqual(['two']);
  });

  test('replaces an empty folder, and writes a folder without objects', () => {
    mkdirSync(folder);
    replace(folder);
    expect(list(folder)).toEqual(['kustomization.yaml']);
    replace(folder, 'a');
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
  });

  test('creates missing parent folders', () => {
    folder = join(parent, 'not/there/out/');
    replace(folder, 'a');
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
  });

  test('replaces the folder that a symbolic link points to, and keeps the link', () => {
    const real = join(parent, 'elsewhere', 'real');
    mkdirSync(real, { recursive: true });
    symlinkSync('elsewhere/real', folder);
    replace(folder, 'a');
    replace(folder, 'b');
    expect(lstatSync(folder).isSymbolicLink()).toBe(true);
    expect(list(real)).toEqual([fileOf('b'), 'kustomization.yaml']);
    expect(list(join(parent, 'elsewhere'))).toEqual(['real']);
  });

  test('creates the missing folder that a symbolic link points to', () => {
    symlinkSync('real', folder);
    replace(folder, 'a');
    expect(lstatSync(folder).isSymbolicLink()).toBe(true);
    expect(list(join(parent, 'real'))).toEqual([fileOf('a'), 'kustomization.yaml']);
  });

  test('refuses to replace a file, and leaves it unchanged', () => {
    writeFileSync(folder, 'text');
    expect(() => replace(folder, 'a')).toThrow('ENOTDIR');
    expect(readFileSync(folder, 'utf8')).toBe('text');
    expect(list(parent)).toEqual(['out']);
  });

  test.each(['.', '', '..', '/'])('refuses to replace the working directory and its parents: %j', (path) => {
    expect(() => replace(path, 'a')).toThrow(
      /^cannot replace .*, which is or contains the working directory; choose a folder below/,
    );
  });

  test('reports a place in which the system lets nobody create folders', () => {
    expect(() => replace('/proc/out', 'a')).toThrow(/^E[A-Z]+: /);
  });
});

describe('leaves the previous output unchanged', () => {
  beforeEach(() => replace(folder, 'a'));

  afterEach(() => {
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('if writing fails', () => {
    const write = (stage: Stage) => {
      stage.write(fileOf('b'), 'text', false);
      throw new Error('the disk is full');
    };
    expect(() => replaceBy(folder, write)).toThrow('the disk is full');
  });

  test('if the stage is deleted', () => {
    expect(() => replaceBy(folder, () => rmSync(stagePath(), { recursive: true }))).toThrow('ENOENT');
  });

  test('if the stage cannot be moved after the old folder was', () => {
    const rename = fs.renameSync;
    const spy = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (to === folder) {
        spy.mockRestore();
        throw Object.assign(new Error('EIO: i/o error, rename'), { code: 'EIO' });
      }
      rename(from, to);
    });
    expect(() => replace(folder, 'b')).toThrow('EIO');
  });

  test.each([
    ['shorter', (path: string) => writeFileSync(path, 'te')],
    ['empty', (path: string) => writeFileSync(path, '')],
    ['missing', (path: string) => rmSync(path)],
  ])('if a written file is %s on the disk', (_, damage) => {
    const write = (stage: Stage) => {
      stage.write('file', 'text', false);
      damage(join(stagePath(), 'file'));
    };
    expect(() => replaceBy(folder, write)).toThrow(
      new OutputError(`cannot write ${folder}: file does not contain what was written; check the disk, and run again`),
    );
  });
});

describe('if another run replaces the folder at the same time', () => {
  /** Replaces the folder, and lets another run replace it immediately after the swap. */
  function replaceBefore(other: () => void): void {
    const rename = fs.renameSync;
    const spy = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      rename(from, to);
      if (to === folder) {
        spy.mockRestore();
        other();
      }
    });
    replace(folder, 'a');
  }

  test('reports different output, which stays', () => {
    expect(() => replaceBefore(() => replace(folder, 'b'))).toThrow(OutputLostError);
    expect(list(folder)).toEqual([fileOf('b'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('accepts equal output', () => {
    replaceBefore(() => replace(folder, 'a'));
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('keeps the folder of a live run that writes an environment', () => {
    replaceAll(folder, 'one', 'two');
    const write = (stage: Stage) => {
      replaceAll(folder, 'one');
      stage.write('kustomization.yaml', 'text', false);
    };
    replaceBy(join(folder, 'two'), write);
    expect(list(folder)).toEqual(['one', 'two']);
    expect(list(join(folder, 'two'))).toEqual(['kustomization.yaml']);
  });
});
test.each([
  ['/a/b', '/a', true],
  ['/a', '/a', true],
  ['/a/b', '/', true],
  ['/a/..b', '/a', true],
  ['/a', '/a/b', false],
  ['/b', '/a', false],
])('%s is %s or below it: %s', (folder, other, expected) => {
  expect(isWithin(folder, other, posix)).toBe(expected);
});

test.each([
  ['C:\\a\\b', 'C:\\a', true],
  ['C:\\A', 'c:\\a', true],
  ['C:\\a', 'C:\\', true],
  ['C:\\a', 'C:\\a\\b', false],
  ['C:\\b', 'C:\\a', false],
  ['C:\\a', 'D:\\a', false],
  ['C:\\a', '\\\\server\\share\\a', false],
])('on Windows, %s is %s or below it: %s', (folder, other, expected) => {
  expect(isWithin(folder, other, win32)).toBe(expected);
});

describe('permissions', () => {
  const isRoot = process.getuid?.() === 0;
  const nobody = 65534;

  /** Runs a function as a user to whom file permissions apply. */
  function unprivileged(run: () => void): void {
    if (isRoot) {
      process.seteuid?.(nobody);
    }
    try {
      run();
    } finally {
      if (isRoot) {
        process.seteuid?.(0);
      }
    }
  }

  beforeEach(() => {
    if (isRoot) {
      chownSync(parent, nobody, nobody);
    }
    unprivileged(() => replace(folder, 'a'));
  });

  test('refuses to replace a folder whose parent is read-only', () => {
    chmodSync(parent, 0o555);
    expect(() => unprivileged(() => replace(folder, 'b'))).toThrow('EACCES: permission denied');
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('replaces the output even if an old environment cannot be deleted, and deletes it in a later run', () => {
    rmSync(folder, { recursive: true });
    unprivileged(() => replaceAll(folder, 'one'));
    chmodSync(join(folder, 'one'), 0o555);
    unprivileged(() => replaceAll(folder, 'two'));
    expect(list(folder)).toEqual(['two']);
    unprivileged(() => replaceAll(folder, 'three'));
    expect(list(folder)).toEqual(['three']);

    const [left = ''] = list(parent).filter((name) => name.startsWith('.out.synth-'));
    chmodSync(join(parent, left, 'gone', 'one'), 0o755);
    unprivileged(() => replaceAll(folder, 'four'));
    expect(list(folder)).toEqual(['four']);
    expect(list(parent)).toEqual(['out']);
  });
});
