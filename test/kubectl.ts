import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Manifest } from '../lib';
import { readManifests } from '../lib/output/read-manifests';
import { root } from './sandbox';

// The real kubectl.

/** The kubectls to build with, by what to call them, each as a PATH that begins with it. */
export const kubectls = choose(['1.28', '1.35']);

/** Those that `npm run tools` gets; the machine's own where they are not there outside CI, or cannot be had. */
function choose(versions: readonly string[]): (readonly [name: string, path: string])[] {
  const isThere = (version: string) => existsSync(join(root, 'tools', `kubectl-${version}`, 'kubectl'));
  const canBeHad = process.platform === 'linux' && process.arch === 'x64';
  const areWanted = canBeHad && (process.env.CI !== undefined || versions.every(isThere));
  if (!areWanted && spawnSync('kubectl', ['version', '--client']).status === 0) {
    return [['on the PATH', process.env.PATH ?? '']];
  }
  return versions.map((version) => {
    const folder = join(root, 'tools', `kubectl-${version}`);
    return [version, [folder, process.env.PATH].join(delimiter)];
  });
}

/** Gets the kubectls that are not there. */
export function getKubectls(): void {
  if (kubectls.length > 1) {
    execFileSync('npm', ['run', 'tools'], { cwd: root });
  }
}

/** The objects that kubectl builds of a folder, by kind and name. */
export function build(folder: string, PATH: string): Manifest[] {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], {
    encoding: 'utf8',
    env: { ...process.env, PATH },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return sorted(readManifests(stdout));
}

/** Objects in the order of their kinds and names. */
export function sorted(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests].sort((a, b) => (`${a.kind} ${a.metadata.name}` < `${b.kind} ${b.metadata.name}` ? -1 : 1));
}
