import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { synthesize } from '../../lib';
import { temporaryFolder } from './support';

/** Folder for the output of a file's tests. */
export const parent = temporaryFolder();
afterAll(() => rmSync(parent, { recursive: true }));

/** App of several environments, which all have the same base URL. */
export const app = join(parent, 'app.cjs');
writeFileSync(
  app,
  `const { runApp } = require(${JSON.stringify(join(__dirname, '../../build/lib/index.js'))});
const [size, baseUrl] = process.env.FLEET.split(' ');
const environment = { values: { backstage: { backendSecret: 's', baseUrl } } };
runApp(Object.fromEntries(Array.from({ length: Number(size) }, (_, index) => ['environment-' + index, environment])));
`,
);

export const OLD = 'http://old.example.com';
export const NEW = 'http://new.example.com';

/** Returns the environment variables for an app with this number of environments. */
export function fleet(size: number, baseUrl: string, outdir: string): NodeJS.ProcessEnv {
  return { ...process.env, FLEET: `${size} ${baseUrl}`, CDK8S_OUTDIR: outdir };
}

/** Starts an app. A prefix is a program that runs the app, with its arguments. */
export function start(
  size: number,
  baseUrl: string,
  outdir: string,
  prefix: readonly string[] = [],
  args: readonly string[] = [],
): ChildProcess {
  const [command = '', ...rest] = [...prefix, process.execPath, app, ...args];
  return spawn(command, rest, { env: fleet(size, baseUrl, outdir), stdio: 'ignore' });
}

/** Waits for a process to end. Returns its exit status, or the signal that ended it. */
export function ended(run: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => run.on('exit', (status, signal) => resolve(signal ?? status)));
}

/** Returns the text of every file in a folder by its path, or undefined if the folder does not exist. */
export function contents(folder: string): Record<string, string> | undefined {
  if (!existsSync(folder)) {
    return undefined;
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));
}

/** Returns the files that an app of several environments renders. */
export function rendered(size: number, baseUrl: string): Record<string, string> | undefined {
  const environment = { values: { backstage: { backendSecret: 's', baseUrl } } };
  const environments = Array.from({ length: size }, (_, index) => [`environment-${index}`, environment]);
  const outdir = join(parent, 'rendered', baseUrl.replace(/\W/g, ''));
  synthesize(Object.fromEntries(environments), outdir);
  return contents(outdir);
}

/** Returns the names of the hidden folders next to an output folder. */
export function leftovers(outdir: string): string[] {
  return readdirSync(dirname(outdir)).filter((name) => name.startsWith(`.${basename(outdir)}.`));
}
