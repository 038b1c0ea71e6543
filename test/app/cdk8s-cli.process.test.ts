import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Runs the real cdk8s CLI in a folder with an app of two environments.

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A plugin that reports every Service. */
const PLUGIN = `
const { readFileSync } = require('node:fs');
exports.Services = class {
  validate(context) {
    for (const manifestPath of context.manifests.filter((path) => path.includes('/Service.'))) {
      const resourceName = /Service\\.(.*)\\.k8s\\.yaml$/.exec(manifestPath)[1];
      const violatingResources = [{ resourceName, manifestPath, locations: [] }];
      context.report.addViolation({ ruleName: 'service', recommendation: 'none', fix: 'none', violatingResources });
    }
    context.report.submit('failure');
  }
};`;

beforeAll(() => {
  const values = JSON.stringify({ backstage: { secretName: 'portal-credentials' } });
  writeFileSync(
    join(folder, 'app.js'),
    `require(${JSON.stringify(join(root, 'build/lib/index.js'))}).runApp({
      one: { values: ${values} },
      two: { values: ${values}, release: { name: 'second' }, namespace: 'second' },
    });`,
  );
  writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node app.js\n');
  mkdirSync(join(folder, 'plugin'));
  writeFileSync(join(folder, 'plugin/index.js'), PLUGIN);
});

function synth(...args: string[]) {
  const cli = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  return spawnSync(process.execPath, [cli, 'synth', '--check-upgrade=false', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
}

describe('with a validation plugin', () => {
  beforeAll(() => {
    const plugin = { package: './plugin', version: '1.0.0', class: 'Services' };
    writeFileSync(
      join(folder, 'cdk8s.yaml'),
      JSON.stringify({ language: 'typescript', app: 'node app.js', validations: [plugin] }),
    );
  });
  afterAll(() => writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node app.js\n'));

  test('the report names the construct of an object, with its environment', () => {
    const { stdout, status } = synth();
    expect(stdout).toContain('Construct Path: one/Service/Resource, ');
    expect(stdout).not.toContain('N/A');
    expect(status).toBe(2);
  });

  test('a later run replaces the output with the metadata', () => {
    expect(readdirSync(join(folder, 'dist'))).toEqual(['construct-metadata.json', 'one', 'two']);
    const { status, stderr } = spawnSync(process.execPath, ['app.js'], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toContain('2 environments');
    expect(status).toBe(0);
    expect(readdirSync(join(folder, 'dist'))).toEqual(['one', 'two']);
  });
});

test('synth writes no metadata without a validation plugin', () => {
  expect(synth().status).toBe(0);
  expect(readdirSync(join(folder, 'dist'))).toEqual(['one', 'two']);
});

test('synth --stdout prints the objects only, without kustomization.yaml', () => {
  const { stdout, status } = synth('--stdout');
  expect(stdout.match(/^kind: Deployment$/gm)).toHaveLength(2);
  expect(stdout).not.toContain('kind: Kustomization');
  expect(status).toBe(0);
});

test('synth --format helm is refused with the command to use instead', () => {
  const { stderr, status } = synth('--format', 'helm', '--chart-version', '1.0.0', '--output', 'chart');
  expect(stderr).toContain(
    'because Helm cannot read Kustomize bases as templates; use cdk8s synth without --format helm',
  );
  expect(status).toBe(1);
  expect(existsSync(join(folder, 'chart/templates/one'))).toBe(false);
});

test('a folder called templates is written if it belongs to no Helm chart', () => {
  const { status } = synth('--output', 'templates');
  expect(status).toBe(0);
  expect(readFileSync(join(folder, 'templates/one/kustomization.yaml'), 'utf8')).toContain('resources:');
});
