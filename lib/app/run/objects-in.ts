import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../kubernetes/manifest';
import { MAX_MANIFESTS_BYTES, readFolder, readManifests } from '../../output/read-manifests';
import { attempt, readBytes } from '../files';

/**
 * Returns the objects in a file, in standard input if the path is `-`, or in a folder and the folders in it.
 *
 * @throws InputError if a file cannot be read, or is not YAML
 */
export function readObjects(path: string): Manifest[] {
  return isFolder(path) ? attempt('read', path, () => objectsInFolder(path)) : objectsInFile(path);
}

/** Checks whether a path is that of a folder. */
export function isFolder(path: string): boolean {
  return path !== '-' && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

function objectsInFile(file: string): Manifest[] {
  const { bytes, name } = readBytes(file, MAX_MANIFESTS_BYTES);
  return readManifests(bytes.toString('utf8'), name);
}

function objectsInFolder(folder: string): Manifest[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...readFolder(folder), ...folders.flatMap(({ name }) => objectsInFolder(join(folder, name)))];
}
