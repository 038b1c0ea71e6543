import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Environments, synthesize, ValuesError } from '../../lib';

// Runs that cannot finish: killed, out of disk space, or at the same time as another run.

const parent = mkdtempSync(join(tmpdir(), 'killed-'));
const disk = join(parent, 'disk');
mkdirSync(disk);
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0;

afterAll(() => {
  if (isMounted) {
    spawnSync('umount', [disk]);
  }
  rmSync(parent, { recursive: true });
});

const app = join(parent, 'app.cjs');
writeFileSync(
  app,
  `const { runApp } = require(${JSON.stringify(join(__dirname, '../../build/lib/index.js'))});
const [size, baseUrl] = process.env.FLEET.split(' ');
const environment = { values: { backstage: { backendSecret: 's', baseUrl } } };
runApp(Object.fromEntries(Array.from({ length: Number(size) }, (_, index) => ['environment-' + index, environment])));
`,
);

const OLD = 'http://old.example.com';
const NEW = 'http://new.example.com';

/** Returns the environment variables for an app of several environments, all with the same base URL. */
const fleet = (size: number, baseUrl: string, outdir: string) => ({
  ...process.env,
  FLEET: `${size} ${baseUrl}`,
  CDK8S_OUTDIR: outdir,
});

function start(size: number, baseUrl: string, outdir: string): ChildProcess {
  return spawn(process.execPath, [app], { env: fleet(size, baseUrl, outdir), stdio: 'ignore' });
}

/** Waits for a process to end. Returns its exit status, or null if it was killed. */
function ended(run: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => run.on('exit', resolve));
}

/** Returns the text of every file in a folder by its path, or undefined if the folder does not exist. */
function contents(folder: string): Record<string, string> | undefined {
  if (!existsSync(folder)) {
    return undefined;
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));
}

/** Returns the files that an app of several environments renders. */
function rendered(size: number, baseUrl: string): Record<string, string> | undefined {
  const environment = { values: { backstage: { backendSecret: 's', baseUrl } } };
  const environments = Array.from({ length: size }, (_, index) => [`environment-${index}`, environment]);
  const outdir = join(parent, 'rendered', baseUrl.replace(/\W/g, ''));
  synthesize(Object.fromEntries(environments), outdir);
  return contents(outdir);
}

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
    expect(readdirSync(parent).filter((name) => name.startsWith('.killed'))).toEqual([]);
  }
}, 60_000);

test.each([
  // Steps of a run: move the old folder away, move the new one to its place, rename the old one again, delete it.
  ['renameSync', 1, undefined, OLD],
  ['renameSync', 2, NEW, NEW],
  ['renameSync', 3, NEW, NEW],
  ['rmSync', 1, NEW, NEW],
])('restores the complete output after a run is killed at its %s no. %d', (call, count, left, found) => {
  const outdir = join(parent, 'step');
  const outputs = new Map([OLD, NEW].map((baseUrl) => [baseUrl, rendered(2, baseUrl)]));
  expect(spawnSync(process.execPath, [app], { env: fleet(2, OLD, outdir) }).status).toBe(0);
  const killer = join(parent, 'killer.cjs');
  writeFileSync(
    killer,
    `const fs = require('node:fs');
const original = fs.${call};
let left = ${count};
fs.${call} = (...args) => { original(...args); --left === 0 && process.kill(process.pid, 'SIGKILL'); };
`,
  );
  const run = spawnSync(process.execPath, ['--require', killer, app], { env: fleet(2, NEW, outdir) });
  expect(run.signal).toBe('SIGKILL');
  expect(contents(outdir)).toEqual(left && outputs.get(left));
  expect(() => synthesize({ refused: { values: {} } }, outdir)).toThrow(ValuesError);
  expect(contents(outdir)).toEqual(outputs.get(found));
  expect(readdirSync(parent).filter((name) => name.startsWith('.step'))).toEqual([]);
});

test('completes runs at the same time, and leaves the complete output of one of them', async () => {
  const size = 20;
  const outdir = join(parent, 'at-once');
  const outputs = [rendered(size, OLD), rendered(size, NEW)];
  for (let round = 0; round < 2; round++) {
    const runs = [OLD, NEW, OLD, NEW].map((baseUrl) => ended(start(size, baseUrl, outdir)));
    expect(await Promise.all(runs)).toEqual([0, 0, 0, 0]);
    expect(outputs).toContainEqual(contents(outdir));
    expect(readdirSync(parent).filter((name) => name.startsWith('.at-once'))).toEqual([]);
  }
}, 60_000);

/** Checks that a run failed with one plain message. */
function expectRefusal(run: { status: number | null; stderr: string }, message: string): void {
  expect(run.status).toBe(3);
  expect(run.stderr).toBe(`${message}\n`);
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
  expect(readdirSync(parent).filter((name) => name.startsWith('.limited'))).toEqual([]);
});

(isMounted ? test : test.skip)(
  'leaves the previous output unchanged if the disk is full (requires permission to mount a disk)',
  () => {
    const outdir = join(disk, 'out');
    const environment = { values: { backstage: { backendSecret: 's', baseUrl: OLD } } };
    synthesize({ 'environment-0': environment }, outdir);
    const before = contents(outdir);
    const run = spawnSync(process.execPath, [app], { env: fleet(30, NEW, outdir), encoding: 'utf8' });
    expectRefusal(run, 'ENOSPC: no space left on device, write');
    expect(contents(outdir)).toEqual(before);
    expect(readdirSync(disk)).toEqual(['out']);
  },
);
