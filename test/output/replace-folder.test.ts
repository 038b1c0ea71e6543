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

/** Replaces the folder with a folder that contains a ConfigMap for each name. */
function replace(...names: string[]): void {
  const contents = folderContents(names.map((name) => manifest('ConfigMap', name)));
  replaceFolder(folder, foreignFiles, (stage) => writeContents(stage, contents));
}

const file = (name: string) => `ConfigMap.${name}.k8s.yaml`;

/** Replaces the folder with a folder that contains a folder and a ConfigMap for each environment. */
function replaceAll(...environments: string[]): void {
  replaceFolder(folder, foreignFilesBelow, (stage) => {
    for (const name of environments) {
      mkdirSync(join(stage, name));
      writeContents(join(stage, name), folderContents([manifest('ConfigMap', name)]));
    }
  });
}

const list = (path = folder) => readdirSync(path).sort();

/** Process id that does not exist: the system counts from 1, up to a few millions. */
const NO_PROCESS = 2 ** 30;

function hidden(base: string, pid: number, state: 'new' | 'old' | 'gone'): string {
  return `.${base}.synth-${pid}.${state}`;
}

describe('replacing', () => {
  test('deletes removed objects, and leaves no temporary folder', () => {
    replace('a', 'b');
    replace('b', 'c');
    expect(list()).toEqual([file('b'), file('c'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('deletes removed environments', () => {
    replaceAll('one', 'two');
    replaceAll('two');
    expect(list()).toEqual(['two']);
  });

  test('replaces an empty folder, and writes a folder without objects', () => {
    mkdirSync(folder);
    replace();
    expect(list()).toEqual(['kustomization.yaml']);
    replace('a');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
  });

  test('creates missing parent folders', () => {
    folder = join(parent, 'not/there/out/');
    replace('a');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
  });

  test('replaces the folder that a symbolic link points to, and keeps the link', () => {
    const real = join(parent, 'elsewhere', 'real');
    mkdirSync(real, { recursive: true });
    symlinkSync('elsewhere/real', folder);
    replace('a');
    replace('b');
    expect(lstatSync(folder).isSymbolicLink()).toBe(true);
    expect(list(real)).toEqual([file('b'), 'kustomization.yaml']);
    expect(list(join(parent, 'elsewhere'))).toEqual(['real']);
  });

  test('creates the missing folder that a symbolic link points to', () => {
    symlinkSync('real', folder);
    replace('a');
    expect(lstatSync(folder).isSymbolicLink()).toBe(true);
    expect(list(join(parent, 'real'))).toEqual([file('a'), 'kustomization.yaml']);
  });

  test('refuses to replace a file, and leaves it unchanged', () => {
    writeFileSync(folder, 'text');
    expect(() => replace('a')).toThrow('ENOTDIR');
    expect(readFileSync(folder, 'utf8')).toBe('text');
    expect(list(parent)).toEqual(['out']);
  });

  test.each(['.', '', '..', '/'])('refuses to replace the working directory and its parents: %j', (path) => {
    folder = path;
    expect(() => replace('a')).toThrow(
      /^cannot replace .*, which is or contains the working directory; choose a folder below/,
    );
  });

  test('leaves everything unchanged if writing fails', () => {
    replace('a');
    const write = (stage: string) => {
      writeFileSync(join(stage, file('b')), 'text');
      throw new Error('the disk is full');
    };
    expect(() => replaceFolder(folder, foreignFiles, write)).toThrow('the disk is full');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('restores the old folder if moving the new one fails', () => {
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

describe('foreign files', () => {
  function expectRefused(replaceIt: () => void, ...foreign: string[]): void {
    const before = readdirSync(folder, { recursive: true });
    expect(replaceIt).toThrow(ForeignFilesError);
    expect(replaceIt).toThrow(
      `${folder} contains files that this tool did not write: ${foreign.join(', ')}; move them, or choose another folder`,
    );
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
    expect(list(parent)).toEqual(['out']);
  }

  test('refuses to delete a file that is not listed', () => {
    replace('a');
    writeFileSync(join(folder, 'notes.txt'), 'text');
    expectRefused(() => replace('b'), 'notes.txt');
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('text');
  });

  test('refuses to delete a file that a user added and listed in our kustomization.yaml', () => {
    replace('a');
    const kustomization = join(folder, 'kustomization.yaml');
    writeFileSync(kustomization, `${readFileSync(kustomization, 'utf8')}  - own.yaml\n`);
    writeFileSync(join(folder, 'own.yaml'), 'text');
    expectRefused(() => replace('b'), 'own.yaml');
  });

  test('refuses to delete a kustomization.yaml of a user, and the files that it lists', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'kustomization.yaml'), `resources:\n  - ${file('a')}\n`);
    writeFileSync(join(folder, file('a')), 'text');
    expectRefused(() => replace('b'), file('a'), 'kustomization.yaml');
  });

  test('refuses to delete folders and links', () => {
    replace('a');
    mkdirSync(join(folder, 'below'));
    symlinkSync('nothing', join(folder, 'link'));
    expectRefused(() => replace('b'), 'below', 'link');
  });

  test('names the first five of many files', () => {
    mkdirSync(folder);
    for (const name of ['1', '2', '3', '4', '5', '6', '7']) {
      writeFileSync(join(folder, name), '');
    }
    expectRefused(() => replace('b'), '1', '2', '3', '4', '5 and 2 more');
  });

  test('refuses to delete files that were added while the new folder was written', () => {
    replace('a');
    const addFile = () => writeFileSync(join(folder, 'notes.txt'), 'text');
    expect(() => replaceFolder(folder, foreignFiles, addFile)).toThrow(ForeignFilesError);
    expect(list()).toEqual([file('a'), 'kustomization.yaml', 'notes.txt']);
  });

  test('refuses to delete files next to and in the folders of environments, with their paths', () => {
    replaceAll('one', 'two');
    writeFileSync(join(folder, 'README.md'), 'text');
    writeFileSync(join(folder, 'two', 'patch.yaml'), 'text');
    expectRefused(() => replaceAll('one'), 'README.md', 'two/patch.yaml');
  });

  test('refuses to delete a link next to environments, and does not follow it', () => {
    replaceAll('one');
    symlinkSync('nothing', join(folder, 'broken'));
    symlinkSync('one', join(folder, 'latest'));
    expectRefused(() => replaceAll('one'), 'broken', 'latest');
  });

  test('does not confuse a folder of environments with the folder of one environment', () => {
    replaceAll('one');
    expectRefused(() => replace('a'), 'one');
    rmSync(folder, { recursive: true });
    replace('a');
    expectRefused(() => replaceAll('one'), file('a'), 'kustomization.yaml');
  });
});

describe('after a killed run', () => {
  test('deletes its temporary folders', () => {
    replace('a');
    for (const state of ['new', 'old', 'gone'] as const) {
      const leftover = join(parent, hidden('out', NO_PROCESS, state));
      mkdirSync(leftover);
      writeFileSync(join(leftover, 'half.yaml'), 'text');
    }
    replace('b');
    expect(list(parent)).toEqual(['out']);
    expect(list()).toEqual([file('b'), 'kustomization.yaml']);
  });

  test('restores the output of a run killed between its two renames, even if the next run fails', () => {
    replace('a');
    renameSync(folder, join(parent, hidden('out', NO_PROCESS, 'old')));
    const fail = () => {
      throw new Error('refused');
    };
    expect(() => replaceFolder(folder, foreignFiles, fail)).toThrow('refused');
    expect(list(parent)).toEqual(['out']);
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
  });

  test('restores a single environment of a run killed between its two renames', () => {
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

  test('deletes the temporary folder of an earlier process with the same id', () => {
    const leftover = join(parent, hidden('out', process.pid, 'new'));
    mkdirSync(leftover);
    writeFileSync(join(leftover, 'stale.yaml'), 'text');
    replace('a');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('keeps the temporary folders of running processes, and other folders', () => {
    // The parent process is still running.
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
    unprivileged(() => replace('a'));
  });

  test('refuses to replace a folder whose parent is read-only', () => {
    chmodSync(parent, 0o555);
    expect(() => unprivileged(() => replace('b'))).toThrow('EACCES: permission denied');
    expect(list()).toEqual([file('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('replaces the output even if an old environment cannot be deleted, and deletes it in a later run', () => {
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
