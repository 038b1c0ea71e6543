import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { command, file, folder, quiet, run } from './support';

// The command without the npm package of the page, and with another version of it. scripts/test-preview.mjs tests it with
// the package.

const installed = join(dirname(command), '../../node_modules/cdk8s-openchoreo-backstage-preview');

function install(code: string): void {
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'index.js'), code);
}

afterEach(() => rmSync(installed, { recursive: true, force: true }));

test('names the npm package to install if it is missing', () => {
  expect(run(['preview', '-f', quiet])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('run npm install --save-dev cdk8s-openchoreo-backstage-preview, or'),
  });
});

test('loads no package from the working directory, whose code may be that of somebody else', () => {
  const foreign = join(folder, 'node_modules/cdk8s-openchoreo-backstage-preview');
  mkdirSync(foreign, { recursive: true });
  writeFileSync(join(foreign, 'index.js'), 'process.exit(99)');
  expect(run(['preview', '-f', quiet]).status).toBe(2);
});

test('refuses a package of another version', () => {
  install('exports.protocol = 0; exports.servePreview = () => {};');
  const { status, stderr } = run(['preview', '-f', quiet]);
  expect(stderr).toContain('install both packages in the same version');
  expect(status).toBe(2);
});

test('reports an error inside the package as a defect', () => {
  install("require('./missing.js')");
  const { status, stderr } = run(['preview', '-f', quiet]);
  expect(stderr).toContain('this program has a defect');
  expect(status).toBe(70);
});

test('requires a choice if the configuration file describes several environments', () => {
  const several = file('several.yaml', `values: ${quiet}\nenvironments:\n  staging: {}\n  production: {}\n`);
  expect(run(['preview', '--config', several])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('add --only with one of these: staging, production\n'),
  });
  expect(run(['preview', '--config', several, '--only', 'test']).stderr).toContain('use one of these: staging, prod');
});

test.each([
  ['chartVersion: 9.9.9', ':2:1: chartVersion: must be one of'],
  ['fidelity: [nope]', ':2:1: fidelity: '],
  ['value: a', ':2:1: value: unknown key, did you mean values?'],
])('reports wrong options in the configuration file with their places: %s', (line, message) => {
  const wrong = file('wrong.yaml', `values: ${quiet}\n${line}\n`);
  const { status, stderr } = run(['preview', '--config', wrong]);
  expect(stderr).toContain(`error [options] wrong.yaml${message}`);
  expect(status).toBe(2);
});

test.each([
  [[], 'preview requires a values file; add -f FILE, or write backstage.config.yaml'],
  [['--config', file('none.yaml', 'releaseName: portal\n')], 'requires a values file; add values to none.yaml'],
  [['--config', file('stdin.yaml', "values: '-'\n")], 'but standard input (-) can be read only once'],
  [['--config', 'a.yaml', '-f', quiet], '--config must not be set together with --values'],
  [['-f', quiet, '--only', 'a'], '--only requires a configuration file'],
  [['-f', '-'], 'but standard input (-) can be read only once; save it as a file'],
  [['-f', '/dev/fd/9'], 'but /dev/fd/9 can be read only once; save it as a file'],
  [['-f', quiet, '--against', '-'], 'but standard input (-) can be read only once'],
  [['-f', quiet, '--port', '70000'], '--port must be an integer from 0 to 65535, got 70000'],
  [['-f', quiet, '--port', 'x'], '--port must be an integer from 0 to 65535, got x'],
  [['-f', quiet, '--output', 'dist'], 'unknown option --output'],
  [['-f', quiet, '--chart-version', '9.9.9'], '--chart-version must be one of'],
])('refuses the arguments %j', (args, message) => {
  const { status, stderr } = run(['preview', ...args]);
  expect(stderr).toContain(message);
  expect(stderr).toContain('See backstage-synth preview --help');
  expect(status).toBe(2);
});

test('refuses a file that cannot be read before it serves anything', () => {
  install('exports.protocol = 1; exports.servePreview = () => { throw new Error("served"); };');
  const { status, stderr } = run(['preview', '-f', file('good.yaml', ''), '-f', 'missing.yaml']);
  expect(stderr).toBe(
    'backstage-synth: cannot read missing.yaml: no such file or directory\nSee backstage-synth preview --help\n',
  );
  expect(status).toBe(2);
});

test('prints its help', () => {
  const { status, stdout } = run(['preview', '--help']);
  expect(stdout).toMatch(/^Usage: backstage-synth preview \[RELEASE\] -f FILE/);
  expect(status).toBe(0);
});
