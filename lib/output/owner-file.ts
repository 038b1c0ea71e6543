import { lstatSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSystemError } from '../util/system-error';
import { hasEnded, isRunOwner, type RunOwner, thisProcess } from './run-owner';

// A file in the hidden folder of a run, with which other runs find out whether the run is alive.

const OWNER_FILE = 'owner.json';

/** Age of the file, in milliseconds, from which a run counts as dead if nothing else is known about it. */
const LEASE = 600_000;

/** Largest size of the file in bytes. */
const MAXIMUM_SIZE = 4096;

/** Time of the file of a run that ended, although its process may be alive. */
const ENDED = 0;

/** Makes the file of a run of this process. If that fails, deletes the folder. */
export function makeOwnerFile(folder: string): void {
  try {
    writeFileSync(ownerFile(folder), JSON.stringify(thisProcess()), { flag: 'wx' });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Renews the time of the file. */
export function refreshOwnerFile(folder: string): void {
  // Writes the same bytes to the same place. So the file is never empty, and a file server sets the time.
  writeFileSync(ownerFile(folder), JSON.stringify(thisProcess()), { flag: 'r+' });
}

/** Makes other runs treat the run as dead, although its process may be alive. */
export function expireOwnerFile(folder: string): void {
  utimesSync(ownerFile(folder), ENDED, ENDED);
}

/** Returns the path of the file. */
export function ownerFile(folder: string): string {
  return join(folder, OWNER_FILE);
}

/** The last sign of life of a run. */
export interface Sign {
  readonly time: number;
  /** Process of the run. @default - unknown */
  readonly owner?: RunOwner;
}

/** Reads the file. Returns undefined if the folder has none, or one of another program. */
export function readSign(folder: string): Sign | undefined {
  try {
    const stat = lstatSync(ownerFile(folder));
    if (!stat.isFile() || stat.size > MAXIMUM_SIZE) {
      return undefined;
    }
    const text = readFileSync(ownerFile(folder), 'utf8');
    if (text === '') {
      // The process was killed while it made the file.
      return { time: stat.mtimeMs };
    }
    const owner: unknown = JSON.parse(text);
    return isRunOwner(owner) ? { time: stat.mtimeMs, owner } : undefined;
  } catch (error) {
    if (isSystemError(error, 'EACCES', 'EPERM', 'EBUSY')) {
      // The folder belongs to a user whose folders this process cannot delete. Or another program uses it, on Windows.
      return { time: Number.POSITIVE_INFINITY };
    }
    if (isSystemError(error, 'ENOENT', 'ENOTDIR') || error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** Whether the run with this sign ended. */
export function isDeadSign({ time, owner }: Sign): boolean {
  return time === ENDED || ((owner && hasEnded(owner)) ?? Date.now() - time > LEASE);
}
