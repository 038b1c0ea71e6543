import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isSystemError } from '../util/system-error';

/** First line of every file that this package writes. Only files that begin with it are replaced or deleted. */
export const MARK =
  '# Made by cdk8s-openchoreo-backstage, which replaces this folder as a whole: change it in an overlay.';

/** Opens no link, and does not wait for the writer of a pipe. Windows has neither flag. */
const OPEN_SAFELY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Whether a path is a regular file whose first line is the mark. Reads only that line. */
export function isMarked(path: string): boolean {
  let file: number;
  try {
    file = openSync(path, OPEN_SAFELY);
  } catch (error) {
    // A link, or a socket.
    if (isSystemError(error, 'ELOOP', 'EMLINK', 'ENXIO')) {
      return false;
    }
    throw error;
  }
  try {
    // Git may check out the file with Windows line endings.
    const start = Buffer.alloc(MARK.length + 2);
    return (
      fstatSync(file).isFile() &&
      /^\r?\n/.test(restOf(start.toString('latin1', 0, readSync(file, start, 0, start.length, 0))))
    );
  } finally {
    closeSync(file);
  }
}

/** Returns the text after the mark, or an empty text if it does not begin with the mark. */
function restOf(text: string): string {
  return text.startsWith(MARK) ? text.slice(MARK.length) : '';
}
