import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environments, manifestStream, renderManifests } from '../../lib';

const folder = mkdtempSync(join(tmpdir(), 'run-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = { backstage: { backendSecret: 's', baseUrl: 'http://localhost:7007' } };

const outdir = join(folder, 'app');
const library = join(__dirname, '../../build/lib/index.js');

/** Runs an app with these environments and arguments. */
function run(environments: Environments, ...args: string[]) {
  return runCode(JSON.stringify(environments), ...args);
}

/** Runs an app with environments that this code returns. */
function runCode(environments: string, ...args: string[]) {
  const app = join(folder, 'main.cjs');
  writeFileSync(app, `require(${JSON.stringify(library)}).runApp(${environments})`);
  return spawnSync(process.execPath, [app, ...args], {
    env: { ...process.env, CDK8S_OUTDIR: outdir },
    encoding: 'utf8',
  });
}

test('renders into the folder that the cdk8s CLI sets, and prints the findings', () => {
  const { status, stderr } = run({ one: { values }, two: { values } });
  expect(status).toBe(0);
  expect(stderr).toContain('info [chart-defects] one and two: ');
  expect(stderr).toContain('warning [redirect-urls] one and two: backstage.auth.redirectUrls');
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test('prints a summary at the end, and nothing on standard output', () => {
  const all = run({ one: { values }, two: { values, allow: ['*'] } });
  expect(all.stderr).toMatch(new RegExp(`\n${outdir}: 2 environments, 12 objects, 1 warning\n$`));
  expect(all.stdout).toBe('');
  const only = run({ one: { values }, two: { values, allow: ['*'] } }, '--only', 'two');
  expect(only.stderr).toBe(`${join(outdir, 'two')}: 6 objects, 0 warnings\n`);
});

test('treats warnings as errors with --strict, and leaves the output unchanged', () => {
  const { status, stderr } = run({ three: { values } }, '--strict');
  expect(status).toBe(4);
  expect(stderr).toMatch(/^error \[redirect-urls\] three: /);
  expect(stderr).not.toContain('warning');
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test('accepts infos with --strict', () => {
  const quiet = { one: { values: { backstage: { backendSecret: 's' } } }, two: { values, allow: ['*'] } };
  const { status, stderr } = run(quiet, '--strict');
  expect(status).toBe(0);
  expect(stderr).toMatch(/^info \[chart-defects\] one: .*\n.*\n.*: 2 environments, 12 objects, 0 warnings\n$/);
});

test('renders one environment with --only', () => {
  expect(run({ one: { values: {} }, two: { values } }, '--only', 'two').status).toBe(0);
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test.each([
  [['--only', 'three'], 'no environment is called "three"; use one of these: one'],
  [['--olny', 'one'], 'unknown option --olny, did you mean --only?'],
  [['one'], 'accepts options only, got 1 arguments; remove them'],
])('refuses %j, and leaves the output unchanged', (args, message) => {
  const { status, stderr } = run({ one: { values } }, ...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test('refuses an empty list of environments, and leaves the output unchanged', () => {
  expect(run({})).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^at least one environment is required, .*\n$/),
  });
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

test('prints the places of a defect in the code', () => {
  const { status, stderr } = runCode('{ one: { get values() { return undefined.x; } } }');
  expect(status).toBe(70);
  expect(stderr).toMatch(/^TypeError\n[\s\S]* +at .*synthesize/m);
});

test('refuses an environment of the wrong type', () => {
  expect(run(JSON.parse('{ "one": null }'))).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^synthesize: one: must be a map, got null; /),
  });
});

test('prints the errors of refused values, and leaves the output unchanged', () => {
  const { status, stderr } = run({ one: { values: {} } });
  expect(status).toBe(4);
  expect(stderr).toMatch(/^error \[\S+\] one: backstage.backendSecret: is required/);
  expect(readdirSync(outdir)).toEqual(['one', 'two']);
});

describe('--check', () => {
  const checked = { one: { values }, two: { values, allow: ['*'] } };

  test('accepts an output that is up to date, and writes nothing', () => {
    run(checked);
    expect(run(checked, '--check', '--skip-warnings')).toMatchObject({
      status: 0,
      stdout: '',
      stderr: `${outdir} is up to date\n`,
    });
    expect(run(checked, '--check', '--quiet', '--only', 'two')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  test('prints the differences of each environment, and the folders that rendering would remove', () => {
    const changed = {
      two: { values: { backstage: { ...values.backstage, podLabels: { team: 'a' } } } },
      three: { values },
    };
    const { status, stdout } = run(changed, '--check', '--quiet');
    expect(status).toBe(1);
    expect(stdout).toContain(
      'two:\nDeployment openchoreo-control-plane/openchoreo-ui\n  added spec.template.metadata.labels.team',
    );
    expect(stdout).toContain('three:\nDeployment openchoreo-control-plane/openchoreo-ui: added\n');
    expect(stdout).toMatch(new RegExp(`\n${join(outdir, 'one')}: is not part of the rendered output\n$`));
    expect(readdirSync(outdir)).toEqual(['one', 'two']);
    const { differences } = JSON.parse(run(changed, '--check', '--format', 'json').stdout);
    expect(new Set(differences.map(({ environment }: { environment?: string }) => environment))).toEqual(
      new Set(['two', 'three', undefined]),
    );
  });

  test('reports refused values instead of differences', () => {
    const { status, stdout, stderr } = run({ one: { values: {} }, two: { values } }, '--check');
    expect([status, stdout, stderr]).toEqual([
      4,
      '',
      expect.stringContaining('one: backstage.backendSecret: is required'),
    ]);
  });
});

test('--against compares each environment with the folder of its name, or one with a file', () => {
  const given = { one: { values }, two: { values } };
  run(given);
  expect(run(given, '--against', outdir, '--quiet')).toMatchObject({ status: 0, stdout: '' });
  const file = join(folder, 'objects.yaml');
  writeFileSync(file, manifestStream(renderManifests(values)));
  expect(run(given, '--against', file, '--only', 'one', '--quiet')).toMatchObject({ status: 0, stdout: '' });
  expect(run(given, '--against', file)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('add --only NAME to compare one environment'),
  });
});

test('--format prints one document', () => {
  const { status, stdout, stderr } = run({ one: { values: {} } }, '--format', 'json');
  expect([status, stderr, JSON.parse(stdout).findings]).toMatchObject([
    4,
    '',
    [{ path: 'backstage.backendSecret', environments: ['one'] }],
  ]);
});

describe('an app that reads files before it runs', () => {
  const code = (rest: string) =>
    `(${JSON.stringify(library)}, (() => { const lib = require(${JSON.stringify(library)}); ${rest} })())`;

  test.each([
    [`lib.loadValues('missing.yaml')`, 'cannot read missing.yaml: no such file or directory\n'],
    [`lib.environmentsIn('missing', () => ({}))`, expect.stringMatching(/^missing does not exist; [^\n]*\n$/)],
  ])('prints one message if %s fails', (call, stderr) => {
    expect(runCode(code(`return { a: { values: ${call} } };`))).toMatchObject({ status: 2, stdout: '', stderr });
  });

  test('may catch the error, and other errors keep their stack', () => {
    const catching = `try { lib.loadValues('missing.yaml'); } catch {}`;
    expect(runCode(code(`${catching} return ${JSON.stringify({ one: { values } })};`)).status).toBe(0);
    const { status, stderr } = runCode(code(`${catching} throw new TypeError('another');`));
    expect([status, stderr]).toEqual([1, expect.stringMatching(/TypeError: another\n {4}at /)]);
  });
});

test('--help prints the options, and renders nothing', () => {
  const { status, stdout, stderr } = run({ one: { values: {} } }, '--help');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^Usage: node main\.js \[options\]\n[\s\S]*--check/);
});

describe('an app of constructs', () => {
  const code = (prop: string) => `(() => {
    const { App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});
    const { BackstageServiceAccount } = require(${JSON.stringify(library)});
    const app = new App();
    for (const id of ['one', 'two']) {
      const chart = new Chart(app, id, { namespace: 'portal', disableResourceNameHashes: true });
      new BackstageServiceAccount(chart, 'account', { ${prop} });
    }
    return app;
  })()`;

  test('is synthesized, and its findings are printed', () => {
    const { status, stderr } = runCode(code(''));
    expect(status).toBe(0);
    expect(stderr).toMatch(/^info \[shared-objects\] one and two both render ServiceAccount/);
    expect(readdirSync(outdir)).toEqual(expect.arrayContaining(['one.k8s.yaml', 'two.k8s.yaml']));
  });

  test('is refused with the messages of the constructs, and without a stack', () => {
    const { status, stderr } = runCode(code(`name: 'Not A Name'`));
    expect(status).toBe(4);
    expect(stderr).toMatch(/error one\/account: .*Not A Name/);
    expect(stderr).not.toContain(' at ');
  });

  test.each(['json', 'sarif', 'github'])('is refused with the messages of the constructs as %s, too', (format) => {
    const { status, stdout, stderr } = runCode(code(`name: 'Not A Name'`), '--format', format);
    expect([status, stderr]).toEqual([4, '']);
    expect(stdout).toContain('Not A Name');
    if (format === 'json') {
      expect(JSON.parse(stdout).findings).toContainEqual(
        expect.objectContaining({ rule: 'constructs', severity: 'error', construct: expect.stringMatching(/^one/) }),
      );
    }
  });

  test('reports what its charts find in values', () => {
    const charts = (...ids: string[]) => `(() => {
      const { App } = require(${JSON.stringify(require.resolve('cdk8s'))});
      const { BackstageChart } = require(${JSON.stringify(library)});
      const app = new App();
      for (const id of ${JSON.stringify(ids)}) {
        new BackstageChart(app, id, { namespace: id, values: { backstage: { secretName: 'a', baseUrl: 'https://a.b' } } });
      }
      return app;
    })()`;
    expect(runCode(charts('one'))).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^warning \[routed-url\] backstage\.baseUrl/m),
    });
    expect(runCode(charts('one', 'two'), '--strict')).toMatchObject({
      status: 4,
      stderr: expect.stringMatching(/^error \[routed-url\] one and two: backstage\.baseUrl/m),
    });
  });

  test.each([
    ['of the wrong type', 'replicas: true', 'schema'],
    ['that Kubernetes refuses', 'podLabels: { a: "b c" }', 'kubernetes-objects'],
  ])('prints one message for values %s', (_what, value, rule) => {
    const { status, stdout, stderr } = runCode(`(() => {
      const { App } = require(${JSON.stringify(require.resolve('cdk8s'))});
      const { BackstageChart } = require(${JSON.stringify(library)});
      const app = new App();
      new BackstageChart(app, 'one', { values: { backstage: { secretName: 'a', ${value} } } });
      return app;
    })()`);
    expect([status, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(new RegExp(`^error \\[${rule}\\] backstage[^\n]*\n  fix: [^\n]*\n$`));
  });

  test('refuses options of environments', () => {
    expect(runCode(code(''), '--only', 'one')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--only requires environments, but this app has charts; remove it'),
    });
  });

  test('compares its objects with --check and --against', () => {
    const app = code('');
    rmSync(outdir, { recursive: true });
    runCode(app);
    expect(runCode(app, '--check')).toMatchObject({ status: 0, stdout: '' });
    const { status, stdout } = runCode(code(`name: 'other'`), '--check', '--format', 'json');
    expect([status, JSON.parse(stdout).differences.length > 0]).toEqual([1, true]);
  });
});
