import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  expireOwnerFile,
  isDeadSign,
  makeOwnerFile,
  ownerFile,
  readSign,
  refreshOwnerFile,
} from '../../lib/output/owner-file';
import { thisProcess } from '../../lib/output/run-owner';
import { temporaryFolder } from './support';

const parent = temporaryFolder();
const folder = join(parent, 'run');
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterAll(() => rmSync(parent, { recursive: true }));

test('describes this process, which is alive', () => {
  makeOwnerFile(folder);
  const sign = readSign(folder);
  expect(sign?.owner).toEqual(thisProcess());
  expect(sign && isDeadSign(sign)).toBe(false);
});

test('renews the time of the file, and keeps its content', () => {
  makeOwnerFile(folder);
  const content = readFileSync(ownerFile(folder), 'utf8');
  utimesSync(ownerFile(folder), 1000, 1000);
  refreshOwnerFile(folder);
  expect(readSign(folder)?.time).toBeGreaterThan(1_000_000);
  expect(readFileSync(ownerFile(folder), 'utf8')).toBe(content);
});

test('does not make the file again if the folder was deleted', () => {
  expect(() => refreshOwnerFile(folder)).toThrow('ENOENT');
  expect(existsSync(ownerFile(folder))).toBe(false);
});

test('marks a run as dead whose process is alive', () => {
  makeOwnerFile(folder);
  expireOwnerFile(folder);
  const sign = readSign(folder);
  expect(sign && isDeadSign(sign)).toBe(true);
});

test('counts a run without a readable owner as dead after ten minutes', () => {
  writeFileSync(ownerFile(folder), '');
  const sign = readSign(folder);
  expect(sign && isDeadSign(sign)).toBe(false);
  const time = Date.now() / 1000 - 601;
  utimesSync(ownerFile(folder), time, time);
  const later = readSign(folder);
  expect(later && isDeadSign(later)).toBe(true);
});

test('reads no file of another program, no link and no large file', () => {
  expect(readSign(folder)).toBeUndefined();
  writeFileSync(ownerFile(folder), '{"madeBy":"another-program","pid":1}');
  expect(readSign(folder)).toBeUndefined();
  writeFileSync(ownerFile(folder), ' '.repeat(5000) + JSON.stringify(thisProcess()));
  expect(readSign(folder)).toBeUndefined();
  rmSync(ownerFile(folder));
  symlinkSync('/dev/zero', ownerFile(folder));
  expect(readSign(folder)).toBeUndefined();
});
