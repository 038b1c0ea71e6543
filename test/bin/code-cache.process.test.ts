import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  type Stats,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { command, file, folder } from './support';

const NAME = 'cdk8s-openchoreo-backstage';
/** A user who owns nothing here. */
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const withRoot = isRoot ? test : test.skip;

const values = file('values.yaml', 'backstage:\n  backendSecret: 8f3a-secret\n  baseUrl: https://portal.example.com\n');
const args = ['-f', values, '--correct', 'health-endpoints'];

/** Folder for caches of one test. */
let caches: string;

beforeEach(() => {
  caches = mkdtempSync(join(folder, 'caches-'));
});

/** Runs the command with a folder for caches. */
function start(
  options: { args?: readonly string[]; env?: NodeJS.ProcessEnv; program?: string; node?: string[]; uid?: number } = {},
) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...(options.node ?? []), options.program ?? command, ...(options.args ?? args)],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      env: options.env ?? { XDG_CACHE_HOME: caches },
      ...(options.uid === undefined ? {} : { uid: options.uid }),
    },
  );
  return { status, stdout, stderr };
}

/** Output of the command without a cache. */
const expected = start({ env: { BACKSTAGE_SYNTH_CACHE: 'off' } });

/** Returns the paths of the files in the cache. */
function files(place = join(caches, NAME)): string[] {
  return existsSync(place)
    ? readdirSync(place)
        .sort()
        .map((name) => join(place, name))
    : [];
}

/** Returns the only file in the cache. */
function onlyFile(): string {
  const [path = '', ...more] = files();
  expect(path).not.toBe('');
  expect(more).toEqual([]);
  return path;
}

/** Identifies what a run wrote: a new file has another number. */
function identity(path: string): string {
  const { ino, mtimeNs, size } = statSync(path, { bigint: true });
  return `${ino} ${mtimeNs} ${size}`;
}

/** Replaces a file by a copy with other content, and returns the copy's identity. */
function tamper(path: string, change: (bytes: Buffer) => Buffer): string {
  const bytes = change(readFileSync(path));
  rmSync(path);
  writeFileSync(path, bytes, { mode: 0o600 });
  return identity(path);
}

/** Copies the package, and replaces text in its bundle. Returns the path of the copy. */
function copyPackage(from = '', to = '', { isBuilt = true } = {}): string {
  const place = mkdtempSync(join(folder, 'copy-'));
  cpSync(join(command, '../../..'), place, { recursive: true, verbatimSymlinks: true });
  keepTime(bundleOf(place), statSync(bundleOf(join(command, '../../..'))));
  expect(readFileSync(bundleOf(place), 'latin1')).toContain(from);
  edit(bundleOf(place), (text) => (from === '' ? text : text.replaceAll(from, to)));
  if (from !== '' && isBuilt) {
    const hash = createHash('sha256')
      .update(readFileSync(bundleOf(place)))
      .digest('hex');
    edit(programOf(place), (text) => text.replace(/"[\da-f]{64}"/, JSON.stringify(hash)));
  }
  return place;
}

/** Changes a file, but not its time. */
function edit(path: string, change: (text: string) => string): void {
  const before = statSync(path);
  writeFileSync(path, change(readFileSync(path, 'latin1')), 'latin1');
  keepTime(path, before);
}

function keepTime(path: string, { atimeMs, mtimeMs }: Stats): void {
  utimesSync(path, atimeMs / 1000, mtimeMs / 1000);
}

function bundleOf(place: string): string {
  return join(place, 'build/bin/bundle.js');
}

function programOf(place: string): string {
  return join(place, 'build/bin/backstage-synth.js');
}

test('the bundle is ASCII, which the cache requires', () => {
  expect(readFileSync(bundleOf(join(command, '../../..'))).every((byte) => byte < 0x80)).toBe(true);
});

test('a rule accepts characters outside ASCII', () => {
  const secret = [
    'secretStoreRef.name=s',
    'data.backendSecret.key=a',
    'data.clientSecret.key=b',
    'refreshInterval=10µs',
  ];
  const { status, stdout } = start({ args: secret.flatMap((entry) => ['--set', `backstage.externalSecret.${entry}`]) });
  expect(status).toBe(0);
  expect(stdout).toMatch(/refreshInterval: .*µs/);
});

test('the command prints the same with and without the cache', () => {
  expect(expected.status).toBe(0);
  expect(expected.stdout).toContain('kind: Deployment');
  expect(start()).toEqual(expected);
  const before = identity(onlyFile());
  expect(start()).toEqual(expected);
  expect(identity(onlyFile())).toBe(before);
});

test('only the user can read the cache, and it contains no value', () => {
  start();
  const path = onlyFile();
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  const bytes = readFileSync(path);
  expect(bytes.length).toBeGreaterThan(100_000);
  expect(bytes.includes('8f3a-secret')).toBe(false);
});

test('copies of the package at other places share the cache', () => {
  start();
  const before = identity(onlyFile());
  expect(start({ program: programOf(copyPackage()) })).toEqual(expected);
  expect(identity(onlyFile())).toBe(before);
});

test('the second run takes its code from the cache', () => {
  const program = programOf(copyPackage('spread-selector', 'SPREAD-SELECTOR', { isBuilt: false }));
  const { stderr } = start({ program });
  expect(stderr).toContain('SPREAD-SELECTOR');
  // V8 only compares the length of the source, so that the code of the other one shows itself.
  expect(start()).toEqual({ ...expected, stderr });
  onlyFile();
});

test.each([
  ['off', { BACKSTAGE_SYNTH_CACHE: 'off' }],
  ['a relative folder', { XDG_CACHE_HOME: 'relative' }],
  ['no home', { XDG_CACHE_HOME: undefined }],
])('the command writes no cache if there must be none: %s', (_, env) => {
  expect(start({ env: { XDG_CACHE_HOME: caches, ...env } })).toEqual(expected);
  expect(files()).toEqual([]);
  expect(existsSync(join(folder, 'relative'))).toBe(false);
});

test('the cache is in .cache of the home, unless XDG_CACHE_HOME is set', () => {
  expect(start({ env: { HOME: caches } })).toEqual(expected);
  expect(files(join(caches, '.cache', NAME))).toHaveLength(1);
});

describe('a run that uses other code', () => {
  test('adds its code to the cache, once', () => {
    start();
    const { size } = statSync(onlyFile());
    start({ args: [...args, '--graph'] });
    const both = identity(onlyFile());
    expect(statSync(onlyFile()).size).toBeGreaterThan(size);
    start({ args: [...args, '--graph'] });
    start();
    expect(identity(onlyFile())).toBe(both);
  });

  test('writes nothing if it ran for long, because V8 drops code that it does not use any more', () => {
    const preload = file('long.cjs', 'process.uptime = () => 60;');
    expect(start({ node: ['-r', join(folder, preload)] })).toEqual(expected);
    expect(files()).toEqual([]);
  });

  test.each([
    ['--help', ['--help'], 0],
    ['--version', ['--version'], 0],
    ['help of a command', ['upgrade', '--help'], 0],
    ['wrong values', ['--set', 'backstage.replicas=none'], 4],
    ['a wrong option', ['--wrong'], 2],
  ])('writes nothing if it used little of the code: %s', (_, few, status) => {
    expect(start({ args: few }).status).toBe(status);
    expect(files()).toEqual([]);
  });
});

describe('a cache that is damaged', () => {
  const DAMAGES: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ['empty', () => Buffer.alloc(0)],
    ['too short for its numbers', (bytes) => bytes.subarray(0, 7)],
    ['cut', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['zeros', (bytes) => Buffer.alloc(bytes.length)],
    ['text', () => Buffer.from('not code\n'.repeat(1000))],
    [
      'one bit',
      (bytes) => {
        const copy = Buffer.from(bytes);
        copy.writeUInt8(copy.readUInt8(copy.length >> 1) ^ 1, copy.length >> 1);
        return copy;
      },
    ],
  ];

  test.each(DAMAGES)('is replaced: %s', (_, damage) => {
    start();
    const path = onlyFile();
    const good = readFileSync(path).length;
    const damaged = tamper(path, damage);
    expect(start()).toEqual(expected);
    expect(identity(onlyFile())).not.toBe(damaged);
    expect(readFileSync(path).length).toBeGreaterThan(good / 2);
    expect(start()).toEqual(expected);
  });

  test('is replaced if only its time differs, as after a repair of the file system', () => {
    start();
    utimesSync(onlyFile(), new Date(), 1_700_000_001);
    const changed = identity(onlyFile());
    expect(start()).toEqual(expected);
    expect(identity(onlyFile())).not.toBe(changed);
  });

  test('is not read if it is a folder or a link', () => {
    start();
    const path = onlyFile();
    rmSync(path);
    mkdirSync(path);
    expect(start()).toEqual(expected);
    rmSync(path, { recursive: true });
    const target = file('target', 'other');
    symlinkSync(join(folder, target), path);
    expect(start()).toEqual(expected);
    expect(readFileSync(join(folder, target), 'utf8')).toBe('other');
    expect(lstatSync(path).isFile()).toBe(true);
  });

  test('is not used if its folder is a link', () => {
    const target = mkdtempSync(join(folder, 'target-'));
    symlinkSync(target, join(caches, NAME));
    expect(start()).toEqual(expected);
    expect(readdirSync(target)).toEqual([]);
  });
});

describe('after an upgrade', () => {
  test('of the package, it runs the new code, even if size and time are the same', () => {
    start();
    const program = programOf(copyPackage('spread-selector', 'SPREAD-SELECTOR'));
    const { stderr } = start({ program });
    expect(expected.stderr).toContain('spread-selector');
    expect(stderr).toBe(expected.stderr.replaceAll('spread-selector', 'SPREAD-SELECTOR'));
    expect(start({ program }).stderr).toBe(stderr);
    expect(start()).toEqual(expected);
    expect(files()).toHaveLength(2);
  });

  test('of the package by hand, it runs the new code', () => {
    start();
    const place = copyPackage('spread-selector', 'SPREAD-SELECTOR', { isBuilt: false });
    utimesSync(bundleOf(place), new Date(), new Date());
    expect(start({ program: programOf(place) }).stderr).toContain('SPREAD-SELECTOR');
    expect(start()).toEqual(expected);
  });

  test('of Node.js, and with other options of V8, it compiles the code again', () => {
    start();
    const before = onlyFile();
    const options = ['--no-opt', '--stack-size=900'];
    expect(start({ node: options })).toEqual(expected);
    const [other = ''] = files().filter((path) => path !== before);
    expect(other).not.toBe('');
    // Code for other options under the name for these, as code of another V8 would be.
    cpSync(other, before);
    const wrong = identity(before);
    expect(start()).toEqual(expected);
    expect(identity(before)).not.toBe(wrong);
  });

  test('of Node.js to another build of the same version, it compiles the code again', () => {
    const preload = file('preload.cjs', 'if (process.env.OTHER_BUILD) process.execPath = __filename;');
    const node = ['-r', join(folder, preload)];
    expect(start({ node })).toEqual(expected);
    onlyFile();
    expect(start({ node, env: { XDG_CACHE_HOME: caches, OTHER_BUILD: '1' } })).toEqual(expected);
    expect(files()).toHaveLength(2);
  });

  /** Creates old files in the cache, the oldest one first. */
  function createOld(names: readonly string[]): string {
    const place = join(caches, NAME);
    mkdirSync(place, { mode: 0o700 });
    for (const [day, name] of names.entries()) {
      writeFileSync(join(place, name), '');
      utimesSync(join(place, name), new Date(2020, 1, day + 1), new Date(2020, 1, day + 1));
    }
    return place;
  }

  test('the cache keeps the newest files, and removes those of runs that did not end', () => {
    const names = Array.from({ length: 12 }, (_, index) => `v18.1.${index}-x64-${index}a`);
    const place = createOld(['v18.1.0-arm64-ff.123.1700000000000', 'v24.0.0-nightly20250101-x64-1', ...names]);
    expect(start()).toEqual(expected);
    const kept = readdirSync(place);
    expect(kept).toHaveLength(8);
    expect(kept).toEqual(expect.arrayContaining([...names.slice(-7), expect.stringContaining(`${process.version}-`)]));
  });

  test('the cache leaves files of others alone, such as a checkout of that name', () => {
    const names = Array.from({ length: 12 }, (_, index) => `values-${index}.yaml`);
    const place = createOld(names);
    expect(start()).toEqual(expected);
    expect(readdirSync(place)).toEqual(expect.arrayContaining(names));
  });
});

describe('the command runs without a cache, and prints nothing else, if', () => {
  test('the folder cannot be created', () => {
    writeFileSync(join(caches, NAME), 'a file');
    expect(start()).toEqual(expected);
    expect(readFileSync(join(caches, NAME), 'utf8')).toBe('a file');
  });

  test('the folder for caches is on a file system that is read-only', () => {
    // /proc refuses new folders and files, also those of the superuser.
    expect(start({ env: { XDG_CACHE_HOME: '/proc' } })).toEqual(expected);
  });

  withRoot('the folder is read-only for the user', () => {
    chmodSync(caches, 0o755);
    mkdirSync(join(caches, NAME), { mode: 0o500 });
    chownSync(join(caches, NAME), NOBODY, NOBODY);
    expect(start({ uid: NOBODY })).toEqual(expected);
    expect(files()).toEqual([]);
  });

  withRoot('only the superuser may write to the folder for caches', () => {
    chmodSync(caches, 0o755);
    start();
    const before = identity(onlyFile());
    expect(start({ uid: NOBODY })).toEqual(expected);
    expect(identity(onlyFile())).toBe(before);
    expect(readdirSync(caches)).toEqual([NAME]);
  });

  withRoot('another user wrote the cache before, even if it seems private', () => {
    chmodSync(caches, 0o777);
    expect(start({ uid: NOBODY })).toEqual(expected);
    // The folder for caches is not that of this user, who therefore creates nothing in it.
    expect(readdirSync(caches)).toEqual([]);
    mkdirSync(join(caches, NAME), { mode: 0o700 });
    chownSync(join(caches, NAME), NOBODY, NOBODY);
    expect(start({ uid: NOBODY })).toEqual(expected);
    const damaged = tamper(onlyFile(), (bytes) => bytes.subarray(1));
    chownSync(onlyFile(), NOBODY, NOBODY);
    expect(start()).toEqual(expected);
    expect(identity(onlyFile())).not.toBe('');
    expect(readFileSync(onlyFile()).length).toBe(Number(damaged.split(' ')[2]));
  });

  const withFull = existsSync('/dev/full') ? test : test.skip;
  withFull('the disk is full', () => {
    start();
    const path = onlyFile();
    const damaged = tamper(path, (bytes) => bytes.subarray(1));
    // The file size limit of the shell has the effect of a full disk.
    const { status, stdout } = spawnSync(
      'bash',
      ['-c', 'trap "" XFSZ; ulimit -f 64; exec "$@"', 'bash', process.execPath, command, ...args],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: caches } },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: expected.stdout });
    expect(identity(onlyFile())).toBe(damaged);
  });

  test('another user may write to the folder', () => {
    start();
    const path = onlyFile();
    const damaged = tamper(path, (bytes) => bytes.subarray(1));
    chmodSync(dirname(path), 0o777);
    expect(start()).toEqual(expected);
    expect(identity(onlyFile())).toBe(damaged);
  });

  test('another user may write to the file', () => {
    start();
    const path = onlyFile();
    chmodSync(path, 0o620);
    const before = identity(path);
    expect(start()).toEqual(expected);
    // The command replaces it.
    expect(identity(onlyFile())).not.toBe(before);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  withRoot('another user owns the folder', () => {
    start();
    const path = onlyFile();
    const damaged = tamper(path, (bytes) => bytes.subarray(1));
    chownSync(dirname(path), NOBODY, NOBODY);
    expect(start()).toEqual(expected);
    expect(identity(onlyFile())).toBe(damaged);
  });

  withRoot('another user owns the file', () => {
    start();
    const path = onlyFile();
    chownSync(path, NOBODY, NOBODY);
    const before = identity(path);
    expect(start()).toEqual(expected);
    expect(identity(onlyFile())).not.toBe(before);
    expect(statSync(path).uid).toBe(process.getuid?.());
  });

  withRoot('another user owns the home, as with sudo', () => {
    chownSync(caches, NOBODY, NOBODY);
    expect(start()).toEqual(expected);
    expect(readdirSync(caches)).toEqual([]);
  });
});

test('runs at the same time all print the same, and leave one complete file', async () => {
  const runs = Array.from({ length: 8 }, async () => {
    const run = spawn(process.execPath, [command, ...args], { cwd: folder, env: { XDG_CACHE_HOME: caches } });
    const chunks: string[] = [];
    run.stdout.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
    const status = await new Promise((resolve) => run.on('close', resolve));
    return { status, stdout: chunks.join('') };
  });
  for (const { status, stdout } of await Promise.all(runs)) {
    expect({ status, stdout }).toEqual({ status: 0, stdout: expected.stdout });
  }
  const before = identity(onlyFile());
  expect(start()).toEqual(expected);
  expect(identity(onlyFile())).toBe(before);
});

test('a defect is reported with its places, with the cache too', () => {
  const place = copyPackage('../package.json', '../version.json');
  writeFileSync(join(place, 'version.json'), 'no JSON');
  const program = programOf(place);
  start({ program });
  onlyFile();
  const { status, stderr } = start({ program, args: ['--version'] });
  expect(status).toBe(70);
  expect(stderr).toContain(`${bundleOf(place)}:`);
  expect(stderr).toBe(start({ program, args: ['--version'], env: { BACKSTAGE_SYNTH_CACHE: 'off' } }).stderr);
});
