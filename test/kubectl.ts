import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Manifest } from '../lib';
import { readManifests } from '../lib/output/read-manifests';
import { root } from './sandbox';

// These helpers run the real kubectl.

/** Versions of kubectl for the tests: a name, and a PATH that begins with the folder of that version. */
export const kubectls = choose(['1.28', '1.35']);

/**
 * Chooses the versions of kubectl.
 *
 * CI uses the versions that `npm run tools` downloads. Elsewhere, the tests use the machine's kubectl if these versions
 * are missing or unavailable for the platform.
 */
function choose(versions: readonly string[]): (readonly [name: string, path: string])[] {
  const isDownloaded = (version: string) => existsSync(join(root, 'tools', `kubectl-${version}`, 'kubectl'));
  const isAvailable = process.platform === 'linux' && process.arch === 'x64';
  const useDownloads = isAvailable && (process.env.CI !== undefined || versions.every(isDownloaded));
  if (!useDownloads && spawnSync('kubectl', ['version', '--client']).status === 0) {
    return [['on the PATH', process.env.PATH ?? '']];
  }
  return versions.map((version) => {
    const folder = join(root, 'tools', `kubectl-${version}`);
    return [version, [folder, process.env.PATH].join(delimiter)];
  });
}

/** Downloads missing versions of kubectl. */
export function getKubectls(): void {
  if (kubectls.length > 1) {
    execFileSync('npm', ['run', 'tools'], { cwd: root });
  }
}

/** Returns the objects that `kubectl kustomize` builds from a folder, sorted by kind and name. */
export function build(folder: string, PATH: string): Manifest[] {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], {
    encoding: 'utf8',
    env: { ...process.env, PATH },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return sorted(readManifests(stdout));
}

/** Sorts objects by kind and name. */
export function sorted(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests].sort((a, b) => (`${a.kind} ${a.metadata.name}` < `${b.kind} ${b.metadata.name}` ? -1 : 1));
}
