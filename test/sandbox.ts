import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Folder of the project. */
export const root = join(__dirname, '..');

/** Creates a folder for a copy of the project, which commands may change. */
export function newSandbox(): string {
  return mkdtempSync(join(tmpdir(), 'backstage-'));
}

/** Copies the project's files into a sandbox, except matches of `without`, and links the installed packages. */
export function fillSandbox(sandbox: string, without: RegExp): void {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const isWanted = (name: string) => name !== '' && !without.test(name) && existsSync(join(root, name));
  for (const file of listed.split('\n').filter(isWanted)) {
    cpSync(join(root, file), join(sandbox, file), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(sandbox, 'node_modules'));
}

/**
 * Returns a PATH with a fast `npx`, which starts the same programs. The real one takes a second longer to find them.
 *
 * End-to-end tests use the real one.
 */
export function withFastNpx(sandbox: string, path = process.env.PATH): string {
  const npx = join(sandbox, 'npx');
  writeFileSync(
    npx,
    `#!/bin/sh
name=$1; shift
[ "$name" = backstage-synth ] && exec node '${join(root, 'build/bin/backstage-synth.js')}' "$@"
exec "$name" "$@"
`,
  );
  chmodSync(npx, 0o755);
  return [sandbox, join(root, 'node_modules/.bin'), path].join(delimiter);
}
