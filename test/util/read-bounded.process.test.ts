import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../lib/util/input-error';
import { MEBIBYTE, readBounded } from '../../lib/util/read-bounded';

const folder = mkdtempSync(join(tmpdir(), 'read-bounded-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);

test('reads a file of the limit and of any smaller size, also through a link', () => {
  for (const size of [0, 1, 65_536, 65_537, MEBIBYTE]) {
    writeFileSync(path('file'), 'x'.repeat(size));
    expect(readBounded(path('file'), MEBIBYTE).toString()).toBe('x'.repeat(size));
  }
  symlinkSync(path('file'), path('link'));
  expect(readBounded(path('link'), MEBIBYTE)).toHaveLength(MEBIBYTE);
});

test('refuses a larger file with the limit', () => {
  writeFileSync(path('large'), 'x'.repeat(MEBIBYTE + 1));
  expect(() => readBounded(path('large'), MEBIBYTE)).toThrow(
    new InputError(
      `cannot read ${path('large')}, because it has more than 1 MiB; check that it is the right file, or split it`,
    ),
  );
});

test('refuses devices and named pipes, and does not wait for them', () => {
  execFileSync('mkfifo', [path('pipe')]);
  symlinkSync('/dev/zero', path('zero'));
  for (const name of ['pipe', 'zero']) {
    expect(() => readBounded(path(name), MEBIBYTE)).toThrow(
      new InputError(`cannot read ${path(name)}, because it is not a regular file; replace it with a file`),
    );
  }
});

test('throws the error of the system for a missing file and for a folder', () => {
  mkdirSync(path('below'));
  expect(() => readBounded(path('missing'), MEBIBYTE)).toThrow(/^ENOENT/);
  expect(() => readBounded(path('below'), MEBIBYTE)).toThrow(/^EISDIR/);
});
