import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import nodePath, { dirname, join, resolve } from 'node:path';
import { holdSignals, receivedSignal, releaseSignals } from '../util/signals';
import { sleep } from '../util/sleep';
import type { Steps } from '../util/steps';
import { isSystemError } from '../util/system-error';
import { ForeignFilesError, OutputError, OutputLostError } from './output-error';
import { isInUse, renameFolder } from './rename';
import {
  awaitSwap,
  discardOld,
  endRun,
  moveLiveRuns,
  OCCUPIED,
  PATIENCE,
  type Run,
  refreshRun,
  removeDeadRuns,
  removeDeadRunsIn,
  renameUnless,
  startRun,
  whileMoved,
} from './run-folder';
import { Stage } from './stage';

// Output is written into a hidden folder next to the target, which then takes the target's place by a rename. So other
// programs never see incomplete output, even if a run is killed, or several runs write at the same time.

/**
 * Replaces a folder with the files that `write` puts into an empty stage. If the folder is a symbolic link, replaces
 * the folder that it points to. If an error is thrown, the folder stays unchanged.
 *
 * The work has a step after each step of `write`. If the process received a signal during a step, the work ends with an
 * error, and the signal has its usual effect afterwards.
 *
 * @param findForeign returns the files in the folder that this package did not write
 * @param write writes the files; called again if another run deletes the stage
 * @throws ForeignFilesError if there are such files
 * @throws OutputLostError if another run replaced the folder with different output at the same time
 * @throws OutputError if the folder cannot be replaced, is or contains the working directory, the disk does not keep the
 * files, or a signal arrived
 * @throws Error if `write` throws it
 */
export function* replaceFolder(
  folder: string,
  findForeign: (folder: string) => readonly string[],
  write: (stage: Stage) => Steps,
): Steps {
  const target = withoutLink(folder);
  refuseWorkingDirectory(target);
  removeDeadRuns(target);
  removeDeadRunsIn(target);
  refuseForeignFiles(folder, findForeign);
  refuseMountPointsIn(target);
  // A rename needs no write permission for the folder itself. But a user who makes it read-only wants to keep it.
  unlessMissing(() => accessSync(target, constants.W_OK), undefined);
  holdSignals();
  try {
    const stage = yield* writeAgainIfLost(() => writeAndSwap(folder, target, findForeign, write));
    yield* confirm(stage, target, folder);
  } finally {
    releaseSignals();
  }
}

/** Repeats the work once if the stage was lost, because another run replaced the folder around it. */
function* writeAgainIfLost(work: () => Steps<Stage>): Steps<Stage> {
  try {
    return yield* work();
  } catch (error) {
    if (!(error instanceof OutputLostError)) {
      throw error;
    }
    return yield* work();
  }
}

/** Writes the output into a stage, and moves it to the target. */
function* writeAndSwap(
  folder: string,
  target: string,
  findForeign: (folder: string) => readonly string[],
  write: (stage: Stage) => Steps,
): Steps<Stage> {
  const run = hintingAtObstacles(target, () => startRun(target));
  try {
    const stage = new Stage(run);
    for (const step of write(stage)) {
      yield step;
      refuseSignal(folder);
      refreshRun(run);
    }
    verify(stage, run, folder);
    // Files that were added in the meantime must not be lost either.
    refuseForeignFiles(folder, findForeign);
    stage.keepModes(target);
    hintingAtObstacles(target, () => swap(run, target, () => keepForeignFiles(run, target, folder, findForeign)));
    return stage;
  } finally {
    endRun(run);
  }
}

/**
 * Moves the stage to the target. If two runs do this at the same time, the output of the later run stays.
 *
 * @param checkOld called before a previous output is deleted
 */
function swap(run: Run, target: string, checkOld: () => void): void {
  for (;;) {
    renameUnless(target, run.old, 'ENOENT');
    const isSwapped = putStage(run, target);
    // Runs that write an environment in the folder continue in the new folder.
    moveLiveRuns(run.old, target);
    checkOld();
    if (isSwapped) {
      return;
    }
    discardOld(run.folder);
  }
}

/** Moves the stage to the target. Returns false if another run put its output there between the two renames. */
function putStage(run: Run, target: string): boolean {
  try {
    whileMoved(run, () => renameFolder(run.stage, target));
    return true;
  } catch (error) {
    if (!isSystemError(error, ...OCCUPIED)) {
      renameUnless(run.old, target, 'ENOENT', ...OCCUPIED);
      throw error;
    }
    return false;
  }
}

/**
 * Puts the previous output back if a user added a file to it immediately before the swap.
 *
 * @throws ForeignFilesError if there is such a file
 */
function keepForeignFiles(
  run: Run,
  target: string,
  folder: string,
  findForeign: (folder: string) => readonly string[],
): void {
  const foreign = findForeign(run.old);
  if (foreign.length === 0) {
    return;
  }
  while (existsSync(run.old)) {
    rmSync(run.stage, { recursive: true, force: true });
    renameUnless(target, run.stage, 'ENOENT');
    moveLiveRuns(run.stage, run.old);
    renameUnless(run.old, target, ...OCCUPIED);
  }
  throw new ForeignFilesError(folder, foreign);
}

/**
 * Reads the stage, and checks that it contains what was written.
 *
 * @throws OutputError if a file differs
 */
function verify(stage: Stage, run: Run, folder: string): void {
  const difference = whileMoved(run, () => {
    const found = stage.differenceFrom(run.stage);
    // Throws an error if another run moved the stage.
    accessSync(run.stage);
    return found?.isMissing ? stage.differenceFrom(run.stage) : found;
  });
  if (difference !== undefined) {
    throw new OutputError(
      `cannot write ${folder}: ${difference.path} does not contain what was written; check the disk, and run again`,
    );
  }
}

/**
 * Checks that the target contains this run's output after the swap. While another run is replacing it, waits.
 *
 * @throws OutputLostError if the target contains different output
 */
function* confirm(stage: Stage, target: string, folder: string): Steps {
  for (const end = Date.now() + PATIENCE; ; sleep(20)) {
    awaitSwap(dirname(target));
    awaitSwap(target);
    const difference = stage.differenceFrom(target);
    if (difference === undefined) {
      return;
    }
    if (!difference.isMissing || Date.now() > end) {
      throw new OutputLostError(
        `another run replaced ${folder} at the same time, and its ${difference.path} differs; let one run write the folder at a time, and run again`,
      );
    }
    yield;
  }
}

/** Adds a hint to the error of an operation that cannot replace a mount point, or a folder that is in use. */
function hintingAtObstacles<T>(target: string, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (isInUse(error)) {
      throw new OutputError(
        `cannot replace ${target}, because another program uses it, or you may not write there; close programs that show it, and run again`,
      );
    }
    const isRefused = isSystemError(error, 'EACCES', 'EPERM', 'EROFS') && isMountPoint(target);
    if (isRefused || isSystemError(error, 'EBUSY', 'EXDEV')) {
      throw new OutputError(
        `cannot replace ${target}, because it is a mount point, part of a container image or in use; choose a folder below it, such as ${join(target, 'output')}`,
      );
    }
    throw error;
  }
}

/** Whether a folder is on another file system than its parent. */
function isMountPoint(folder: string): boolean {
  const [device, parent] = [folder, dirname(folder)].map((path) => statSync(path, { throwIfNoEntry: false })?.dev);
  return device !== undefined && parent !== undefined && device !== parent;
}

/** Refuses to replace folders in the target that are mount points. Their files would be deleted. */
function refuseMountPointsIn(target: string): void {
  const names = unlessMissing(() => readdirSync(target), []);
  const folder = names.map((name) => join(target, name)).find(isMountPoint);
  if (folder !== undefined) {
    throw new OutputError(
      `cannot replace ${target}, because ${folder} is a mount point; choose a folder that contains none`,
    );
  }
}

/**
 * Stops the work if the process received a signal.
 *
 * @throws OutputError if there is one
 */
function refuseSignal(folder: string): void {
  const signal = receivedSignal();
  if (signal !== undefined) {
    throw new OutputError(`stopped by ${signal}, so ${folder} is unchanged; run again`);
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
  const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink();
  const path = isLink ? resolve(dirname(folder), readlinkSync(folder)) : resolve(folder);
  return unlessMissing(() => realpathSync(folder), path);
}

/** Runs an operation on a folder. Returns `otherwise` if there is none, for example because another run moved it. */
function unlessMissing<T>(operation: () => T, otherwise: T): T {
  try {
    return operation();
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) {
      throw error;
    }
    return otherwise;
  }
}
