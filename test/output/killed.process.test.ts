import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Environments, synthesize, ValuesError } from '../../lib';
import { app, contents, ended, fleet, leftovers, NEW, OLD, parent, rendered, start } from './fleet';
import { temporaryFolder } from './support';

// Runs that cannot finish: killed, stopped by a signal, or out of disk space.

const diskParent = temporaryFolder();
const disk = join(diskParent, 'disk');
mkdirSync(disk);
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0;

afterAll(() => {
  if (isMounted) {
    spawnSync('umount', [disk]);
  }
  rmSync(diskParent, { recursive: true });
});

test('leaves the complete old or the complete new output if a run is killed at any moment', async () => {
  const [size, kills] = [60, 6];
  const outdir = join(parent, 'killed');
  const outputs = [rendered(size, OLD), rendered(size, NEW)];
  await ended(start(size, OLD, outdir));
  const started = performance.now();
  await ended(start(size, OLD, outdir));
  const duration = performance.now() - started;

  for (let kill = 0; kill < kills; kill++) {
    const run = start(size, kill % 2 === 0 ? NEW : OLD, outdir);
    const end = ended(run);
    // Kill at a random moment, spread evenly over the duration of a run.
    await setTimeout(((kill + Math.random()) / kills) * duration);
    run.kill('SIGKILL');
    await end;
    // Between the two renames, there is no output for a moment. The next run restores it, even if that run fails.
    const refused: Environments = { refused: { values: {} } };
    const afterKill = contents(outdir);
    expect(() => synthesize(refused, outdir)).toThrow(ValuesError);
    const recovered = contents(outdir);
    expect(outputs).toContainEqual(recovered);
    expect([undefined, recovered]).toContainEqual(afterKill);
    expect(leftovers(outdir)).toEqual([]);
  }
}, 120_000);

/** Writes a module that sends a signal to its process after a number of calls of a function. Returns its path. */
function signaller(call: string, count: number, signal: string): string {
  const path = join(parent, 'signaller.cjs');
  writeFileSync(
    path,
    `const fs = require('node:fs');
const original = fs.${call};
let left = ${count};
fs.${call} = (...args) => {
  const result = original(...args);
  --left === 0 && process.kill(process.pid, '${signal}');
  return result;
};
`,
  );
  return path;
}

test.each([
  // Steps of a run: move the old folder away, move the new one to its place, rename the old one again, delete it.
  ['renameSync', 1, undefined, OLD],
  ['renameSync', 2, NEW, NEW],
  ['renameSync', 3, NEW, NEW],
  ['rmSync', 1, NEW, NEW],
  // Steps before these: make the hidden folder, write who the run is, make the stage.
  ['mkdirSync', 1, OLD, OLD],
  ['mkdirSync', 2, OLD, OLD],
  ['writeFileSync', 1, OLD, OLD],
  ['mkdirSync', 3, OLD, OLD],
  ['writeFileSync', 5, OLD, OLD],
])('restores the complete output after a run is killed at its %s no. %d', (call, count, left, found) => {
  const outdir = join(parent, 'step');
  const outputs = new Map([OLD, NEW].map((baseUrl) => [baseUrl, rendered(2, baseUrl)]));
  expect(spawnSync(process.execPath, [app], { env: fleet(2, OLD, outdir) }).status).toBe(0);
  const killer = signaller(call, count, 'SIGKILL');
  const run = spawnSync(process.execPath, ['--require', killer, app], { env: fleet(2, NEW, outdir) });
  expect(run.signal).toBe('SIGKILL');
  expect(contents(outdir)).toEqual(left && outputs.get(left));
  expect(() => synthesize({ refused: { values: {} } }, outdir)).toThrow(ValuesError);
  expect(contents(outdir)).toEqual(outputs.get(found));
  expect(leftovers(outdir)).toEqual([]);
});

describe('a signal', () => {
  const outdir = join(parent, 'stopped');

  /** Runs an app that receives the signal when it calls a function of Node.js for the nth time. */
  function stop(call: string, count: number, signal = 'SIGTERM') {
    expect(spawnSync(process.execPath, [app], { env: fleet(2, OLD, outdir) }).status).toBe(0);
    const sender = signaller(call, count, signal);
    return spawnSync(process.execPath, ['--require', sender, app], { env: fleet(20, NEW, outdir), encoding: 'utf8' });
  }

  test.each([
    ['SIGINT', 2],
    ['SIGTERM', 30],
    ['SIGHUP', 30],
  ])('%s stops a run at the writing of file %d, and leaves the previous output', (signal, count) => {
    const run = stop('writeFileSync', count, signal);
    expect(run).toMatchObject({ signal, stderr: `stopped by ${signal}, so ${outdir} is unchanged; run again\n` });
    expect(contents(outdir)).toEqual(rendered(2, OLD));
    expect(leftovers(outdir)).toEqual([]);
  });

  test('ends a run between its two renames after the output is complete', () => {
    expect(stop('renameSync', 1).signal).toBe('SIGTERM');
    expect(contents(outdir)).toEqual(rendered(20, NEW));
    expect(leftovers(outdir)).toEqual([]);
  });

  test('ends the command, and leaves no temporary folder', () => {
    const values = join(parent, 'values.yaml');
    writeFileSync(values, `backstage: { backendSecret: s, baseUrl: '${OLD}' }\n`);
    const command = [
      join(__dirname, '../../build/bin/backstage-synth.js'),
      '-f',
      values,
      '-o',
      join(parent, 'command'),
    ];
    const sender = signaller('writeFileSync', 2, 'SIGTERM');
    expect(spawnSync(process.execPath, ['--require', sender, ...command]).signal).toBe('SIGTERM');
    expect(readdirSync(join(parent, 'command'))).toContain('kustomization.yaml');
    expect(leftovers(join(parent, 'command'))).toEqual([]);
  });

  test('leaves the end of the process to a program that handles the signal', () => {
    const program = join(parent, 'program.cjs');
    writeFileSync(
      program,
      `process.on('SIGTERM', () => setTimeout(() => process.exit(42), 50));
require(${JSON.stringify(join(__dirname, '../../build/lib/index.js'))}).synthesize(
  { one: { values: { backstage: { backendSecret: 's' } } } }, ${JSON.stringify(join(parent, 'program'))});
`,
    );
    const sender = signaller('writeFileSync', 2, 'SIGTERM');
    expect(spawnSync(process.execPath, ['--require', sender, program]).status).toBe(42);
    expect(leftovers(join(parent, 'program'))).toEqual([]);
  });
});

/** Checks that a run failed with one plain message. */
function expectRefusal(run: { status: number | null; stderr: string }, message: string): void {
  expect(run.stderr).toBe(`${message}\n`);
  expect(run.status).toBe(3);
}

test('leaves the previous output unchanged if a file exceeds a size limit', () => {
  const outdir = join(parent, 'limited');
  const environment = { values: { backstage: { backendSecret: 's', baseUrl: OLD } } };
  synthesize({ 'environment-0': environment }, outdir);
  const before = contents(outdir);
  const run = spawnSync('bash', ['-c', 'ulimit -f 1; "$0" "$1"', process.execPath, app], {
    env: fleet(3, NEW, outdir),
    encoding: 'utf8',
  });
  expectRefusal(run, 'EFBIG: file too large, write');
  expect(contents(outdir)).toEqual(before);
  expect(leftovers(outdir)).toEqual([]);
});

(isMounted ? describe : describe.skip)('on a small disk (requires permission to mount one)', () => {
  const outdir = join(disk, 'out');
  const environment = { values: { backstage: { backendSecret: 's', baseUrl: OLD } } };

  test('leaves the previous output unchanged if the disk is full', () => {
    synthesize({ 'environment-0': environment }, outdir);
    const before = contents(outdir);
    const run = spawnSync(process.execPath, [app], { env: fleet(30, NEW, outdir), encoding: 'utf8' });
    expectRefusal(run, 'ENOSPC: no space left on device, write');
    expect(contents(outdir)).toEqual(before);
    expect(readdirSync(disk)).toEqual(['out']);
  });

  test('refuses to replace a mount point, with a hint', () => {
    rmSync(outdir, { recursive: true, force: true });
    const run = spawnSync(process.execPath, [app], { env: fleet(1, NEW, disk), encoding: 'utf8' });
    expectRefusal(
      run,
      `cannot replace ${disk}, because it is a mount point, part of a container image or in use; choose a folder below it, such as ${disk}/output`,
    );
    expect(readdirSync(disk)).toEqual([]);
    expect(leftovers(disk)).toEqual([]);
  });

  test('refuses to replace a folder that contains a mount point, and deletes no file in it', () => {
    synthesize({ 'environment-0': environment }, outdir);
    cpSync(join(outdir, 'environment-0'), disk, { recursive: true });
    rmSync(outdir, { recursive: true });
    const before = contents(disk);
    const run = spawnSync(process.execPath, [app], { env: fleet(1, NEW, diskParent), encoding: 'utf8' });
    expectRefusal(
      run,
      `cannot replace ${diskParent}, because ${disk} is a mount point; choose a folder that contains none`,
    );
    expect(contents(disk)).toEqual(before);
  });
});
