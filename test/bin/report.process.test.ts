import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { base, file, folder, quiet, run } from './support';

// Formats of findings, differences and effects, and the options that print less.

const schema = JSON.parse(readFileSync(join(__dirname, '../../schema/report.schema.json'), 'utf8'));
const validate = new Ajv().compile(schema);

/** Returns the document on standard output. */
function report(stdout: string) {
  const document = JSON.parse(stdout);
  expect([validate(document), validate.errors]).toEqual([true, null]);
  return document;
}

const wrong = file('wrong.yaml', '# values\nbackstage:\n  backendSecret: s\n  replica: 1\n  tmp: {sizeLimit: 1Xi}\n');

test('findings are in the order of their places, each with the last file or option that set the value', () => {
  const last = file('last.yaml', 'backstage:\n\n  tmp:\n    sizeLimit: 1Yi\n');
  const { status, stderr } = run(['-f', wrong, '-f', last, '--set', 'backstage.service.port=0']);
  expect(status).toBe(4);
  expect(stderr.match(/^error .*?: backstage[^:]*/gm)).toEqual([
    'error [schema] wrong.yaml:4:3: backstage.replica',
    'error [kubernetes-objects] last.yaml:4:5: backstage.tmp.sizeLimit',
    'error [kubernetes-objects] --set: backstage.service.port',
  ]);
});

test('the JSON document of refused values has the errors, and the status stays', () => {
  const { status, stdout, stderr } = run(['-f', wrong, '--format', 'json']);
  expect([status, stderr]).toEqual([4, '']);
  expect(report(stdout)).toMatchObject({
    findings: [
      {
        rule: 'schema',
        severity: 'error',
        path: 'backstage.replica',
        source: { file: 'wrong.yaml', line: 4, column: 3 },
      },
      { path: 'backstage.tmp.sizeLimit', source: { file: 'wrong.yaml', line: 5, column: 9 } },
    ],
    differences: [],
    effects: [],
  });
});

test('the JSON document stands in the place of the manifests, and files are written as always', () => {
  const { status, stdout, stderr } = run(['-f', base, '--format', 'json', '-o', 'written']);
  expect([status, stderr]).toEqual([0, 'written: 6 objects, 1 warning\n']);
  expect(report(stdout).findings.map(({ rule }: { rule: string }) => rule)).toContain('redirect-urls');
  expect(report(run(['-f', base, '--format', 'json']).stdout).findings).toHaveLength(report(stdout).findings.length);
});

test('the JSON document of --check has differences and effects', () => {
  run(['-f', quiet, '-o', 'checked']);
  const changed = run([
    '-f',
    quiet,
    '-o',
    'checked',
    '--check',
    '--format',
    'json',
    '--set',
    'backstage.podLabels.team=a',
  ]);
  expect(changed.status).toBe(1);
  expect(report(changed.stdout)).toMatchObject({
    differences: [{ path: 'spec.template.metadata.labels.team', change: 'added' }],
    effects: [{ effect: 'restarts' }],
  });
  file('checked/kustomization.yaml', '');
  expect(report(run(['-f', quiet, '-o', 'checked', '--check', '--format', 'json']).stdout)).toMatchObject({
    differences: [{ file: 'checked/kustomization.yaml', change: 'changed' }],
    effects: [],
  });
});

test('the JSON document of effects has the same form', () => {
  const { status, stdout } = run(['effects', 'written', 'checked', '--format', 'json']);
  expect(status).toBe(0);
  expect(report(stdout)).toMatchObject({ findings: [], differences: [], effects: expect.any(Array) });
});

test('GitHub gets an annotation for each finding', () => {
  const { status, stdout } = run(['-f', wrong, '--format', 'github']);
  expect(status).toBe(4);
  expect(stdout).toMatch(
    /^::error file=wrong\.yaml,line=4,col=3,title=schema::backstage\.replica: .*\n::error file=wrong/,
  );
});

test('SARIF is printed for the values of standard input too, without a file', () => {
  const { status, stdout } = run(['-f', '-', '--format', 'sarif'], readFileSync(join(folder, wrong), 'utf8'));
  const [{ results, tool }] = JSON.parse(stdout).runs;
  expect([status, results.length, results[0].locations]).toEqual([
    4,
    2,
    [{ logicalLocations: [{ fullyQualifiedName: 'backstage.replica' }] }],
  ]);
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['kubernetes-objects', 'schema']);
});

test('SARIF says what the rules of the findings require', () => {
  const { stdout } = run(['-f', base, '--format', 'sarif']);
  const [{ tool }] = JSON.parse(stdout).runs;
  const texts = tool.driver.rules.map((rule: { shortDescription: { text: string } }) => rule.shortDescription.text);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text: string) => text.length < 20)).toEqual([]);
});

test.each([['--skip-warnings'], ['--quiet'], ['-q']])('%s prints no warnings and infos, in all formats', (option) => {
  expect(run(['-f', base, option])).toMatchObject({ status: 0, stderr: '' });
  expect(report(run(['-f', base, option, '--format', 'json']).stdout).findings).toEqual([]);
  expect(run(['-f', wrong, option]).stderr).toContain('error [schema] wrong.yaml:4:3');
  expect(run(['-f', base, option, '--strict'])).toMatchObject({ status: 4, stderr: expect.stringContaining('error ') });
});

test('--quiet prints no summary', () => {
  expect(run(['-f', base, '--quiet', '-o', 'silent'])).toMatchObject({ status: 0, stderr: '', stdout: '' });
  expect(run(['-f', base, '--quiet', '-o', 'silent', '--check'])).toMatchObject({ status: 0, stderr: '', stdout: '' });
  expect(run(['-f', base, '--skip-warnings', '-o', 'silent']).stderr).toBe('silent: 6 objects, 1 warning\n');
});
