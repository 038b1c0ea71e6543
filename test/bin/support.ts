import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest, Values } from '../../lib';

// The published command: the program, its bundle and package.json. It is copied to a temporary folder, because some runs are
// those of a user who may not be able to read the checkout.

const root = join(__dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'backstage-synth-'));
chmodSync(place, 0o755);
afterAll(() => rmSync(place, { recursive: true }));

/** Path of the program that Node.js runs. */
export const command: string = join(place, 'package/build/bin/backstage-synth.js');
for (const name of ['backstage-synth.js', 'bundle.js']) {
  cpSync(join(root, 'build/bin', name), join(place, 'package/build/bin', name));
}
cpSync(join(root, 'package.json'), join(place, 'package/package.json'));
// The only package that is not in the bundle. Only `upgrade` loads it.
mkdirSync(join(place, 'package/node_modules'));
symlinkSync(join(root, 'node_modules/yaml'), join(place, 'package/node_modules/yaml'));

/** Working directory of all runs. */
export const folder: string = join(place, 'work');
mkdirSync(folder);

/** Runs the command until it ends. */
export function run(args: readonly string[], input = '') {
  return spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8', input });
}

/** Writes a file into the working directory, and returns its name. */
export function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text);
  return name;
}

/** Returns the objects on standard output. */
export function manifests(stdout: string): Manifest[] {
  return parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS());
}

/** Minimal values of a portal at localhost. */
export const baseValues: Values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

/** File with the minimal values. */
export const base: string = file('base.yaml', 'backstage:\n  backendSecret: s\n  baseUrl: http://localhost:7007\n');

/** File with values that cause no warning. */
export const quiet: string = file('quiet.yaml', 'backstage:\n  backendSecret: s\n');
