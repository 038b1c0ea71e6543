import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CONSTRUCT_METADATA_FILE, isOwnMetadata } from './construct-metadata';
import { KUSTOMIZATION_FILE } from './kustomization';
import { isMarked } from './mark';
import { identityOf, isRunFolder } from './run-folder';

/** Names of the files that this package writes. */
const OWN_FILE = /^[A-Za-z]+\..+\.k8s\.yaml$/s;

/** Returns the names of entries in an environment's folder that this package did not write. */
export function foreignFiles(folder: string): readonly string[] {
  return readConsistently(folder, () =>
    entriesOf(folder)
      .filter((entry) => !isOwn(folder, entry))
      .map(({ name }) => name),
  );
}

/** Returns the entries in a folder of environments that this package did not write, by their paths below the folder. */
export function foreignFilesBelow(folder: string): readonly string[] {
  return readConsistently(folder, () =>
    entriesOf(folder)
      // Ignore the hidden folder of another run that is rendering one of the environments.
      .filter(({ name }) => !isRunFolder(join(folder, name)))
      .filter((entry) => !isMetadata(folder, entry))
      .flatMap((entry) => (entry.isDirectory() ? foreignIn(folder, entry.name) : [entry.name])),
  );
}

/** Returns the foreign entries in a folder of environments that belong to one name. */
function foreignIn(folder: string, name: string): readonly string[] {
  const path = join(folder, name);
  // This package writes no empty folder, so a user made it.
  const own = readConsistently(path, () => (entriesOf(path).length === 0 ? [name] : []));
  return own.length > 0 ? own : foreignFiles(path).map((file) => `${name}/${file}`);
}

/** Whether an entry is the metadata that this package wrote. */
function isMetadata(folder: string, entry: Dirent): boolean {
  return entry.name === CONSTRUCT_METADATA_FILE && entry.isFile() && isOwnMetadata(join(folder, entry.name));
}

/** Whether an entry is a file of this package. Its name alone is no proof, because a user may choose the same name. */
function isOwn(folder: string, entry: Dirent): boolean {
  const isOwnName = entry.name === KUSTOMIZATION_FILE || OWN_FILE.test(entry.name);
  return isOwnName && entry.isFile() && isMarked(join(folder, entry.name));
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

/**
 * Reads names from a folder, and reads them again if another run replaced the folder in the meantime. Returns none if
 * the folder does not exist.
 */
function readConsistently(folder: string, read: () => readonly string[]): readonly string[] {
  for (;;) {
    const before = identityOf(folder);
    try {
      const names = before === undefined ? [] : read();
      if (identityOf(folder) === before) {
        return names;
      }
    } catch (error) {
      if (identityOf(folder) === before) {
        throw error;
      }
    }
  }
}
