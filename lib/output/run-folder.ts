import { existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sleep } from '../util/sleep';
import { isSystemError } from '../util/system-error';
import { OutputLostError } from './output-error';
import { expireOwnerFile, isDeadSign, makeOwnerFile, ownerFile, readSign, refreshOwnerFile } from './owner-file';
import { renameFolder } from './rename';

// Each run works in a hidden folder with a random name, next to the folder that it replaces. The file owner.json in it
// describes the run. The folder `new` is the stage. The folder `old` is the previous output after the first rename. It is
// complete, so another run may put it back. The folder `gone` is previous output that the run is deleting.

/** Names of the hidden folders, with the name of the folder that the run replaces. */
const RUN_FOLDER = /^\.(?<base>.+)\.synth-[a-z0-9]+$/s;

/** Milliseconds after which a run renews its owner's file. */
const REFRESH = 10_000;

/** Milliseconds in which a run moves the hidden folders of other runs to the folder that it has replaced. */
const RETURN = 2000;

/** Milliseconds that a run waits while another run moves its folder, or the folder around it. */
export const PATIENCE = 10_000;

/** Error codes of a rename to a path that exists. */
export const OCCUPIED = ['ENOTEMPTY', 'EEXIST'];

/** The hidden folder of a run. */
export interface Run {
  readonly folder: string;
  readonly stage: string;
  readonly old: string;
  /** Identity of the folder that contained the hidden folder at first. */
  readonly parent: string | undefined;
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
  const parent = identityOf(dirname(folder));
  const run = { folder, stage: join(folder, 'new'), old: join(folder, 'old'), parent, refreshed: Date.now() };
  makeOwnerFile(folder);
  try {
    whileMoved(run, () => mkdirSync(run.stage));
  } catch (error) {
    endRun(run);
    throw error;
  }
  return run;
}

/** Shows other runs that this run is alive, at most every 10 seconds. */
export function refreshRun(run: Run): void {
  if (Date.now() - run.refreshed >= REFRESH) {
    whileMoved(run, () => refreshOwnerFile(run.folder));
    run.refreshed = Date.now();
  }
}

/**
 * Runs an operation in the hidden folder. Repeats it while the folder is missing, because another run replaces the
 * folder around it, and has not moved the hidden folder yet.
 *
 * @throws OutputLostError if the hidden folder does not come back
 */
export function whileMoved<T>(run: Run, operation: () => T): T {
  for (const end = Date.now() + RETURN; ; sleep(5)) {
    try {
      return operation();
    } catch (error) {
      if (!isSystemError(error, 'ENOENT') || !mayReturn(run)) {
        throw error;
      }
      if (Date.now() > end) {
        throw new OutputLostError(`another run replaced ${dirname(run.folder)} at the same time; run again`);
      }
    }
  }
}

/** Deletes the hidden folder of a run. If that fails, the output is correct anyway, and a later run tries again. */
export function endRun(run: Run): void {
  for (const end = Date.now() + RETURN; !deleteRun(run.folder) && mayReturn(run) && Date.now() < end; ) {
    sleep(5);
  }
}

/** Whether the hidden folder may come back, because the folder that contained it was replaced. */
function mayReturn(run: Run): boolean {
  return identityOf(dirname(run.folder)) !== run.parent;
}

/** Deletes the hidden folder of a run that ended, and returns whether that worked. */
function deleteRun(folder: string): boolean {
  try {
    discardOld(folder);
    remove(join(folder, 'new'));
    // The owner's file is deleted last. Without it, the folder would be that of a user.
    if (readdirSync(folder).every((name) => join(folder, name) === ownerFile(folder))) {
      remove(ownerFile(folder));
      rmdirSync(folder);
      return true;
    }
  } catch (error) {
    ignoreSystemError(error);
  }
  try {
    expireOwnerFile(folder);
  } catch (error) {
    ignoreSystemError(error);
  }
  return false;
}

/** Deletes the previous output in the hidden folder of a run. */
export function discardOld(folder: string): void {
  const gone = join(folder, 'gone');
  remove(gone);
  // Renamed before it is deleted, because a folder with the name `old` must be complete.
  renameUnless(join(folder, 'old'), gone, 'ENOENT');
  remove(gone);
}

/** Moves the hidden folders of live runs from a folder that was replaced to the folder that replaced it. */
export function moveLiveRuns(from: string, to: string): void {
  for (const name of runFolderNames(from).filter((name) => isLive(join(from, name)))) {
    const [source, destination] = [join(from, name), join(to, name)];
    renameUnless(source, destination, 'ENOENT', ...OCCUPIED);
    // A third run may be replacing the folder.
    for (const end = Date.now() + RETURN; existsSync(source) && !existsSync(destination) && Date.now() < end; ) {
      awaitSwap(to);
      renameUnless(source, destination, 'ENOENT', ...OCCUPIED);
    }
  }
}

/**
 * Deletes the hidden folders of dead runs of a target. If a run was killed between its two renames, puts the previous
 * output back.
 */
export function removeDeadRuns(target: string): void {
  for (const run of runsOf(target)) {
    const sign = readSign(run);
    if (sign === undefined) {
      // A run was killed before it wrote who it is. A live run makes another folder.
      removeEmpty(run);
    } else if (isDeadSign(sign)) {
      renameUnless(join(run, 'old'), target, 'ENOENT', 'ENOTDIR', ...OCCUPIED);
      deleteRun(run);
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

/** Whether a path is the hidden folder of a run, also of one that has just ended. */
export function isRunFolder(path: string): boolean {
  // Asks twice, because another run may move the folder in the meantime.
  return RUN_FOLDER.test(basename(path)) && (belongsToRun(path) || belongsToRun(path));
}

function belongsToRun(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat === undefined || (stat.isDirectory() && (readSign(path) !== undefined || isEmpty(path)));
}

/** Renames a folder, unless that fails with one of the error codes. */
export function renameUnless(from: string, to: string, ...codes: readonly string[]): void {
  try {
    renameFolder(from, to);
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

/** Whether a run wrote who it is, and has not ended. */
function isLive(run: string): boolean {
  const sign = readSign(run);
  return sign !== undefined && !isDeadSign(sign);
}

/** Returns a text that is different for two folders, even if the one was replaced with the other. */
export function identityOf(folder: string): string | undefined {
  const stat = statSync(folder, { throwIfNoEntry: false });
  // A file system may use the number of a deleted folder again.
  return stat && `${stat.dev} ${stat.ino} ${stat.birthtimeMs}`;
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
