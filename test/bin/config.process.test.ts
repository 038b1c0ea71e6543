import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { file, folder, run } from './support';

// Runs with backstage.config.yaml. Its name is the same in all tests, so each writes it anew.

const CONFIG = 'backstage.config.yaml';
const config = (text: string) => file(CONFIG, text);
mkdirSync(join(folder, 'envs'));
const values = file('envs/values.yaml', 'backstage: {backendSecret: s}\n');
afterEach(() => rmSync(join(folder, CONFIG), { force: true }));

const ONE = `values: ${values}\noutput: flat\nnamespace: portal\nreleaseName: portal\nfidelity: corrected\n`;
const TWO = `values: ${values}
output: many
environments:
  staging: { namespace: staging }
  production:
`;

test('without arguments, renders the environment of the file into its folder', () => {
  config(ONE);
  const { status, stdout, stderr } = run([]);
  expect([status, stdout]).toEqual([0, '']);
  expect(stderr).toBe('flat: 6 objects, 0 warnings\n');
  const options = ['portal', '-n', 'portal', '--fidelity', 'corrected', '-f', values];
  expect(run([...options, '--output', 'flat', '--check'])).toMatchObject({ status: 0, stdout: '' });
});

test('--check and --against compare what the file describes', () => {
  config(ONE);
  run([]);
  expect(run(['--check'])).toMatchObject({ status: 0, stdout: '', stderr: 'flat is up to date\n' });
  expect(run(['--against', 'flat', '--quiet'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  config(ONE.replace('corrected', 'exact'));
  const { status, stdout } = run(['--check', '--format', 'json']);
  expect([status, JSON.parse(stdout).differences.length > 0]).toEqual([1, true]);
  expect(run(['--against', 'flat', '--skip-warnings']).status).toBe(1);
});

test('renders several environments into folders of their names, with shared keys', () => {
  config(TWO);
  expect(run(['--quiet'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(readdirSync(join(folder, 'many'))).toEqual(['production', 'staging']);
  expect(run(['--check', '--only', 'staging', '--skip-warnings'])).toMatchObject({
    status: 0,
    stderr: 'many/staging is up to date\n',
  });
  config(TWO.replace('  production:\n', ''));
  expect(run(['--check', '--quiet'])).toMatchObject({
    status: 1,
    stdout: 'many/production: is not part of the rendered output\n',
  });
  run(['--quiet']);
  expect(readdirSync(join(folder, 'many'))).toEqual(['staging']);
});

test('--against counts an environment without a folder as new, and reads --accept once for all', () => {
  config(TWO.replace('  production:\n', ''));
  run(['--quiet']);
  config(TWO);
  const { status, stdout } = run(['--against', 'many', '--quiet', '--format', 'json']);
  const { differences } = JSON.parse(stdout);
  expect([status, differences.length > 0]).toEqual([1, true]);
  expect(
    new Set(differences.map(({ environment, change }: Record<string, string>) => `${environment} ${change}`)),
  ).toEqual(new Set(['production added']));
  const kinds = new Set(differences.map(({ object }: { object: string }) => object.split(' ')[0]));
  const accepted = [...kinds].map((kind) => ({ kind, jsonPointers: [''] }));
  const accepting = ['--against', 'many', '--accept', '-', '--skip-warnings'];
  // The other environment has no differences to accept, but the entries are of use.
  expect(run(accepting, JSON.stringify(accepted))).toMatchObject({ status: 0, stdout: '', stderr: '' });
  const more = JSON.stringify([...accepted, { kind: 'Job', jsonPointers: [''] }]);
  expect(run(accepting, more).stderr).toBe('--accept: Job accepts no difference; remove it\n');
});

test('adds values files and allowed rules of an environment to the shared ones', () => {
  const more = file('envs/more.yaml', 'backstage: {baseUrl: http://localhost:7007, podLabels: {team: a}}\n');
  config(`values: ${values}
environments:
  one: { values: [${more}] }
  two: { values: ${more}, allow: [redirect-urls] }
`);
  const { status, stderr } = run([]);
  expect(status).toBe(0);
  expect(stderr).toContain(`warning [redirect-urls] ${more}:1:1: one: backstage.auth.redirectUrls`);
});

test('finds the files from the folder of the configuration file', () => {
  const other = file('envs/other.yaml', 'values: values.yaml\noutput: out\nstrict: true\n');
  expect(run(['--config', other, '--quiet'])).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(join(folder, 'envs/out'))).toContain('kustomization.yaml');
});

test('arguments that describe a release leave the file unread', () => {
  config('wrong: 1\n');
  expect(run(['-f', values]).status).toBe(0);
  expect(run(['portal', '-f', values]).status).toBe(0);
  expect(run([]).status).toBe(2);
});

test('reports all errors in the file with their places, and writes nothing', () => {
  config('value: a\nfidelity: 1\nenvironments:\n  a: {valuse: b, values: [none.yaml]}\n');
  expect(run([])).toMatchObject({
    status: 2,
    stderr: `error [options] ${CONFIG}:1:1: value: unknown key, did you mean values?
  fix: rename it to values, or remove it
error [options] ${CONFIG}:2:1: fidelity: must be a string or a list, got 1
  fix: put it in quotes: "1"
error [options] ${CONFIG}:4:7: environments.a.valuse: unknown key, did you mean environments.a.values?
  fix: rename it to values, or remove it
`,
  });
});

test('the version of another chart has its place in the file', () => {
  file('other.yaml', 'thunder: {enabled: true}\nglobal: {baseDomain: a.com}\nbackstage: {secretName: a}\n');
  config('allow: ["*"]\nvalues: other.yaml\nchartVersion: 1.1.6\n');
  expect(run(['--check']).stderr).toMatch(
    `error [schema] ${CONFIG}:3:1: chartVersion: these look like values of chart 0.11`,
  );
});

test.each([['--check'], ['--against', '.']])('%s refuses names of environments that are no folders', (...args) => {
  config(`environments: {../a: {values: ${values}}}\n`);
  expect(run(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('got "../a"; rename them') });
});

test('reports all values files that cannot be read, and wrong options of environments, with their places', () => {
  config(`environments:\n  a: { values: [${values}, none.yaml] }\n  b:\n    values: none.yaml\n`);
  expect(run([]).stderr.match(/^error.*/gm)).toEqual([
    `error [options] ${CONFIG}:2:35: environments.a.values[1]: cannot read none.yaml: no such file or directory`,
    `error [options] ${CONFIG}:4:5: environments.b.values: cannot read none.yaml: no such file or directory`,
  ]);
  config(`values: [none.yaml, broken-a.yaml, broken-b.yaml]\n`);
  file('broken-a.yaml', 'a: 1\n\nb: *c\n');
  file('broken-b.yaml', 'a: *b\n');
  expect(run([]).stderr.match(/^error [^ ]* [^ ]*/gm)).toEqual([
    `error [options] ${CONFIG}:1:10:`,
    'error [yaml] broken-a.yaml:3:4:',
    'error [yaml] broken-b.yaml:1:4:',
  ]);
  config(`chartVersion: 9.9.9\nvalues: ${values}\nenvironments:\n  a:\n    releaseName: A\n`);
  const { status, stdout } = run(['--format', 'json']);
  expect([status, JSON.parse(stdout).findings]).toMatchObject([
    2,
    [{ path: 'chartVersion', source: { file: CONFIG, line: 1, column: 1 }, environments: ['a'] }],
  ]);
  config(`values: ${values}\nreleaseName: A\nfidelity: [nope]\n`);
  expect(run([]).stderr.match(/^error [^:]*:\d+:\d+: \w+/gm)).toEqual([
    `error [options] ${CONFIG}:2:1: releaseName`,
    `error [options] ${CONFIG}:3:1: fidelity`,
  ]);
});

test.each([
  [['--only', 'a'], ONE, '--only requires environments, but backstage.config.yaml describes one; remove it'],
  [['--only', 'a'], TWO, 'no environment is called "a"; use one of these: staging, production'],
  [['--only', 'a'], undefined, '--only requires a configuration file; add --config FILE, or remove --only'],
  [['--config', 'x.yaml', '-f', 'a'], ONE, '--config must not be set together with --values; write it into the file'],
  [['--config', 'x.yaml', 'portal'], ONE, '--config must not be set together with RELEASE; '],
  [['--config='], ONE, '--config must not be empty; set it to a configuration file'],
  [['--config', 'none.yaml'], ONE, 'cannot read none.yaml: no such file or directory'],
  [['--check', '--against', 'a'], ONE, '--check must not be set together with --against; remove one of the two'],
  [[], 'environments: {}\n', 'environments: must have at least one environment'],
  [[], 'values: ""\n', ':1:1: values: must be a path, got an empty string'],
  [[], 'environments: {a: {values: [x, ""]}}\n', ': environments.a.values[1]: must be a path, got an empty string'],
  [[], 'output: ""\n', ':1:1: output: must be a path, got an empty string'],
])('refuses %j with a message', (args, text, message) => {
  if (text !== undefined) {
    config(text);
  }
  expect(run(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(message) });
});
