import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isSystemError } from '../util/system-error';
import { DOCUMENT_START } from './manifest-yaml';

/** Comment at the start of every file that this package writes. Only files that have it are replaced or deleted. */
export const MARK =
  '# Made by cdk8s-openchoreo-backstage, which replaces this folder as a whole: change it in an overlay.';

/** Opens no link, and does not wait for the writer of a pipe. Windows has neither flag. */
const OPEN_SAFELY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** First lines of every file that this package writes. The first one keeps the documents of joined files separate. */
export const FILE_START = `${DOCUMENT_START}\n${MARK}\n`;

/** Lines before the mark: `---`, or none in files of earlier versions. Git may check out Windows line endings. */
const BEFORE_MARK = new RegExp(`^(?:${DOCUMENT_START}\\r?\\n)?`);

/** Number of characters of the start of a file that may belong to the mark. */
const START_LENGTH = FILE_START.length + 2;

/** Whether a path is a regular file that begins with the mark. Reads only its first lines. */
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
    const start = Buffer.alloc(START_LENGTH);
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
  const fromMark = text.replace(BEFORE_MARK, '');
  return fromMark.startsWith(MARK) ? fromMark.slice(MARK.length) : '';
}
