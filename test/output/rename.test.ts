import fs, { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { renameFolder } from '../../lib/output/rename';
import { fileOf, list, replace, temporaryFolder } from './support';

let parent: string;
let folder: string;
const { platform } = process;

beforeEach(() => {
  parent = temporaryFolder();
  folder = join(parent, 'out');
});

afterEach(() => {
  jest.restoreAllMocks();
  runOn(platform);
  rmSync(parent, { recursive: true });
});

function runOn(system: NodeJS.Platform): void {
  Object.defineProperty(process, 'platform', { value: system });
}

/**
 * Lets renames fail with an error code while a program uses a folder.
 *
 * @param isUsed returns whether a rename between these paths fails
 * @param attempts number of attempts that fail
 */
function failWith(code: string, isUsed: (from: string, to: string) => boolean, attempts: number) {
  const rename = fs.renameSync;
  let failed = 0;
  return jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (isUsed(String(from), String(to)) && failed < attempts) {
      failed++;
      throw Object.assign(new Error(`${code}: rename '${from}' -> '${to}'`), { code });
    }
    rename(from, to);
  });
}

/** Lets time pass without waiting, and returns the milliseconds that passed. */
function skipTime(): () => number {
  let now = Date.now();
  const start = now;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  jest.spyOn(Atomics, 'wait').mockImplementation((_array: unknown, _index: unknown, _value: unknown, time?: number) => {
    now += time ?? 0;
    return 'timed-out';
  });
  return () => now - start;
}

describe('on Windows, while a program uses the folder', () => {
  beforeEach(() => runOn('win32'));

  test.each(['EPERM', 'EBUSY', 'EACCES'])('replaces it when the program closes it, after %s', (code) => {
    replace(folder, 'a');
    skipTime();
    const spy = failWith(code, (from) => from === folder, 6);
    replace(folder, 'b');
    expect(spy.mock.calls.filter(([from]) => from === folder)).toHaveLength(7);
    expect(list(folder)).toEqual([fileOf('b'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('waits longer from attempt to attempt, and for a few seconds at most', () => {
    replace(folder, 'a');
    const passed = skipTime();
    const spy = failWith('EPERM', (from) => from === folder, Number.POSITIVE_INFINITY);
    expect(() => replace(folder, 'b')).toThrow(
      `cannot replace ${folder}, because another program uses it, or you may not write there; close programs that show it, and run again`,
    );
    expect(passed()).toBeGreaterThan(4000);
    expect(passed()).toBeLessThan(6000);
    expect(spy.mock.calls.length).toBeLessThan(30);
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('puts the previous output back if the new one cannot take its place', () => {
    replace(folder, 'a');
    skipTime();
    failWith('EBUSY', (from, to) => from.endsWith('new') && to === folder, Number.POSITIVE_INFINITY);
    expect(() => replace(folder, 'b')).toThrow(`cannot replace ${folder}, because another program uses it`);
    expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
    expect(list(parent)).toEqual(['out']);
  });

  test('does not wait if the new name is taken, which Windows reports in the same way', () => {
    const passed = skipTime();
    mkdirSync(folder);
    mkdirSync(join(parent, 'other'));
    failWith('EPERM', () => true, Number.POSITIVE_INFINITY);
    expect(() => renameFolder(folder, join(parent, 'other'))).toThrow('EEXIST');
    expect(passed()).toBe(0);
  });

  test('does not wait for a folder that does not exist', () => {
    const passed = skipTime();
    expect(() => renameFolder(folder, join(parent, 'other'))).toThrow('ENOENT');
    expect(passed()).toBe(0);
  });
});

test.each(['EPERM', 'EBUSY'])('does not repeat a rename on other systems, where %s does not pass', (code) => {
  runOn('linux');
  replace(folder, 'a');
  const spy = failWith(code, (from) => from === folder, Number.POSITIVE_INFINITY);
  expect(() => replace(folder, 'b')).toThrow();
  expect(spy.mock.calls.filter(([from]) => from === folder)).toHaveLength(1);
  expect(list(folder)).toEqual([fileOf('a'), 'kustomization.yaml']);
});
