import { readFileSync } from 'node:fs';
import { OutputError } from '../lib/output/output-error';
import { isSystemError } from '../lib/util/system-error';

/** Reads a file, or standard input for `-`; with it comes its name for messages. */
export function readBytes(file: string): { bytes: Buffer; name: string } {
  const name = file === '-' ? 'standard input' : file;
  return { bytes: attempt(`read ${name}`, () => readFileSync(file === '-' ? 0 : file)), name };
}

/**
 * Runs a file operation.
 *
 * @throws OutputError that says what could not be done, if the system refuses it
 */
export function attempt<T>(what: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw isSystemError(error) ? new OutputError(`cannot ${what}: ${reasonOf(error)}`) : error;
  }
}

/** The system's words, less its code. */
export function reasonOf({ message }: NodeJS.ErrnoException): string {
  return message.replace(/^[A-Z]+: /, '');
}

/** Prints a line beside the output, on standard error. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
