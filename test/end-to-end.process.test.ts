import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { fillSandbox, newSandbox, root } from './sandbox';

// Runs npm run synth and the cdk8s CLI in a copy of the committed project.

const sandbox = newSandbox();

beforeAll(() => fillSandbox(sandbox, /^(test|dist)\//));

afterAll(() => rmSync(sandbox, { recursive: true }));

const npmRunSynth = ['npm', 'run', 'synth'];
const cdk8sSynth = ['npx', 'cdk8s', 'synth', '--check-upgrade=false'];

function synth([command = '', ...args]: readonly string[] = npmRunSynth) {
  return spawnSync(command, args, { cwd: sandbox, encoding: 'utf8' });
}

/** Returns the text of every file in a folder, by its path below the folder. */
function contents(folder: string): Record<string, string> {
  if (!existsSync(folder)) {
    return {};
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

/** Runs a function while a file of the project is changed. */
function changed<T>(file: string, from: string, to: string, run: () => T): T {
  const path = join(sandbox, file);
  const original = readFileSync(path, 'utf8');
  expect(original).toContain(from);
  writeFileSync(path, original.replace(from, to));
  try {
    return run();
  } finally {
    writeFileSync(path, original);
  }
}

test.each([
  ['npm run synth', npmRunSynth],
  ['cdk8s synth', cdk8sSynth],
])('%s renders the committed files of dist, also when it runs again', (_, command) => {
  const committed = contents(join(root, 'dist'));
  for (let run = 0; run < 2; run++) {
    expect(synth(command).status).toBe(0);
    expect(contents(join(sandbox, 'dist'))).toEqual(committed);
  }
});

test('cdk8s synth --stdout prints each object as a document, and keeps dist', () => {
  expect(synth().status).toBe(0);
  const committed = contents(join(root, 'dist'));
  const { status, stdout } = synth([...cdk8sSynth, '--stdout']);
  expect(status).toBe(0);
  const manifests = Object.entries(committed).filter(([name]) => !name.endsWith('kustomization.yaml'));
  const files = manifests.map(([, text]) => parse(text));
  expect(parseAllDocuments(stdout).map((document) => document.toJS())).toEqual(expect.arrayContaining(files));
  expect(parseAllDocuments(stdout)).toHaveLength(files.length);
  expect(contents(join(sandbox, 'dist'))).toEqual(committed);
});

// npm run synth keeps the previous output. The cdk8s CLI empties its output folder before it runs an app.
test.each([
  ['npm run synth', npmRunSynth, contents(join(root, 'dist'))],
  ['cdk8s synth', cdk8sSynth, {}],
])('%s prints the errors of invalid values, and writes no manifest', (_, command, left) => {
  expect(synth().status).toBe(0);
  const { status, stderr } = changed(
    'environments/helm-values.yaml',
    'backendSecret: replace-me-with-32-random-characters',
    'databse: {}\n  replicas: 0',
    () => synth(command),
  );
  expect(status).not.toBe(0);
  expect(stderr).toContain('helm-values: backstage.databse: unknown key, did you mean backstage.database?');
  expect(stderr).toContain('helm-values: backstage.replicas: must be at least 1, got 0');
  expect(stderr).toContain('helm-values: backstage.backendSecret: is required');
  expect(stderr).not.toMatch(/^\s+at .*build/m);
  expect(contents(join(sandbox, 'dist'))).toEqual(left);
});

test.each([
  ['npm run synth', npmRunSynth],
  ['cdk8s synth', cdk8sSynth],
])('%s reports a wrong type in an environment', (_, command) => {
  const { status, stdout, stderr } = changed(
    'environments/production.ts',
    "type: 'postgresql'",
    "type: 'postgres'",
    () => synth(command),
  );
  expect(status).not.toBe(0);
  expect(stdout + stderr).toContain('environments/production.ts');
});

test('npm run synth -- --only renders one environment', () => {
  expect(synth().status).toBe(0);
  rmSync(join(sandbox, 'dist/production'), { recursive: true });
  expect(synth([...npmRunSynth, '--', '--only', 'development']).status).toBe(0);
  expect(readdirSync(join(sandbox, 'dist'))).toEqual([
    'development',
    'development-1.2',
    'helm-values',
    'production-1.2',
  ]);
  expect(synth([...npmRunSynth, '--', '--only', 'production']).status).toBe(0);
  expect(contents(join(sandbox, 'dist'))).toEqual(contents(join(root, 'dist')));
});
