import { spawnSync } from 'node:child_process';
import fs, {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { foreignFiles, foreignFilesBelow } from '../../lib/output/foreign-files';
import { MARK } from '../../lib/output/mark';
import { ForeignFilesError } from '../../lib/output/output-error';
import { fileOf, list, replace, replaceAll, replaceBy, temporaryFolder } from './support';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = temporaryFolder();
  folder = join(parent, 'out');
});

afterEach(() => rmSync(parent, { recursive: true }));

/** Checks that a run stops, names the entries, and changes nothing. */
function expectRefused(replaceIt: () => void, ...foreign: string[]): void {
  const before = readdirSync(folder, { recursive: true });
  expect(replaceIt).toThrow(ForeignFilesError);
  expect(replaceIt).toThrow(
    `${folder} contains files that this tool did not write: ${foreign.join(', ')}; move them, or choose another folder`,
  );
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
  expect(list(parent)).toEqual(['out']);
}

/** Adds a file to the list in the kustomization.yaml, as a user may do. */
function addResource(name: string): void {
  appendFileSync(join(folder, 'kustomization.yaml'), `  - ${name}\n`);
}

describe('in the folder of an environment', () => {
  beforeEach(() => replace(folder, 'a'));

  test.each(['notes.txt', 'own.yaml', fileOf('own'), fileOf('b'), '.hidden'])(
    'refuses to delete the file %s of a user, also if our kustomization.yaml lists it',
    (name) => {
      writeFileSync(join(folder, name), 'text');
      expectRefused(() => replace(folder, 'b'), name);
      addResource(name);
      expectRefused(() => replace(folder, 'b'), name);
      expect(readFileSync(join(folder, name), 'utf8')).toBe('text');
    },
  );

  test('refuses to replace a file of a user that has the name of a rendered object', () => {
    writeFileSync(join(folder, fileOf('a')), 'kind: ConfigMap\n');
    expectRefused(() => replace(folder, 'a'), fileOf('a'));
  });

  test('refuses to delete a copy of a rendered file with a name that this package does not use', () => {
    copyFileSync(join(folder, fileOf('a')), join(folder, 'copy.yaml'));
    expectRefused(() => replace(folder, 'a'), 'copy.yaml');
  });

  test('refuses to delete the kustomization.yaml of a user', () => {
    writeFileSync(join(folder, 'kustomization.yaml'), `resources:\n  - ${fileOf('a')}\n`);
    expectRefused(() => replace(folder, 'b'), 'kustomization.yaml');
  });

  test('replaces the folder without its kustomization.yaml', () => {
    rmSync(join(folder, 'kustomization.yaml'));
    replace(folder, 'b');
    expect(list(folder)).toEqual([fileOf('b'), 'kustomization.yaml']);
  });

  test('refuses to delete folders, links and pipes, also with the names of rendered files', () => {
    mkdirSync(join(folder, 'below'));
    const [below, link, pipe] = [fileOf('folder'), fileOf('link'), fileOf('pipe')];
    mkdirSync(join(folder, below));
    writeFileSync(join(folder, below, 'notes.txt'), 'text');
    symlinkSync(fileOf('a'), join(folder, link));
    expect(spawnSync('mkfifo', [join(folder, pipe)]).status).toBe(0);
    for (const name of [below, link, pipe]) {
      addResource(name);
    }
    expectRefused(() => replace(folder, 'b'), below, link, pipe, 'below');
    expect(existsSync(join(folder, below, 'notes.txt'))).toBe(true);
  });

  test.each(['.a.synth-0123456789', '.a.synth-123.new'])('refuses to delete the folder %s of a user', (name) => {
    mkdirSync(join(folder, name, 'new'), { recursive: true });
    expectRefused(() => replace(folder, 'b'), name);
  });

  test('refuses to delete files that were added while the new folder was written', () => {
    expect(() => replaceBy(folder, () => writeFileSync(join(folder, 'notes.txt'), 'text'))).toThrow(ForeignFilesError);
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml', 'notes.txt']);
  });

  test('refuses to delete a file that was added immediately before the swap', () => {
    const rename = fs.renameSync;
    jest.spyOn(fs, 'renameSync').mockImplementationOnce((from, to) => {
      writeFileSync(join(folder, 'notes.txt'), 'text');
      rename(from, to);
    });
    expect(() => replace(folder, 'b')).toThrow(ForeignFilesError);
    jest.restoreAllMocks();
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml', 'notes.txt']);
    expect(list(parent)).toEqual(['out']);
  });

  test('recognizes files with Windows line endings', () => {
    for (const name of list(folder)) {
      writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8').replaceAll('\n', '\r\n'));
    }
    expect(foreignFiles(folder)).toEqual([]);
  });
});

describe('in a folder of environments', () => {
  beforeEach(() => replaceAll(folder, 'one', 'two'));

  test('refuses to delete files next to and in the folders of environments, with their paths', () => {
    writeFileSync(join(folder, 'README.md'), 'text');
    writeFileSync(join(folder, 'two', 'patch.yaml'), 'text');
    expectRefused(() => replaceAll(folder, 'one'), 'README.md', 'two/patch.yaml');
  });

  test('refuses to delete a link next to environments, and does not follow it', () => {
    symlinkSync('nothing', join(folder, 'broken'));
    symlinkSync('one', join(folder, 'latest'));
    expectRefused(() => replaceAll(folder, 'one'), 'broken', 'latest');
  });

  test.each(['notes', '.one.synth-123.old', '.one.synth-0123456789'])(
    'refuses to delete the folder %s of a user',
    (name) => {
      mkdirSync(join(folder, name, 'below'), { recursive: true });
      expectRefused(() => replaceAll(folder, 'one'), `${name}/below`);
    },
  );

  test('refuses to delete an empty folder', () => {
    mkdirSync(join(folder, 'empty'));
    expectRefused(() => replaceAll(folder, 'one'), 'empty');
  });
});

test('keeps every file of a user, whatever its name and content', () => {
  const name = fc.oneof(
    fc.constantFrom('kustomization.yaml', 'kustomization.yml', fileOf('a'), fileOf('b')),
    fc.stringMatching(/^[A-Za-z]{1,5}\.[a-z.]{1,5}\.k8s\.yaml$/),
    fc.stringMatching(/^[ -.0-~]{1,20}$/).filter((text) => text !== '.' && text !== '..'),
  );
  const content = fc.oneof(
    fc.string(),
    fc.nat(MARK.length).map((length) => MARK.slice(0, length)),
    fc.constant(` ${MARK}\n`),
  );
  fc.assert(
    fc.property(name, content, (name, content) => {
      rmSync(folder, { recursive: true, force: true });
      replace(folder, 'a');
      writeFileSync(join(folder, name), content);
      addResource(name === 'kustomization.yaml' ? 'other.yaml' : name);
      const before = readFileSync(join(folder, name), 'utf8');
      expect(() => replace(folder, 'b')).toThrow(ForeignFilesError);
      expect(readFileSync(join(folder, name), 'utf8')).toBe(before);
    }),
    { numRuns: 50 },
  );
});

test('names the first five of many files', () => {
  mkdirSync(folder);
  for (const name of ['1', '2', '3', '4', '5', '6', '7']) {
    writeFileSync(join(folder, name), '');
  }
  expectRefused(() => replace(folder, 'b'), '1', '2', '3', '4', '5 and 2 more');
});

test('does not confuse a folder of environments with the folder of one environment', () => {
  replaceAll(folder, 'one');
  expectRefused(() => replace(folder, 'a'), 'one');
  rmSync(folder, { recursive: true });
  replace(folder, 'a');
  expectRefused(() => replaceAll(folder, 'one'), fileOf('a'), 'kustomization.yaml');
});

test('finds no foreign files in a missing folder', () => {
  expect(foreignFiles(folder)).toEqual([]);
  expect(foreignFilesBelow(folder)).toEqual([]);
  expect(list(parent)).toEqual([]);
});
