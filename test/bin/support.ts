import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest, Values } from '../../lib';

// The command line as it is published, in a folder of its own: its bundle and package.json are copied there, for some
// runs are those of a user to whom the checkout may be closed.

const root = join(__dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'backstage-synth-'));
chmodSync(place, 0o755);
afterAll(() => rmSync(place, { recursive: true }));

/** The program that node runs. */
export const command: string = join(place, 'package/build/bin/backstage-synth.js');
cpSync(join(root, 'build/bin/backstage-synth.js'), command);
cpSync(join(root, 'package.json'), join(place, 'package/package.json'));

/** The working folder of all runs. */
export const folder: string = join(place, 'work');
mkdirSync(folder);

/** Runs the command line to its end. */
export function run(args: readonly string[], input = '') {
  return spawnSync(process.execPath, [command, ...args], { cwd: folder, encoding: 'utf8', input });
}

/** Writes a file into the working folder, and returns its name. */
export function file(name: string, text: string | Uint8Array): string {
  writeFileSync(join(folder, name), text);
  return name;
}

/** The objects on standard output. */
export function manifests(stdout: string): Manifest[] {
  return parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS());
}

/** The least values of a portal at localhost. */
export const baseValues: Values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

/** The file with them. */
export const base: string = file('base.yaml', 'backstage:\n  backendSecret: s\n  baseUrl: http://localhost:7007\n');

/** A file with values about which there is nothing to warn. */
export const quiet: string = file('quiet.yaml', 'backstage:\n  backendSecret: s\n');
