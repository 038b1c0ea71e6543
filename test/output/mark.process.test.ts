import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMarked, MARK } from '../../lib/output/mark';
import { temporaryFolder } from './support';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'file.yaml');

test.each([
  `---\n${MARK}\n`,
  `---\n${MARK}\nkind: Service\n`,
  `---\r\n${MARK}\r\nkind: Service\r\n`,
  `${MARK}\n`,
  `${MARK}\r\nkind: Service\r\n`,
])('recognizes a file of this package, also with Windows line endings or without `---`: %j', (text) => {
  writeFileSync(path, text);
  expect(isMarked(path)).toBe(true);
});

test.each([
  '',
  MARK,
  MARK.slice(0, -1),
  `${MARK} and more\n`,
  ` ${MARK}\n`,
  `# a comment\n${MARK}\n`,
  `---\n---\n${MARK}\n`,
  `---\n\n${MARK}\n`,
  `--- \n${MARK}\n`,
  `---\n${MARK}`,
])('does not recognize the file of a user: %j', (text) => {
  writeFileSync(path, text);
  expect(isMarked(path)).toBe(false);
});

test('does not recognize a link to a marked file, a folder, a pipe or a device, and waits for none', () => {
  writeFileSync(path, `${MARK}\n`);
  const [link, below, pipe, zero] = ['link', 'below', 'pipe', 'zero'].map((name) => join(folder, name));
  symlinkSync(path, link ?? '');
  mkdirSync(below ?? '');
  expect(spawnSync('mkfifo', [pipe ?? '']).status).toBe(0);
  symlinkSync('/dev/zero', zero ?? '');
  expect([link, below, pipe, zero, '/dev/zero'].map((other) => isMarked(other ?? ''))).toEqual(Array(5).fill(false));
});
