import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import nodePath, { basename, dirname, join, resolve } from 'node:path';
import { isSystemError } from '../util/system-error';
import { OutputError } from './output-error';

// Output is written into a hidden folder next to the target, which then takes the target's place by a rename. So other
// programs never see incomplete output, even if a run is killed.

/** Thrown if a folder that would be replaced contains files that this package did not write. */
export class ForeignFilesError extends OutputError {
  constructor(folder: string, files: readonly string[]) {
    const shown = files.slice(0, 5).join(', ');
    const more = files.length > 5 ? ` and ${files.length - 5} more` : '';
    super(
      `${folder} contains files that this tool did not write: ${shown}${more}; move them, or choose another folder`,
    );
    this.name = 'ForeignFilesError';
  }
}

/**
 * Replaces a folder with the files that `write` puts into an empty folder. If the folder is a symbolic link, replaces
 * the folder that it points to. If an error is thrown, the folder stays unchanged.
 *
 * @param findForeign returns the files in the folder that this package did not write
 * @throws ForeignFilesError if there are such files
 * @throws Error if `write` throws it
 */
export function replaceFolder(
  folder: string,
  findForeign: (folder: string) => readonly string[],
  write: (stage: string) => void,
): void {
  const target = withoutLink(folder);
  refuseWorkingDirectory(target);
  removeLeftovers(target);
  refuseForeignFiles(folder, findForeign);
  if (existsSync(target)) {
    // A rename needs no write permission for the folder itself. But a user who makes it read-only wants to keep it.
    accessSync(target, constants.W_OK);
  }
  const stage = hiddenNeighbour(target, 'new');
  mkdirSync(dirname(stage), { recursive: true });
  try {
    mkdirSync(stage);
    write(stage);
    // Files that were added in the meantime must not be lost either.
    refuseForeignFiles(folder, findForeign);
    swap(stage, target);
  } catch (error) {
    clear(stage);
    throw error;
  }
}

/**
 * Reads names from a folder, and reads them again if another run replaced the folder in the meantime. Returns none if
 * the folder does not exist.
 */
export function readConsistently(folder: string, read: () => readonly string[]): readonly string[] {
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

function refuseForeignFiles(folder: string, findForeign: (folder: string) => readonly string[]): void {
  const foreign = findForeign(folder);
  if (foreign.length > 0) {
    throw new ForeignFilesError(folder, foreign);
  }
}

/**
 * Refuses to replace the working directory. A shell in it would stay in the old folder, which is deleted.
 *
 * @throws OutputError if the target is or contains the working directory
 */
function refuseWorkingDirectory(target: string): void {
  if (isWithin(process.cwd(), target)) {
    throw new OutputError(
      `cannot replace ${target}, which is or contains the working directory; choose a folder below the working directory`,
    );
  }
}

/** Path functions of a system: the module `node:path`, or its member `win32` or `posix`. */
interface Paths {
  readonly sep: string;
  relative(from: string, to: string): string;
  isAbsolute(path: string): boolean;
}

/** Whether a folder is the same as another one, or below it. */
export function isWithin(folder: string, other: string, { relative, isAbsolute, sep }: Paths = nodePath): boolean {
  const path = relative(other, folder);
  // On Windows, the result is absolute if the folders are on different drives.
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** Returns the absolute path of a folder, or of the folder that it links to. */
function withoutLink(folder: string): string {
  if (existsSync(folder)) {
    return realpathSync(folder);
  }
  const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? resolve(dirname(folder), readlinkSync(folder)) : resolve(folder);
}

/** Moves `stage` to `target`. If two runs do this at the same time, the output of the later run stays. */
function swap(stage: string, target: string): void {
  const old = hiddenNeighbour(target, 'old');
  for (;;) {
    renameUnless(target, old, 'ENOENT');
    try {
      renameSync(stage, target);
      break;
    } catch (error) {
      if (!isSystemError(error, ...OCCUPIED)) {
        putBack(old, target);
        throw error;
      }
      // Another run put its output there between the two renames.
      discard(old, target);
    }
  }
  discard(old, target);
}

/**
 * Deletes an old output. Renames it first, because a folder with the name `old` must be complete: the next run may put
 * it back.
 */
function discard(old: string, target: string): void {
  const gone = hiddenNeighbour(target, 'gone');
  renameUnless(old, gone, 'ENOENT', ...OCCUPIED);
  clear(gone);
}

/** Deletes a folder that is no longer used. If that fails, the output is correct anyway. */
function clear(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next run tries again.
  }
}

function putBack(old: string, target: string): void {
  renameUnless(old, target, 'ENOENT', ...OCCUPIED);
}

/** Error codes of a rename to a path that exists. */
const OCCUPIED = ['ENOTEMPTY', 'EEXIST'];

/** Renames a folder, unless that fails with one of the error codes. */
function renameUnless(from: string, to: string, ...codes: readonly string[]): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isSystemError(error, ...codes)) {
      throw error;
    }
  }
}

/** Pattern of the names that {@link hiddenNeighbour} returns. */
const HIDDEN_NEIGHBOUR = /^\.(?<base>.+)\.synth-(?<pid>\d+)\.(?<state>new|old|gone)$/;

/** Whether a name is the name of a temporary folder of a run, whether that run is still running or was killed. */
export function isHiddenNeighbour(name: string): boolean {
  return HIDDEN_NEIGHBOUR.test(name);
}

/** Returns the path of a hidden folder next to the target, which only this process uses. */
function hiddenNeighbour(target: string, state: 'new' | 'old' | 'gone'): string {
  return join(dirname(target), `.${basename(target)}.synth-${process.pid}.${state}`);
}

/**
 * Deletes the temporary folders of killed runs, next to the target and in it, where environments have theirs. If a run
 * was killed between its two renames, puts the old output back.
 */
function removeLeftovers(target: string): void {
  removeLeftoversIn(dirname(target), (base) => base === basename(target));
  removeLeftoversIn(target, () => true);
}

function removeLeftoversIn(parent: string, isReplaced: (base: string) => boolean): void {
  const names = existsSync(parent) ? readdirSync(parent) : [];
  for (const name of names) {
    const { base, pid, state } = HIDDEN_NEIGHBOUR.exec(name)?.groups ?? {};
    if (base === undefined || !isReplaced(base) || isOtherRun(Number(pid))) {
      continue;
    }
    const leftover = join(parent, name);
    if (state === 'old') {
      putBack(leftover, join(parent, base));
    }
    clear(leftover);
  }
}

/**
 * Whether another process with this id is running. In a container, a killed run may have had the same id as this one.
 */
function isOtherRun(pid: number): boolean {
  if (pid === process.pid) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isSystemError(error, 'ESRCH');
  }
}
