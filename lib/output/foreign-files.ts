import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSystemError } from '../util/system-error';
import { KUSTOMIZATION_FILE } from './kustomization';
import { isMarked } from './mark';
import { isRunFolder } from './run-folder';

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
      .flatMap((entry) => {
        const path = join(folder, entry.name);
        // This package writes no empty folder, so a user made it.
        return entry.isDirectory() && !isEmpty(path)
          ? foreignFiles(path).map((file) => join(entry.name, file))
          : [entry.name];
      }),
  );
}

/** Whether an entry is a file of this package. Its name alone is no proof, because a user may choose the same name. */
function isOwn(folder: string, entry: Dirent): boolean {
  const isOwnName = entry.name === KUSTOMIZATION_FILE || OWN_FILE.test(entry.name);
  return isOwnName && entry.isFile() && isMarked(join(folder, entry.name));
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true });
}

/** Whether a folder exists and is empty. */
function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) {
      throw error;
    }
    // Another run is replacing the folder.
    return false;
  }
}

/**
 * Reads names from a folder, and reads them again if another run replaced the folder in the meantime. Returns none if
 * the folder does not exist.
 */
function readConsistently(folder: string, read: () => readonly string[]): readonly string[] {
  const identity = () => statSync(folder, { throwIfNoEntry: false })?.ino;
  for (;;) {
    const before = identity();
    try {
      const names = before === undefined ? [] : read();
      if (identity() === before) {
        return names;
      }
    } catch (error) {
      if (identity() === before) {
        throw error;
      }
    }
  }
}
