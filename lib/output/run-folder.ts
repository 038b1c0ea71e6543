import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sleep } from '../util/sleep';
import { isSystemError } from '../util/system-error';
import { OutputLostError } from './output-error';
import { expireOwnerFile, isDeadSign, makeOwnerFile, ownerFile, readSign, refreshOwnerFile } from './owner-file';

// Each run works in a hidden folder with a random name, next to the folder that it replaces. The file owner.json in it
// describes the run. The folder `new` is the stage. The folder `old` is the previous output after the first rename. It is
// complete, so another run may put it back. The folder `gone` is previous output that the run is deleting.

/** Names of the hidden folders, with the name of the folder that the run replaces. */
const RUN_FOLDER = /^\.(?<base>.+)\.synth-[a-z0-9]+$/s;

/** Milliseconds after which a run renews its owner's file. */
const REFRESH = 10_000;

/** Milliseconds that a run waits while another run moves its folder, or the folder around it. */
export const PATIENCE = 10_000;

/** Error codes of a rename to a path that exists. */
export const OCCUPIED = ['ENOTEMPTY', 'EEXIST'];

/** The hidden folder of a run. */
export interface Run {
  readonly folder: string;
  readonly stage: string;
  readonly old: string;
  /** Time at which the run last renewed its owner's file. */
  refreshed: number;
}

/** Makes the hidden folder of a run that replaces the target. */
export function startRun(target: string): Run {
  for (let attempt = 1; ; attempt++) {
    awaitSwap(dirname(target));
    mkdirSync(dirname(target), { recursive: true });
    const folder = join(dirname(target), `.${basename(target)}.synth-${Math.random().toString(36).slice(2)}`);
    try {
      mkdirSync(folder);
      return openRun(folder);
    } catch (error) {
      // Another run moved the parent folder, or deleted this folder while it was empty.
      if (attempt === 20 || !isSystemError(error, 'ENOENT', 'EEXIST')) {
        throw error;
      }
    }
  }
}

function openRun(folder: string): Run {
  const stage = join(folder, 'new');
  try {
    makeOwnerFile(folder);
    mkdirSync(stage);
  } catch (error) {
    endRun(folder);
    throw error;
  }
  return { folder, stage, old: join(folder, 'old'), refreshed: Date.now() };
}

/** Shows other runs that this run is alive, at most every 10 seconds. */
export function refreshRun(run: Run): void {
  if (Date.now() - run.refreshed >= REFRESH) {
    whileMoved(run, () => refreshOwnerFile(run.folder));
    run.refreshed = Date.now();
  }
}

/**
 * Runs an operation in the hidden folder. Repeats it if the folder was missing for a moment, because another run
 * replaced the folder around it.
 *
 * @throws OutputLostError if the hidden folder does not come back
 */
export function whileMoved<T>(run: Run, operation: () => T): T {
  for (const end = Date.now() + PATIENCE; ; sleep(5)) {
    const isThere = existsSync(run.folder);
    try {
      return operation();
    } catch (error) {
      if (!isSystemError(error, 'ENOENT') || (isThere && existsSync(run.folder))) {
        throw error;
      }
      awaitSwap(dirname(run.folder));
      if (Date.now() > end) {
        throw new OutputLostError(
          `${run.folder}, the temporary folder of this run, was deleted before the output was complete; run again`,
        );
      }
    }
  }
}

/** Deletes the hidden folder of a run. If that fails, the output is correct anyway, and a later run tries again. */
export function endRun(folder: string): void {
  try {
    discardOld(folder);
    remove(join(folder, 'new'));
    remove(ownerFile(folder));
    rmdirSync(folder);
  } catch (error) {
    ignoreSystemError(error);
    try {
      expireOwnerFile(folder);
    } catch (error) {
      ignoreSystemError(error);
    }
  }
}

/** Deletes the previous output in the hidden folder of a run. */
export function discardOld(folder: string): void {
  const gone = join(folder, 'gone');
  remove(gone);
  // Renamed before it is deleted, because a folder with the name `old` must be complete.
  renameUnless(join(folder, 'old'), gone, 'ENOENT');
  remove(gone);
}

/** Moves the hidden folders of live runs out of a folder that was replaced, into the folder that replaced it. */
export function moveLiveRuns(from: string, to: string): void {
  for (const name of runFolderNames(from).filter((name) => !isDead(join(from, name)))) {
    renameUnless(join(from, name), join(to, name), 'ENOENT', ...OCCUPIED);
  }
}

/**
 * Deletes the hidden folders of dead runs of a target. If a run was killed between its two renames, puts the previous
 * output back.
 */
export function removeDeadRuns(target: string): void {
  for (const run of runsOf(target).filter(isDead)) {
    if (readSign(run) === undefined) {
      // If the run is alive, and has just made the folder, it makes another one.
      removeEmpty(run);
    } else {
      renameUnless(join(run, 'old'), target, 'ENOENT', 'ENOTDIR', ...OCCUPIED);
      endRun(run);
    }
  }
}

/** Deletes the hidden folders of dead runs in a folder of environments. */
export function removeDeadRunsIn(parent: string): void {
  for (const base of new Set(runFolderNames(parent).map(baseOf))) {
    removeDeadRuns(join(parent, base));
  }
}

/** If the folder is missing because a run is replacing it, waits. If that run is dead, puts the folder back. */
export function awaitSwap(target: string): void {
  for (const end = Date.now() + PATIENCE; !existsSync(target) && Date.now() < end; sleep(5)) {
    removeDeadRuns(target);
    if (!runsOf(target).some((run) => existsSync(join(run, 'old')))) {
      return;
    }
  }
}

/** Whether a path is the hidden folder of a run. */
export function isRunFolder(path: string): boolean {
  const isFolder = () => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return RUN_FOLDER.test(basename(path)) && isFolder() && (readSign(path) !== undefined || isEmpty(path));
}

/** Renames a folder, unless that fails with one of the error codes. */
export function renameUnless(from: string, to: string, ...codes: readonly string[]): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isSystemError(error, ...codes)) {
      throw error;
    }
  }
}

/** Returns the hidden folders of runs that replace a target. The run that was active last comes first. */
function runsOf(target: string): string[] {
  const time = (run: string) => readSign(run)?.time ?? 0;
  return runFolderNames(dirname(target))
    .filter((name) => baseOf(name) === basename(target))
    .map((name) => join(dirname(target), name))
    .sort((a, b) => time(b) - time(a));
}

function runFolderNames(parent: string): string[] {
  return namesIn(parent).filter((name) => isRunFolder(join(parent, name)));
}

/** Returns the name of the folder that the run with this hidden folder replaces. */
function baseOf(name: string): string {
  return RUN_FOLDER.exec(name)?.groups?.base ?? '';
}

/** Whether a run ended without deleting its hidden folder. */
function isDead(run: string): boolean {
  const sign = readSign(run);
  return sign === undefined ? isEmpty(run) : isDeadSign(sign);
}

function isEmpty(folder: string): boolean {
  return existsSync(folder) && namesIn(folder).length === 0;
}

/** Returns the names in a folder, or none if the folder does not exist or does not belong to this user. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (!isSystemError(error, 'ENOENT', 'ENOTDIR', 'EACCES')) {
      throw error;
    }
    return [];
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    ignoreSystemError(error);
  }
}

/** Deletes a file or a folder. Repeats it if another run deletes the same files. */
function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 2, retryDelay: 10 });
}

function ignoreSystemError(error: unknown): void {
  if (!isSystemError(error)) {
    throw error;
  }
}
