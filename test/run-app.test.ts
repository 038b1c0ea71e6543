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

test('of refused values says why, and leaves the output as it was', () => {
  const { status, stderr } = run({ one: { values: {} } });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error \[\S+\] one: backstage.backendSecret: is needed/);
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});
