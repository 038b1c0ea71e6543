import { existsSync, renameSync } from 'node:fs';
import { sleep } from '../util/sleep';
import { isSystemError } from '../util/system-error';

/** Error codes of Windows for a folder in which a program has a file open: a virus scanner, an indexer or an editor. */
const IN_USE = ['EPERM', 'EBUSY', 'EACCES'];

/** Milliseconds after which a rename of a folder that is in use fails. */
const PATIENCE = 5000;

/** Milliseconds between the first two attempts. Each time, they double. */
const FIRST_WAIT = 10;

/** Most milliseconds between two attempts. */
const LONGEST_WAIT = 320;

/** Whether Windows refused an operation, because another program uses the file or folder. */
export function isInUse(error: unknown): boolean {
  return process.platform === 'win32' && isSystemError(error, ...IN_USE);
}

/**
 * Renames a folder. On Windows, repeats it for some seconds while another program uses the folder.
 *
 * @throws the system's error. If the new name is taken, its code is EEXIST or ENOTEMPTY on each system
 */
export function renameFolder(from: string, to: string): void {
  const end = Date.now() + PATIENCE;
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!isInUse(error)) {
        throw error;
      }
      if (existsSync(to)) {
        // Windows reports a folder with the new name like one that is in use.
        throw Object.assign(new Error(`EEXIST: ${to} exists, rename ${from}`), { code: 'EEXIST' });
      }
      if (Date.now() > end) {
        throw error;
      }
      sleep(wait);
    }
  }
}
