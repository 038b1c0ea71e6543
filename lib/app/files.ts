import { resolve } from 'node:path';
import { describeUrl } from '../backstage/secrets';
import { OutputError } from '../output/output-error';
import { InputError } from '../util/input-error';
import { readBounded, readStandardInput } from '../util/read-bounded';
import { isSystemError } from '../util/system-error';
import { STANDARD_INPUT } from '../values/load';

/**
 * Reads a file, or standard input if its path is `-`. Returns the content, and the name to use in messages.
 *
 * @param file path of the file
 * @param limit number of bytes that it may have
 * @throws InputError if it cannot be read, is not a regular file, or has more bytes
 */
export function readBytes(file: string, limit: number): { bytes: Buffer; name: string } {
  if (file.includes('://') && /^[a-z][a-z\d+.-]*:\/\//i.test(file)) {
    throw new InputError(`cannot read ${describeUrl(file)}, because it is a URL; download it to a file first`);
  }
  const name = file === '-' ? STANDARD_INPUT : file;
  const read = () => (file === '-' ? readStandardInput(limit, name) : readBounded(file, limit));
  return { bytes: attempt('read', name, read), name };
}

/**
 * Runs a file operation, and returns its result.
 *
 * @param verb what the operation does, for the message of an error
 * @param path the file or folder, for the message of an error
 * @throws InputError if the system refuses to read
 * @throws OutputError if the system refuses to write
 */
export function attempt<T>(verb: 'read' | 'write', path: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (!isSystemError(error)) {
      throw error;
    }
    const message = `cannot ${verb} ${path}: ${reasonOf(error, path)}`;
    throw verb === 'read' ? new InputError(message) : new OutputError(message);
  }
}

/** Returns the reason of a system error, and the error's path unless the message already shows it. */
export function reasonOf({ message, path }: NodeJS.ErrnoException, shownPath?: string): string {
  const [, reason = message] = /^[A-Z\d]+: ([^,]+)/.exec(message) ?? [];
  const isShown = path === undefined || (shownPath !== undefined && resolve(path) === resolve(shownPath));
  return isShown ? reason : `${reason} (${path})`;
}
