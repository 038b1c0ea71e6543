import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../util/sha256';
import { isSystemError } from '../util/system-error';
import { isRunFolder, type Run, whileMoved } from './run-folder';

/** Mode of a file that only its user can read and write. */
const PRIVATE = 0o600;

/** Mode bits for users who are neither the file's user nor in its group. */
const OTHERS = 0o007;

/** Mode bits that a user can set. */
const MODE = 0o7777;

/** Stands for the hash of a folder. */
const FOLDER = 'folder';

/** Output that a run writes, before it takes the place of the target. */
export class Stage {
  /** Hashes of files, and {@link FOLDER} for folders, by their paths. */
  private readonly entries = new Map<string, string>();
  private readonly privateFiles = new Set<string>();

  constructor(private readonly run: Run) {}

  /** Makes a folder. */
  makeFolder(path: string): void {
    whileMoved(this.run, () => mkdirSync(join(this.run.stage, path)));
    this.entries.set(path, FOLDER);
  }

  /**
   * Writes a file.
   *
   * @param path path of the file below the stage
   * @param isPrivate whether other users must not read the file
   */
  write(path: string, text: string, isPrivate: boolean): void {
    const options = isPrivate ? { mode: PRIVATE } : {};
    whileMoved(this.run, () => writeFileSync(join(this.run.stage, path), text, options));
    this.entries.set(path, sha256(text));
    if (isPrivate) {
      this.privateFiles.add(path);
    }
  }

  /**
   * Compares the files in a folder with the files that were written. Ignores the hidden folders of runs.
   *
   * @returns the first path that differs, and whether it is missing while all existing files are equal
   */
  differenceFrom(folder: string): { path: string; isMissing: boolean } | undefined {
    const found = new Map(entriesIn(folder));
    for (const [path, hash] of found) {
      if (this.entries.get(path) !== hash) {
        return { path, isMissing: false };
      }
    }
    const missing = [...this.entries.keys()].find((path) => !found.has(path));
    return missing === undefined ? undefined : { path: missing, isMissing: true };
  }

  /**
   * Gives folders and files the group and the mode that they have in the target. A private file that other users can
   * read there stays private.
   */
  keepModes(target: string): void {
    for (const path of ['', ...this.entries.keys()]) {
      const before = lstatSync(join(target, path), { throwIfNoEntry: false });
      if (before !== undefined) {
        whileMoved(this.run, () => this.keepMode(path, before));
      }
    }
  }

  private keepMode(path: string, before: Stats): void {
    const staged = join(this.run.stage, path);
    const now = lstatSync(staged);
    if (before.isDirectory() !== now.isDirectory()) {
      return;
    }
    keepOwner(staged, now, before);
    const isOpen = this.privateFiles.has(path) && (before.mode & OTHERS) !== 0;
    const mode = isOpen ? PRIVATE : before.mode & MODE;
    if (mode !== (now.mode & MODE)) {
      chmodSync(staged, mode);
    }
  }
}

/** Gives an entry the group of the previous one, and also the user if the process may do that. */
function keepOwner(path: string, { uid, gid }: Stats, before: Stats): void {
  const user = process.getuid?.() === 0 ? before.uid : uid;
  if (user !== uid || before.gid !== gid) {
    try {
      chownSync(path, user, before.gid);
    } catch (error) {
      // The process is not in that group, or the system has no such user.
      if (!isSystemError(error, 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'ENOSYS')) {
        throw error;
      }
    }
  }
}

/** Returns the paths of all entries below a folder with their hashes. */
function* entriesIn(folder: string, prefix = ''): Generator<[string, string]> {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (isRunFolder(path)) {
        continue;
      }
      if (entry.isDirectory()) {
        yield [prefix + entry.name, FOLDER];
        yield* entriesIn(path, `${prefix}${entry.name}/`);
      } else {
        yield [prefix + entry.name, entry.isFile() ? sha256(readFileSync(path, 'utf8')) : 'no file'];
      }
    }
  } catch (error) {
    // Another run replaced the folder in the meantime, so its other entries are missing.
    if (!isSystemError(error, 'ENOENT', 'ENOTDIR')) {
      throw error;
    }
  }
}
