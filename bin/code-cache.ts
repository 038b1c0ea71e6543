import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';
// Node.js 20.0 to 20.14 have no crc32.
import { crc32 as crc32OrNone } from 'node:zlib';

const crc32: typeof crc32OrNone | undefined = crc32OrNone;

// Compiling takes half the time of a run. This cache keeps the code that V8 compiled. Unlike the cache of Node.js 22,
// `module.enableCompileCache`, it contains all functions that a run called.

/** Name of the cache's folder in the user's folder for caches. */
const FOLDER = 'cdk8s-openchoreo-backstage';

/** Number of files that the folder keeps: one for each version of this package and of Node.js. */
const KEPT = 8;

/** Seconds after which V8 may have dropped compiled code that a run used at its start. */
const LONG_RUN = 20;

/** Names of files of this cache, finished or not. */
const OWN_FILE = /^v\d+\.\d+\.\d+[\w.-]*-\w+-[\da-f]+(?:\.\d+\.\d+)?$/;

/** Length of the numbers at the end of a file. */
const NUMBERS = 8;

/** Compiled code, and the purposes that it was compiled for. */
interface Compiled {
  readonly code: Buffer;
  readonly purposes: readonly string[];
}

/** Exports of a program that can be cached. */
export interface Program {
  /**
   * Runs the program. Returns a function that returns at its end what it did, which tells the code that it used. That is
   * undefined if it used little.
   */
  readonly command: () => () => string | undefined;
}

/**
 * Runs a CommonJS program as Node.js does, but takes its compiled code from a cache if it can. When the program ends, it
 * adds the code to the cache if the cache has none for the purpose of the run.
 *
 * The cache changes neither output nor exit status. Without a usable cache, the program only takes longer.
 *
 * @param program path of the program, which is ASCII
 */
export function runCached(program: string): void {
  const bytes = readFileSync(program);
  const file = attempt(() => cacheFile(bytes));
  const cached = file === undefined ? undefined : attempt(() => read(file));
  // The source begins in the first line, so that places in stack traces have the line numbers of the file.
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${bytes.toString('latin1')}\n})`,
    { filename: program, cachedData: cached?.code },
  );
  const module: { exports: Partial<Program> } = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(program), module, program, dirname(program));
  const purposeOf = module.exports.command?.();
  const purposes = script.cachedDataRejected ? [] : (cached?.purposes ?? []);
  if (file !== undefined) {
    // Node.js has written the output by then.
    process.on('exit', () => {
      const purpose = purposeOf?.();
      if (purpose !== undefined && !purposes.includes(purpose) && process.uptime() < LONG_RUN) {
        attempt(() => write(file, script, [...purposes, purpose]));
      }
    });
  }
}

/** Returns the result of an operation; undefined if it fails. */
function attempt<T>(operation: () => T): T | undefined {
  try {
    return operation();
  } catch {
    return undefined;
  }
}

/** Returns the file for a program; undefined if there must be no cache. */
function cacheFile(program: Buffer): string | undefined {
  const { BACKSTAGE_SYNTH_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME, NODE_OPTIONS } = process.env;
  const home = process.platform === 'win32' ? LOCALAPPDATA : HOME && join(HOME, '.cache');
  const caches = XDG_CACHE_HOME || home;
  if (crc32 === undefined || BACKSTAGE_SYNTH_CACHE === 'off' || !caches || !isAbsolute(caches)) {
    return undefined;
  }
  // V8 itself refuses code of another version of V8, or with other options. The name keeps such code apart. V8 does not
  // notice how a distribution configured its build of Node.js.
  const origin = [program.length, process.execArgv, NODE_OPTIONS, process.config];
  const key = crc32(JSON.stringify(origin), crc32(program));
  return join(caches, FOLDER, `${process.version}-${process.arch}-${key.toString(16)}`);
}

/** Returns the content of a file; undefined if it is damaged, or if another user could have written it. */
function read(file: string): Compiled | undefined {
  if (!isPrivateFolder(dirname(file))) {
    return undefined;
  }
  // Windows has no O_NOFOLLOW, which then is undefined and adds nothing.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() && isPrivate(stats) ? parse(readFileSync(descriptor)) : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a path is a folder, not a link to one, to which only the current user or the superuser can write. */
function isPrivateFolder(path: string): boolean {
  const stats = lstatSync(path);
  return stats.isDirectory() && isPrivate(stats);
}

/** Whether only the current user, or the superuser, can write to a file or folder. On Windows, its folder decides. */
function isPrivate(stats: Stats): boolean {
  return isOwn(stats) && (process.platform === 'win32' || (stats.mode & 0o022) === 0);
}

function isOwn({ uid }: Stats): boolean {
  return process.geteuid === undefined || uid === process.geteuid();
}

/** Parses a file: code, purposes, length of the code, checksum. V8 crashes if it reads damaged code. */
function parse(bytes: Buffer): Compiled | undefined {
  const end = bytes.length - NUMBERS;
  if (end < 0 || crc32?.(bytes.subarray(0, -4)) !== bytes.readUInt32LE(end + 4)) {
    return undefined;
  }
  const length = bytes.readUInt32LE(end);
  return { code: bytes.subarray(0, length), purposes: JSON.parse(bytes.toString('utf8', length, end)) };
}

function format(code: Buffer, purposes: readonly string[]): Buffer {
  const text = Buffer.from(JSON.stringify(purposes));
  const bytes = Buffer.concat([code, text, Buffer.alloc(NUMBERS)]);
  bytes.writeUInt32LE(code.length, bytes.length - NUMBERS);
  bytes.writeUInt32LE(crc32?.(bytes.subarray(0, -4)) ?? 0, bytes.length - 4);
  return bytes;
}

/** Writes the compiled code of a program. Another run sees either the whole file or none. */
function write(file: string, script: Script, purposes: readonly string[]): void {
  const folder = dirname(file);
  createFolder(dirname(folder));
  createFolder(folder);
  if (!isPrivateFolder(folder)) {
    return;
  }
  const temporary = `${file}.${process.pid}.${Date.now()}`;
  // This fails before V8 does its work if the disk is read-only.
  const descriptor = openSync(temporary, 'wx', 0o600);
  try {
    try {
      writeFileSync(descriptor, format(script.createCachedData(), purposes));
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  removeOldFiles(folder);
}

/**
 * Creates a folder in a folder of the user. A superuser with the HOME of another user would leave a folder that this
 * user cannot use.
 */
function createFolder(path: string): void {
  if (!existsSync(path) && isOwn(statSync(dirname(path)))) {
    // Not recursive: Node.js then tries forever if a file system such as /proc refuses the folder with ENOENT.
    mkdirSync(path, 0o700);
  }
}

/** Removes the oldest files: those of other versions, and of runs that did not end. The folder may have other files. */
function removeOldFiles(folder: string): void {
  const names = readdirSync(folder).filter((name) => OWN_FILE.test(name));
  if (names.length > KEPT) {
    const files = names.map((name) => join(folder, name)).map((path) => ({ path, time: statSync(path).mtimeMs }));
    for (const { path } of files.sort((a, b) => b.time - a.time).slice(KEPT)) {
      rmSync(path, { force: true });
    }
  }
}
