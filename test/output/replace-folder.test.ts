import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { folderContents, foreignFiles, foreignFilesBelow, writeContents } from '../../lib/output/folder-contents';
import { ForeignFilesError, isWithin, replaceFolder } from '../../lib/output/replace-folder';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = realpathSync(mkdtempSync(join(tmpdir(), 'folder-')));
  folder = join(parent, 'out');
});

afterEach(() => {
  chmodSync(parent, 0o755);
  rmSync(parent, { recursive: true });
});

const manifest = (kind: string, name: string): Manifest => ({ apiVersion: 'v1', kind, metadata: { name } });

/** Replaces the folder by one with a ConfigMap of each name. */
function replace(...names: string[]): void {
  const contents = folderContents(names.map((name) => manifest('ConfigMap', name)));
  replaceFolder(folder, foreignFiles, (stage) => writeContents(stage, contents));
}

const file = (name: string) => `ConfigMap.${name}.k8s.yaml`;

/** Replaces the folder by one with a folder for each environment, with a ConfigMap of its name. */
function replaceAll(...environments: string[]): void {
  replaceFolder(folder, foreignFilesBelow, (stage) => {
    for (const name of environments) {
      mkdirSync(join(stage, name));
      writeContents(join(stage, name), folderContents([manifest('ConfigMap', name)]));
    }
  });
}

const list = (path = folder) => readdirSync(path).sort();

/** Id that no process has: the system counts them from 1, up to a few millions. */
const NO_PROCESS = 2 ** 30;

function hidden(base: string, pid: number, what: 'new' | 'old' | 'gone'): string {
  return `.${base}.synth-${pid}.${what}`;
}

describe('replacing', () => {
  test('objects that are gone leave the folder, and nothing is left beside it', () => {
    replace('a', 'b');
    replace('b', 'c');
    expect(list()).toEqual([file('b'), file('c'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('environments that are gone leave the folder', () => {
    replaceAll('one', 'two');
    replaceAll('two');
    expect(list()).toEqual(['two']);
  });

  test('an empty folder is taken, and one without objects is written', () => {
    mkdirSync(folder);
    replace();
    expect(list()).toEqual(['kustomization.yaml']);
    replace('a');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
  });

  test('folders above that are not there are made', () => {
    folder = join(parent, 'not/there/out/');
    replace('a');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
  });

  test('what a symbolic link points to is replaced, and the link stays', () => {
    const real = join(parent, 'elsewhere', 'real');
    mkdirSync(real, { recursive: true });
    symlinkSync('elsewhere/real', folder);
    replace('a');
    replace('b');
    expect(lstatSync(folder).isSymbolicLink()).toBe(true);
    expect(list(real)).toEqual([file('b'), 'kustomization.yaml']);
    expect(list(join(parent, 'elsewhere'))).toEqual(['real']);
  });

  test('a symbolic link to nothing gets its folder', () => {
    symlinkSync('real', folder);
    replace('a');
    expect(lstatSync(folder).isSymbolicLink()).toBe(true);
    expect(list(join(parent, 'real'))).toEqual([file('a'), 'kustomization.yaml']);
  });

  test('a file in the place of the folder is left there', () => {
    writeFileSync(folder, 'text');
    expect(() => replace('a')).toThrow('ENOTDIR');
    expect(readFileSync(folder, 'utf8')).toBe('text');
    expect(list(parent)).toEqual(['out']);
  });

  test.each(['.', '', '..', '/'])('the working folder and those above are refused: %j', (path) => {
    folder = path;
    expect(() => replace('a')).toThrow(/ is or holds the working folder, and would be replaced; choose a folder below/);
  });

  test('a failure to write leaves everything as it was', () => {
    replace('a');
    const write = (stage: string) => {
      writeFileSync(join(stage, file('b')), 'text');
      throw new Error('the disk is full');
    };
    expect(() => replaceFolder(folder, foreignFiles, write)).toThrow('the disk is full');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('a failure to put the new folder into place puts the old one back', () => {
    replace('a');
    const loseStage = (stage: string) => rmSync(stage, { recursive: true });
    expect(() => replaceFolder(folder, foreignFiles, loseStage)).toThrow('ENOENT');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });
});

test.each([
  ['/a/b', '/a', true],
  ['/a', '/a', true],
  ['/a/b', '/', true],
  ['/a/..b', '/a', true],
  ['/a', '/a/b', false],
  ['/b', '/a', false],
])('%s is the folder %s or below it: %s', (folder, other, expected) => {
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
])('on Windows, %s is the folder %s or below it: %s', (folder, other, expected) => {
  expect(isWithin(folder, other, win32)).toBe(expected);
});

describe("others' files", () => {
  function expectRefused(replaceIt: () => void, ...foreign: string[]): void {
    const before = readdirSync(folder, { recursive: true });
    expect(replaceIt).toThrow(ForeignFilesError);
    expect(replaceIt).toThrow(
      `${folder} holds files that were not made here: ${foreign.join(', ')}; move them, or choose another folder`,
    );
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
    expect(list(parent)).toEqual(['out']);
  }

  test('a file that is not listed is refused', () => {
    replace('a');
    writeFileSync(join(folder, 'notes.txt'), 'text');
    expectRefused(() => replace('b'), 'notes.txt');
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('text');
  });

  test('a file that someone added, and listed in our kustomization, is refused', () => {
    replace('a');
    const kustomization = join(folder, 'kustomization.yaml');
    writeFileSync(kustomization, `${readFileSync(kustomization, 'utf8')}  - own.yaml\n`);
    writeFileSync(join(folder, 'own.yaml'), 'text');
    expectRefused(() => replace('b'), 'own.yaml');
  });

  test("a kustomization of someone's own, and what it lists, are refused", () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'kustomization.yaml'), `resources:\n  - ${file('a')}\n`);
    writeFileSync(join(folder, file('a')), 'text');
    expectRefused(() => replace('b'), file('a'), 'kustomization.yaml');
  });

  test('folders and links in the folder are refused', () => {
    replace('a');
    mkdirSync(join(folder, 'below'));
    symlinkSync('nothing', join(folder, 'link'));
    expectRefused(() => replace('b'), 'below', 'link');
  });

  test('of many files, the first five are named', () => {
    mkdirSync(folder);
    for (const name of ['1', '2', '3', '4', '5', '6', '7']) {
      writeFileSync(join(folder, name), '');
    }
    expectRefused(() => replace('b'), '1', '2', '3', '4', '5 and 2 more');
  });

  test('files that come while the new folder is written are refused too', () => {
    replace('a');
    const comes = () => writeFileSync(join(folder, 'notes.txt'), 'text');
    expect(() => replaceFolder(folder, foreignFiles, comes)).toThrow(ForeignFilesError);
    expect(list()).toEqual([file('a'), 'kustomization.yaml', 'notes.txt']);
  });

  test('files beside or in the folders of environments are refused, by their paths', () => {
    replaceAll('one', 'two');
    writeFileSync(join(folder, 'README.md'), 'text');
    writeFileSync(join(folder, 'two', 'patch.yaml'), 'text');
    expectRefused(() => replaceAll('one'), 'README.md', 'two/patch.yaml');
  });

  test('a link among the environments is refused, not followed', () => {
    replaceAll('one');
    symlinkSync('nothing', join(folder, 'broken'));
    symlinkSync('one', join(folder, 'latest'));
    expectRefused(() => replaceAll('one'), 'broken', 'latest');
  });

  test('a folder of environments is not taken for one of an environment, nor the other way round', () => {
    replaceAll('one');
    expectRefused(() => replace('a'), 'one');
    rmSync(folder, { recursive: true });
    replace('a');
    expectRefused(() => replaceAll('one'), file('a'), 'kustomization.yaml');
  });
});

describe('killed runs', () => {
  test('what they left is cleared', () => {
    replace('a');
    for (const what of ['new', 'old', 'gone'] as const) {
      const leftover = join(parent, hidden('out', NO_PROCESS, what));
      mkdirSync(leftover);
      writeFileSync(join(leftover, 'half.yaml'), 'text');
    }
    replace('b');
    expect(list(parent)).toEqual(['out']);
    expect(list()).toEqual([file('b'), 'kustomization.yaml']);
  });

  test('the output of one that was killed between its two renames is put back, even by a run that fails', () => {
    replace('a');
    renameSync(folder, join(parent, hidden('out', NO_PROCESS, 'old')));
    const fail = () => {
      throw new Error('refused');
    };
    expect(() => replaceFolder(folder, foreignFiles, fail)).toThrow('refused');
    expect(list(parent)).toEqual(['out']);
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
  });

  test('an environment that was killed between its two renames is put back by a run of all', () => {
    replaceAll('one', 'two');
    renameSync(join(folder, 'one'), join(folder, hidden('one', NO_PROCESS, 'old')));
    const half = join(folder, hidden('one', NO_PROCESS, 'new'));
    mkdirSync(half);
    writeFileSync(join(half, 'half.yaml'), 'text');
    const fail = () => {
      throw new Error('refused');
    };
    expect(() => replaceFolder(folder, foreignFilesBelow, fail)).toThrow('refused');
    expect(list()).toEqual(['one', 'two']);
  });

  test('what an earlier process of the same id left does not get into the output', () => {
    const leftover = join(parent, hidden('out', process.pid, 'new'));
    mkdirSync(leftover);
    writeFileSync(join(leftover, 'stale.yaml'), 'text');
    replace('a');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('what runs that are still running have there is left alone, and so are other folders', () => {
    // The process that started this one is still there, too.
    const left = [
      hidden('out', process.ppid, 'new'),
      hidden('out', process.ppid, 'old'),
      hidden('other', NO_PROCESS, 'new'),
      `.out.${NO_PROCESS}.new`,
    ];
    for (const name of left) {
      mkdirSync(join(parent, name));
    }
    replace('a');
    expect(list(parent)).toEqual([...left, 'out'].sort());
  });
});

describe('permissions', () => {
  const isRoot = process.getuid?.() === 0;
  const nobody = 65534;

  /** Runs something as someone to whom permissions apply. */
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
    unprivileged(() => replace('a'));
  });

  test('a folder above that is read-only is refused', () => {
    chmodSync(parent, 0o555);
    expect(() => unprivileged(() => replace('b'))).toThrow('EACCES: permission denied');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('an old environment that cannot be removed does not stand in the way, and goes later', () => {
    rmSync(folder, { recursive: true });
    unprivileged(() => replaceAll('one'));
    chmodSync(join(folder, 'one'), 0o555);
    unprivileged(() => replaceAll('two'));
    expect(list()).toEqual(['two']);
    unprivileged(() => replaceAll('three'));
    expect(list()).toEqual(['three']);

    chmodSync(join(parent, hidden('out', process.pid, 'gone'), 'one'), 0o755);
    unprivileged(() => replaceAll('four'));
    expect(list()).toEqual(['four']);
    expect(list(parent)).toEqual(['out']);
  });
});
