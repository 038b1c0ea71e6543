import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { InputError } from './input-error';

/** Number of bytes in a mebibyte. */
export const MEBIBYTE = 1024 * 1024;

/** Paths of inputs that the shell opened, as in `--against <(helm get manifest portal)`. */
const OPENED = /^\/(?:dev\/stdin|(?:dev|proc\/self)\/fd\/(\d{1,9}))$/;

/** Checks whether a path is that of an input that the shell opened. Such an input can be read only once. */
export function isOpenedInput(path: string): boolean {
  return OPENED.test(path);
}

/** Number of bytes to read at once. */
const CHUNK = 65_536;

/**
 * Returns the content of a regular file, or of an input that the shell opened. Does not read devices, and does not wait
 * for the other end of a named pipe.
 *
 * @param path path of the file
 * @param limit number of bytes that the file may have
 * @throws InputError if the file is not a regular file, or has more bytes; the system's error if it cannot be read
 */
export function readBounded(path: string, limit: number): Buffer {
  const opened = OPENED.exec(path);
  if (opened) {
    return readAll(Number(opened[1] ?? 0), limit, path);
  }
  // Without O_NONBLOCK, the process would wait until another process writes to a named pipe.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    // Reading a folder fails with a better message.
    if (!stats.isFile() && !stats.isDirectory()) {
      throw new InputError(`cannot read ${path}, because it is not a regular file; replace it with a file`);
    }
    return readAll(descriptor, limit, path);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Returns the content of standard input, which may be a pipe.
 *
 * @param limit number of bytes that it may have
 * @param name name of the input in messages
 * @throws InputError if it has more bytes; the system's error if it cannot be read
 */
export function readStandardInput(limit: number, name: string): Buffer {
  return readAll(0, limit, name);
}

function readAll(descriptor: number, limit: number, name: string): Buffer {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= limit; ) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const count = readSync(descriptor, chunk);
    if (count === 0) {
      return Buffer.concat(chunks, size);
    }
    chunks.push(chunk.subarray(0, count));
    size += count;
  }
  throw new InputError(
    `cannot read ${name}, because it has more than ${limit / MEBIBYTE} MiB; check that it is the right file, or split it`,
  );
}
