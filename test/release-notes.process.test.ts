import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSandbox, root } from './sandbox';

const sandbox = newSandbox();
afterAll(() => rmSync(sandbox, { recursive: true }));

beforeAll(() => {
  mkdirSync(join(sandbox, 'scripts'));
  cpSync(join(root, 'scripts/release-notes.mjs'), join(sandbox, 'scripts/release-notes.mjs'));
  writeFileSync(join(sandbox, 'package.json'), '{ "version": "1.2.0" }');
});

/** Runs the script for a tag, with a changelog. */
function notes(tag: string, changelog: string) {
  writeFileSync(join(sandbox, 'CHANGELOG.md'), changelog);
  return spawnSync(process.execPath, ['scripts/release-notes.mjs', tag], { cwd: sandbox, encoding: 'utf8' });
}

const EARLIER = '## 1.1.0, 2026-01-02\n\n- Earlier.\n';

test('prints the changes of the version, without those of other versions', () => {
  const text = `# Changelog\n\n## 1.2.0, 2026-02-03\n\nFixes:\n\n- One.\n\n${EARLIER}`;
  expect(notes('v1.2.0', text)).toMatchObject({ status: 0, stdout: 'Fixes:\n\n- One.\n' });
  expect(notes('v1.2.0', text.replaceAll('\n', '\r\n'))).toMatchObject({ status: 0, stdout: 'Fixes:\n\n- One.\n' });
});

test.each([
  ['v1.1.0', EARLIER, 'the tag must be v1.2.0, the version in package.json; got "v1.1.0"'],
  ['1.2.0', EARLIER, 'got "1.2.0"'],
  ['v1.2.0', EARLIER, 'has no section "## 1.2.0, YYYY-MM-DD"'],
  ['v1.2.0', `## 1.2.0, unreleased\n\n- One.\n\n${EARLIER}`, 'must end with the date of the release'],
  ['v1.2.0', `## 1.2.0, 2026-02-03\n\n${EARLIER}`, 'the section of 1.2.0 in CHANGELOG.md is empty'],
])('refuses the tag %s with the changelog %j', (tag, text, message) => {
  expect(notes(tag, text)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(message) });
});
