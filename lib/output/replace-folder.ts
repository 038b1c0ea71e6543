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
import path, { basename, dirname, join, resolve } from 'node:path';
import { isSystemError } from '../util/system-error';
import { OutputError } from './output-error';

// A folder of output is written beside its place and then takes it by a rename: whoever looks sees the old one or the new
// one, whole, however the run ends.

/** Thrown where a folder holds files that were not made here, which must not be lost. */
export class ForeignFilesError extends OutputError {
  constructor(folder: string, files: readonly string[]) {
    const shown = files.slice(0, 5).join(', ');
    const more = files.length > 5 ? ` and ${files.length - 5} more` : '';
    super(`${folder} holds files that were not made here: ${shown}${more}; move them, or choose another folder`);
    this.name = 'ForeignFilesError';
  }
}

/**
 * Replaces a folder by what `write` puts into an empty one. Where the folder is a symbolic link, what it points to is
 * replaced.
 *
 * @param ownership tells which files in the folder were not made here
 * @throws ForeignFilesError where there are such files; whatever `write` throws. The folder is then as it was.
 */
export function replaceFolder(
  folder: string,
  ownership: (folder: string) => readonly string[],
  write: (stage: string) => void,
): void {
  const target = behindLink(folder);
  refuseWorkingFolder(target);
  removeLeftovers(target);
  refuseForeignFiles(folder, ownership);
  if (existsSync(target)) {
    // A rename asks for no right to the folder itself; whoever made it read-only does not want it replaced.
    accessSync(target, constants.W_OK);
  }
  const stage = besides(target, 'new');
  mkdirSync(dirname(stage), { recursive: true });
  try {
    mkdirSync(stage);
    write(stage);
    // Files that came in the meantime are not to be lost either.
    refuseForeignFiles(folder, ownership);
    swap(stage, target);
  } catch (error) {
    clear(stage);
    throw error;
  }
}

/** What is seen in a folder, none where there is no folder. Looks again where another run replaced it meanwhile. */
export function undisturbed(folder: string, look: () => readonly string[]): readonly string[] {
  const identity = () => statSync(folder, { throwIfNoEntry: false })?.ino;
  for (;;) {
    const before = identity();
    try {
      const seen = before === undefined ? [] : look();
      if (identity() === before) {
        return seen;
      }
    } catch (error) {
      if (identity() === before) {
        throw error;
      }
    }
  }
}

function refuseForeignFiles(folder: string, ownership: (folder: string) => readonly string[]): void {
  const foreign = ownership(folder);
  if (foreign.length > 0) {
    throw new ForeignFilesError(folder, foreign);
  }
}

/** Whoever works in a folder that is replaced is left in the old one, which is gone. */
function refuseWorkingFolder(target: string): void {
  if (isWithin(process.cwd(), target)) {
    throw new OutputError(`${target} is or holds the working folder, and would be replaced; choose a folder below it`);
  }
}

/** How a system writes paths: Node.js' `path`, or its `win32` or `posix`. */
interface Paths {
  readonly sep: string;
  relative(from: string, to: string): string;
  isAbsolute(path: string): boolean;
}

/** Whether a folder is another one, or below it. */
export function isWithin(folder: string, other: string, { relative, isAbsolute, sep }: Paths = path): boolean {
  const way = relative(other, folder);
  // On Windows there is no relative way from one drive to another.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function behindLink(folder: string): string {
  if (existsSync(folder)) {
    return realpathSync(folder);
  }
  const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? resolve(dirname(folder), readlinkSync(folder)) : resolve(folder);
}

/** Puts `stage` in the place of `target`. Of two runs at once, the later one's output stays. */
function swap(stage: string, target: string): void {
  const old = besides(target, 'old');
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
      // Another run's output came between the two renames.
      discard(old, target);
    }
  }
  discard(old, target);
}

/** Clears away an old output. Under another name first: what is called old is whole, and may be put back. */
function discard(old: string, target: string): void {
  const gone = besides(target, 'gone');
  renameUnless(old, gone, 'ENOENT', ...OCCUPIED);
  clear(gone);
}

/** Removes what is of no use. What cannot be removed does not matter to the output, and the next run tries again. */
function clear(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // As above.
  }
}

function putBack(old: string, target: string): void {
  renameUnless(old, target, 'ENOENT', ...OCCUPIED);
}

/** Codes of a rename to where there is something. */
const OCCUPIED = ['ENOTEMPTY', 'EEXIST'];

function renameUnless(from: string, to: string, ...codes: readonly string[]): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isSystemError(error, ...codes)) {
      throw error;
    }
  }
}

/** Name of a hidden neighbour: see {@link besides}. */
const HIDDEN_NEIGHBOUR = /^\.(?<base>.+)\.synth-(?<pid>\d+)\.(?<what>new|old|gone)$/;

/** Whether a name is that of a folder that a run, of now or killed, has in the place beside the one that it replaces. */
export function isHiddenNeighbour(name: string): boolean {
  return HIDDEN_NEIGHBOUR.test(name);
}

/** A hidden neighbour of the folder, of this process only. */
function besides(target: string, what: 'new' | 'old' | 'gone'): string {
  return join(dirname(target), `.${basename(target)}.synth-${process.pid}.${what}`);
}

/**
 * Clears what runs left that were killed, of the folder and of the environments in it; puts back the output of one that
 * was killed between its two renames.
 */
function removeLeftovers(target: string): void {
  removeLeftoversIn(dirname(target), (base) => base === basename(target));
  removeLeftoversIn(target, () => true);
}

function removeLeftoversIn(parent: string, isMeant: (base: string) => boolean): void {
  const names = existsSync(parent) ? readdirSync(parent) : [];
  for (const name of names) {
    const { base, pid, what } = HIDDEN_NEIGHBOUR.exec(name)?.groups ?? {};
    if (base === undefined || !isMeant(base) || isOtherRun(Number(pid))) {
      continue;
    }
    const leftover = join(parent, name);
    if (what === 'old') {
      putBack(leftover, join(parent, base));
    }
    clear(leftover);
  }
}

/** Whether a process of this id runs, but for this one: in a container, the id may have been another run's before. */
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
