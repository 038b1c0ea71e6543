// Runs the parts that depend on the operating system, with the built command in a temporary folder:
// `npm run test:platform`. Requires no shell, no kubectl and no network. The last line is "N passed, N failed".
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'platform-'));
const values = readFileSync(join(root, 'examples/helm-values-1.2/values.yaml'), 'utf8');
const portal = readFileSync(join(root, 'examples/helm-values-1.2/portal.yaml'), 'utf8');

mkdirSync(join(folder, 'values'));
for (const [name, text] of Object.entries({ 'values.yaml': values, 'portal.yaml': portal })) {
  writeFileSync(join(folder, 'values', name), text.replaceAll('\r\n', '\n'));
  writeFileSync(join(folder, 'values', `windows-${name}`), text.replace(/\r?\n/g, '\r\n'));
}
const files = ['values.yaml', 'portal.yaml'].flatMap((name) => ['-f', join('values', name)]);
const windowsFiles = ['values.yaml', 'portal.yaml'].flatMap((name) => ['-f', join('values', `windows-${name}`)]);
const output = ['--output', join('dist', 'portal')];

const CHECKS = {
  'prints the same objects for Windows line endings'() {
    const printed = synth(0, ...files).stdout;
    assert.match(printed, /^kind: Deployment$/m);
    assert.equal(synth(0, ...windowsFiles).stdout, printed);
  },
  'writes a folder, and replaces it'() {
    synth(0, ...files, ...output);
    const before = contents();
    synth(0, ...files, ...output, '--set', 'backstage.image.tag=other');
    assert.notDeepEqual(contents(), before);
    synth(0, ...files, ...output);
    assert.deepEqual(contents(), before);
    assert.deepEqual(readdirSync(join(folder, 'dist')), ['portal']);
  },
  'writes Unix line endings, and file names in kustomization.yaml'() {
    const all = contents();
    const names = Object.keys(all).filter((name) => name !== 'kustomization.yaml');
    assert.ok(names.every((name) => all['kustomization.yaml'].includes(`\n  - ${name}\n`)));
    assert.ok(Object.values(all).every((text) => !text.includes('\r')));
  },
  'compares a folder with its values, also after a checkout with Windows line endings'() {
    synth(0, ...files, ...output, '--check');
    for (const [name, text] of Object.entries(contents())) {
      writeFileSync(join(folder, 'dist', 'portal', name), text.replaceAll('\n', '\r\n'));
    }
    synth(0, ...files, ...output, '--check');
    synth(1, ...files, ...output, '--set', 'backstage.image.tag=other', '--check');
    synth(0, ...files, ...output);
  },
  'replaces a folder in which a program has a file open, or leaves it unchanged'() {
    const before = contents();
    const file = openSync(join(folder, 'dist', 'portal', 'kustomization.yaml'), 'r');
    const { status } = run([command, ...files, '--chart-version', '1.2.3', ...output]);
    closeSync(file);
    assert.ok(status === 0 || status === 3, `exited with ${status}`);
    assert.deepEqual(contents(), before);
    assert.deepEqual(readdirSync(join(folder, 'dist')), ['portal']);
  },
  'keeps a file that a user added'() {
    const file = join(folder, 'dist', 'portal', 'mine.yaml');
    writeFileSync(file, 'a: 1\n');
    assert.match(synth(3, ...files, ...output).stderr, /mine\.yaml/);
    rmSync(file);
  },
  'reports the effects of a change as Markdown'() {
    synth(0, ...files, '--output', join('dist', 'changed'), '--set', 'backstage.image.tag=other');
    const { status, stdout } = run([
      command,
      ...['effects', join('dist', 'portal'), join('dist', 'changed'), '--format', 'markdown'],
    ]);
    assert.equal(status, 0);
    assert.match(stdout, /Deployment/);
  },
  'renders the environments of an app, and refuses names that Windows does not allow'() {
    const library = JSON.stringify(join(root, 'build', 'lib', 'index.js'));
    const app = (name) =>
      `require(${library}).runApp({ [${JSON.stringify(name)}]: { values: { backstage: { secretName: 's' } } } });`;
    writeFileSync(join(folder, 'app.cjs'), app('production'));
    writeFileSync(join(folder, 'wrong.cjs'), app('aux'));
    const env = { ...process.env, CDK8S_OUTDIR: join(folder, 'app', 'dist') };
    const { status, stderr } = run(['app.cjs'], env);
    assert.equal(status, 0, stderr);
    assert.ok(stderr.includes(`app${sep}dist: 1 environment,`), stderr);
    assert.equal(run(['wrong.cjs'], env).status, 2);
    assert.deepEqual(readdirSync(join(folder, 'app', 'dist')), ['production']);
  },
};

const command = join(root, 'build', 'bin', 'backstage-synth.js');
let failed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  try {
    check();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n${String(error.message).slice(0, 2000)}`);
  }
}
rmSync(folder, { recursive: true, maxRetries: 5 });
console.log(`${Object.keys(CHECKS).length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Renders with chart 1.2, and checks the exit status. */
function synth(expected, ...args) {
  const result = run([command, '--chart-version', '1.2.3', ...args]);
  assert.equal(result.status, expected, result.stderr);
  return result;
}

/** Runs a Node.js program in the temporary folder. */
function run(args, env = process.env) {
  return spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
}

/** Returns the texts of the rendered files by name. */
function contents() {
  const rendered = join(folder, 'dist', 'portal');
  return Object.fromEntries(readdirSync(rendered).map((name) => [name, readFileSync(join(rendered, name), 'utf8')]));
}
