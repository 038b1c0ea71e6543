import { writeSync } from 'node:fs';
import { printableLines } from '../util/printable';
import { sleep } from '../util/sleep';
import { isSystemError } from '../util/system-error';

/** Writes a text. */
type Write = (text: string) => void;

const writers: { output: Write; error: Write } = {
  output: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
};

/** Writes a text to standard output. */
export function print(text: string): void {
  writers.output(text);
}

/** Writes a text to standard error. */
export function printError(text: string): void {
  writers.error(text);
}

/** Prints lines to standard error. */
export function log(text: string): void {
  printError(`${printableLines(text)}\n`);
}

/**
 * Writes to the file descriptors of standard output and standard error from now on. The streams of Node.js take longer to
 * load. A command calls this, because nothing else in its process uses the streams.
 *
 * Returns false if it must use the streams, which may write later.
 *
 * @param onLost called with the error if standard output fails. Messages do not matter to a caller that closed standard
 * error.
 */
export function writeDirectly(onLost: (error: NodeJS.ErrnoException) => void): boolean {
  if (process.platform === 'win32') {
    // The consoles of Windows need the conversion of the streams.
    process.stdout.on('error', onLost);
    process.stderr.on('error', () => {});
    return false;
  }
  writers.output = (text) => writeAll(1, text, onLost);
  writers.error = (text) => writeAll(2, text, () => {});
  return true;
}

/** Milliseconds to wait for the reader of a full pipe. */
const PAUSE = 5;

function writeAll(descriptor: number, text: string, onLost: (error: NodeJS.ErrnoException) => void): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (!isSystemError(error)) {
        throw error;
      }
      if (error.code !== 'EAGAIN') {
        onLost(error);
        return;
      }
      sleep(PAUSE);
    }
  }
}
