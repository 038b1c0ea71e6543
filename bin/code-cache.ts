import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';

// Compiling takes half the time of a run. This cache keeps the code that V8 compiled. Unlike the cache of Node.js 22,
// `module.enableCompileCache`, it contains all functions that a run called.

/** Name of the cache's folder in the user's folder for caches. */
const FOLDER = 'cdk8s-openchoreo-backstage';

/** Number of files that the folder keeps. Each is for a chart version, a version of this package and one of Node.js. */
const KEPT = 8;

/** Seconds after which V8 may have dropped compiled code that a run used at its start. */
const LONG_RUN = 20;

/** Names of files of this cache, finished or not. */
const OWN_FILE = /^v\d+\.\d+\.\d+[\w.-]*-\w+-[\da-f]+(?:\.\d+\.\d+)?$/;

/** Length of the number at the end of a file. */
const NUMBER = 4;

/** Program and Node.js that compiled code belongs to. */
interface Origin {
  /** File that the cache has for them. */
  readonly file: string;
  /** Text that is different for all others. */
  readonly text: string;
}

/** File that is open for reading. */
interface OpenFile {
  readonly descriptor: number;
  readonly stats: Stats;
}

/** Content of a file beside the compiled code. */
interface About {
  readonly origin: string;
  /** Purposes that the code was compiled for. */
  readonly purposes: readonly string[];
  /** Time of the file, in milliseconds. V8 crashes if it reads damaged code. A file that was changed has another time. */
  readonly time: number;
}

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
 * Runs a program as Node.js does, but takes its compiled code from a cache if it can. When the program ends, it
 * adds the code to the cache if the cache has none for the purpose of the run.
 *
 * The cache changes neither output nor exit status. Without a usable cache, the program only takes longer.
 *
 * @param program path of the program, which is ASCII. As a script, its value is the function of a CommonJS module.
 * @param build text that identifies the content of the program: no other build of it has the same
 * @param use text that tells runs apart that use different code; each has a file, because reading takes time
 * @param load loads the modules that the program requires, as if from its folder
 */
export function runCached(program: string, build: string, use: string, load: NodeJS.Require): void {
  const source = open(program);
  const origin = attempt(() => originOf(source, build, use));
  const cache = origin && attempt(() => openPrivate(origin.file));
  // New memory takes longer than reading, so both files are read into the same memory.
  const memory = Buffer.allocUnsafeSlow(Math.max(source.stats.size, cache?.stats.size ?? 0));
  const text = read(source, memory).toString('latin1');
  const cached = cache && attempt(() => parse(read(cache, memory), cache.stats.mtimeMs, origin));
  const script = new Script(text, { filename: program, cachedData: cached?.code });
  const module: { exports: Partial<Program> } = { exports: {} };
  script.runInThisContext()(module.exports, load, module, program, dirname(program));
  const purposeOf = module.exports.command?.();
  const purposes = script.cachedDataRejected ? [] : (cached?.purposes ?? []);
  if (origin !== undefined) {
    // Node.js has written the output by then.
    process.on('exit', () => {
      const purpose = purposeOf?.();
      if (purpose !== undefined && !purposes.includes(purpose) && process.uptime() < LONG_RUN) {
        attempt(() => write(origin, script, [...purposes, purpose]));
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

/** Returns what compiled code of a program belongs to; undefined if there must be no cache. */
function originOf(program: OpenFile, build: string, use: string): Origin | undefined {
  const { BACKSTAGE_SYNTH_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, HOME, NODE_OPTIONS } = process.env;
  const home = process.platform === 'win32' ? LOCALAPPDATA : HOME && join(HOME, '.cache');
  const caches = XDG_CACHE_HOME || home;
  if (BACKSTAGE_SYNTH_CACHE === 'off' || !caches || !isAbsolute(caches)) {
    return undefined;
  }
  // V8 itself refuses code of another version of V8, or with other options. The name keeps such code apart. V8 does not
  // notice how a distribution configured its build of Node.js, and of a program it compares only the length.
  const files = [program.stats, statSync(process.execPath)];
  const stamps = files.map(({ size, mtimeMs }) => `${size} ${Math.trunc(mtimeMs)}`);
  const text = JSON.stringify([build, use, ...stamps, process.execArgv, NODE_OPTIONS]);
  const name = `${process.version}-${process.arch}-${hash(text).toString(16)}`;
  return { file: join(caches, FOLDER, name), text };
}

/** Returns the 32-bit FNV-1a hash of a short text. The modules of Node.js that have hashes take long to load. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

function open(path: string, flags = constants.O_RDONLY): OpenFile {
  const descriptor = openSync(path, flags);
  return { descriptor, stats: fstatSync(descriptor) };
}

/** Opens a file to which only the current user or the superuser can write. Returns undefined for other files. */
function openPrivate(path: string): OpenFile | undefined {
  if (!isPrivateFolder(dirname(path))) {
    return undefined;
  }
  // Windows has no O_NOFOLLOW, which then is undefined and adds nothing.
  const file = open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  if (file.stats.isFile() && isPrivate(file.stats)) {
    return file;
  }
  closeSync(file.descriptor);
  return undefined;
}

/** Reads a file into memory, and closes it. Returns the part of the memory that has the content. */
function read({ descriptor, stats }: OpenFile, memory: Buffer): Buffer {
  try {
    let length = 0;
    while (length < stats.size) {
      const count = readSync(descriptor, memory, length, stats.size - length, null);
      if (count === 0) {
        break;
      }
      length += count;
    }
    return memory.subarray(0, length);
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

/**
 * Parses a file of this cache: code, what it is for, and the length of the code. Returns undefined for code of another
 * origin, and if the file was changed.
 */
function parse(bytes: Buffer, mtimeMs: number, { text }: Origin): Compiled | undefined {
  const end = bytes.length - NUMBER;
  const length = bytes.readUInt32LE(end);
  const { origin, purposes, time }: About = JSON.parse(bytes.toString('utf8', length, end));
  return origin === text && time === mtimeMs ? { code: bytes.subarray(0, length), purposes } : undefined;
}

function format(code: Buffer, about: About): Buffer {
  const number = Buffer.alloc(NUMBER);
  number.writeUInt32LE(code.length);
  return Buffer.concat([code, Buffer.from(JSON.stringify(about)), number]);
}

/** Writes the compiled code of a program. Another run sees either the whole file or none. */
function write({ file, text }: Origin, script: Script, purposes: readonly string[]): void {
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
      // Every file system keeps even seconds; FAT keeps no others.
      const seconds = Math.floor(Date.now() / 2000) * 2;
      writeFileSync(descriptor, format(script.createCachedData(), { origin: text, purposes, time: seconds * 1000 }));
      futimesSync(descriptor, seconds, seconds);
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
