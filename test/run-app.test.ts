import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environments } from '../lib';

const folder = mkdtempSync(join(tmpdir(), 'run-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

const outdir = join(folder, 'app');
const library = join(__dirname, '../build/lib/index.js');

/** Runs an app with arguments. */
function run(environments: Environments, ...args: string[]) {
  const app = `require(${JSON.stringify(library)}).runApp(${JSON.stringify(environments)})`;
  return spawnSync(process.execPath, ['-e', app, '--', ...args], {
    env: { ...process.env, CDK8S_OUTDIR: outdir },
    encoding: 'utf8',
  });
}

test('renders into the folder that the cdk8s CLI names, and says warnings', () => {
  const { status, stderr } = run({ one: { values }, two: { values } });
  expect(status).toBe(0);
  expect(stderr).toContain('warning [ephemeral-database] one: backstage.database.sqlite.persistence.enabled');
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test('says at the end what was written, and nothing on standard output', () => {
  const all = run({ one: { values }, two: { values, allow: ['*'] } });
  expect(all.stderr).toMatch(new RegExp(`\n${outdir}: 2 environments, 12 objects, 3 warnings\n$`));
  expect(all.stdout).toBe('');
  const only = run({ one: { values }, two: { values, allow: ['*'] } }, '--only', 'two');
  expect(only.stderr).toBe(`${join(outdir, 'two')}: 6 objects, 0 warnings\n`);
});

test('with --strict refuses warnings as errors, and leaves the output as it was', () => {
  const { status, stderr } = run({ three: { values } }, '--strict');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error \[ephemeral-database\] three: /);
  expect(stderr).not.toContain('warning');
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test('with --only renders one', () => {
  expect(run({ one: { values: {} }, two: { values } }, '--only', 'two').status).toBe(0);
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test.each([
  [['--only', 'three'], 'no environment is called three; there are one'],
  [['--olny', 'one'], "Unknown option '--olny'"],
  [['one'], 'Unexpected argument'],
])('refuses %j, and leaves the output as it was', (args, message) => {
  const { status, stderr } = run({ one: { values } }, ...args);
  expect(status).toBe(1);
  expect(stderr).toContain(message);
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test('of no environments says why, and leaves the output as it was', () => {
  expect(run({})).toMatchObject({ status: 1, stderr: expect.stringMatching(/^there must be an environment, .*\n$/) });
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test('a fault in the program keeps its stack', () => {
  const { status, stderr } = run(JSON.parse('{ "one": null }'));
  expect(status).toBe(1);
  expect(stderr).toMatch(/^TypeError: [\s\S]*\n +at .*synthesize/m);
});

test('of refused values says why, and leaves the output as it was', () => {
  const { status, stderr } = run({ one: { values: {} } });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error \[\S+\] one: backstage.backendSecret: is needed/);
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});
