import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { foreignFiles, foreignFilesBelow } from '../../lib/output/foreign-files';
import { refreshRun, startRun } from '../../lib/output/run-folder';
import { DEAD, fileOf, list, otherRun, replace, replaceAll, replaceBy, temporaryFolder } from './support';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = temporaryFolder();
  folder = join(parent, 'out');
});

afterEach(() => rmSync(parent, { recursive: true }));

const ELSEWHERE = { host: 'another-host' };

/** Replaces the folder by a run that fails. */
function fail(findForeign = foreignFiles): void {
  const refuse = () => {
    throw new Error('refused');
  };
  expect(() => replaceBy(folder, refuse, findForeign)).toThrow('refused');
}

describe('deletes the hidden folder of a dead run', () => {
  test.each(['new', 'old', 'gone'])('with its %s output', (state) => {
    replace(folder, 'a');
    const run = otherRun(folder, DEAD);
    mkdirSync(join(run, state));
    writeFileSync(join(run, state, 'half.yaml'), 'text');
    replace(folder, 'b');
    expect(list(parent)).toEqual(['out']);
    expect(list(folder)).toEqual([fileOf('b'), 'kustomization.yaml']);
  });

  test('whose process id is that of a later process', () => {
    otherRun(folder, { pid: process.pid, started: '1' });
    replace(folder, 'a');
    expect(list(parent)).toEqual(['out']);
  });

  test.each([
    ['on another host', ELSEWHERE],
    ['in another PID namespace', { pidNamespace: 'pid:[1]' }],
    ['before a restart of the system', { boot: 'another-boot' }],
  ])('that ran %s and is silent for more than ten minutes', (_, owner) => {
    otherRun(folder, { ...owner, pid: process.pid }, 11);
    replace(folder, 'a');
    expect(list(parent)).toEqual(['out']);
  });

  test('that was killed before it wrote who it is', () => {
    mkdirSync(join(parent, '.out.synth-0123456789'));
    replace(folder, 'a');
    expect(list(parent)).toEqual(['out']);
  });

  test('that wrote one environment', () => {
    replaceAll(folder, 'one', 'two');
    mkdirSync(join(otherRun(join(folder, 'one'), DEAD), 'new'));
    replaceAll(folder, 'one');
    expect(list(folder)).toEqual(['one']);
  });
});

describe('keeps the hidden folder', () => {
  test.each([
    ['of a live process', {}, 11],
    ['of a run elsewhere that is silent for less than ten minutes', { ...ELSEWHERE, ...DEAD }, 9],
    ['of a run in another PID namespace with an id that does not exist here', { pidNamespace: 'pid:[1]', ...DEAD }, 9],
  ])('%s', (_, owner, age) => {
    const run = otherRun(folder, owner, age);
    mkdirSync(join(run, 'new'));
    replace(folder, 'a');
    expect(list(parent)).toEqual([basename(run), 'out']);
    expect(list(run)).toEqual(['new', 'owner.json']);
  });

  test('of a run that replaces another folder', () => {
    const run = otherRun(join(parent, 'other'), DEAD);
    replace(folder, 'a');
    expect(list(parent)).toEqual([basename(run), 'out']);
  });

  test('of a live run in a folder of environments, if the folder is replaced', () => {
    replaceAll(folder, 'one', 'two');
    const run = otherRun(join(folder, 'one'), ELSEWHERE);
    replaceAll(folder, 'one');
    expect(list(folder)).toEqual([basename(run), 'one']);
  });

  test.each(['text', '{}', '{"madeBy":"cdk8s-openchoreo-backstage","pid":-1}', '[1]', 'null'])(
    'of a user, which has the same name and the file owner.json: %j',
    (text) => {
      const path = join(parent, '.out.synth-0123456789');
      mkdirSync(path);
      writeFileSync(join(path, 'owner.json'), text);
      replace(folder, 'a');
      expect(list(path)).toEqual(['owner.json']);
    },
  );
});

describe('after a run was killed between its two renames, the next run restores', () => {
  /** Moves a folder away, as a killed run leaves it. */
  function kill(target = folder): void {
    const run = otherRun(target, DEAD);
    renameSync(target, join(run, 'old'));
    mkdirSync(join(run, 'new'));
    writeFileSync(join(run, 'new', 'half.yaml'), 'text');
  }

  test('the output, even if the next run fails', () => {
    replace(folder, 'a');
    kill();
    fail();
    expect(list(parent)).toEqual(['out']);
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
  });

  test('the output of the most recent of several killed runs', () => {
    replace(folder, 'a');
    const older = otherRun(folder, DEAD, 2);
    renameSync(folder, join(older, 'old'));
    replace(join(parent, 'later'), 'b');
    renameSync(join(parent, 'later'), join(otherRun(folder, DEAD, 1), 'old'));
    expect(existsSync(folder)).toBe(false);
    fail();
    expect(list(folder)).toEqual([fileOf('b'), 'kustomization.yaml']);
  });

  test('a single environment', () => {
    replaceAll(folder, 'one', 'two');
    kill(join(folder, 'one'));
    fail(foreignFilesBelow);
    expect(list(folder)).toEqual(['one', 'two']);
  });

  test('all environments, if the next run writes one of them', () => {
    replaceAll(folder, 'one', 'two');
    kill();
    replace(join(folder, 'one'), 'a');
    expect(list(parent)).toEqual(['out']);
    expect(list(folder)).toEqual(['one', 'two']);
    expect(list(join(folder, 'one'))).toEqual([fileOf('a'), 'kustomization.yaml']);
  });
});

test('renews the sign of life every ten seconds', () => {
  const run = startRun(folder);
  const time = () => statSync(join(run.folder, 'owner.json')).mtimeMs;
  const content = readFileSync(join(run.folder, 'owner.json'), 'utf8');
  utimesSync(join(run.folder, 'owner.json'), 1, 1);
  refreshRun(run);
  expect(time()).toBe(1000);
  run.refreshed = Date.now() - 10_000;
  refreshRun(run);
  expect(Date.now() - time()).toBeLessThan(10_000);
  expect(readFileSync(join(run.folder, 'owner.json'), 'utf8')).toBe(content);
});
