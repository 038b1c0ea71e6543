import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, folder, run } from './support';

const FROM_TO = ['upgrade', '--from', '0.11.0', '--to', '1.2.3'];

const VALUES = `# Values of the control plane.
global:
  baseDomain: example.com # ours
security:
  oidc:
    issuer: https://id.example.com
backstage:
  backendSecret: hidden-secret
  # Keep the data.
  database:
    sqlite:
      persistence: {enabled: true}
`;

const PORTAL =
  '# Keys that Helm refuses. Only backstage-synth reads this file.\nbackstage:\n  database:\n    sqlite:\n      persistence:\n        claimName: openchoreo-backstage-db\n';

let place = '';
let count = 0;

beforeEach(() => {
  place = `upgrade-${count++}`;
  mkdirSync(join(folder, place));
  writeFileSync(join(folder, place, 'values.yaml'), VALUES);
});

const read = (name: string) => readFileSync(join(folder, place, name), 'utf8');

function upgrade(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...FROM_TO, ...args], {
    cwd: join(folder, place),
    encoding: 'utf8',
  });
  expect(stdout + stderr).not.toContain('hidden-secret');
  return { status, stdout, stderr };
}

test('prints the new values, and the report to standard error', () => {
  const { status, stdout, stderr } = upgrade('-f', 'values.yaml');
  expect(status).toBe(0);
  expect(stdout).toContain('# Values of the control plane.\n');
  expect(stdout).toContain('  # Keep the data.\n  database:\n');
  expect(stdout).toContain('# Helm refuses this key: move it to a file');
  expect(stderr).toContain('Upgraded the values from chart 0.11.0 to chart 1.2.3.');
  expect(stderr).toContain('kubectl get secret openchoreo-backstage-secrets');
  expect(read('values.yaml')).toBe(VALUES);
});

test('the printed values render on the new chart', () => {
  const { stdout } = upgrade('-f', 'values.yaml');
  const rendered = run(['--chart-version', '1.2.3', '-f', '-'], stdout);
  expect(rendered).toMatchObject({ status: 0, stdout: expect.stringContaining('name: openchoreo-backstage-db') });
});

test('reads standard input, and writes it as values.yaml', () => {
  const { status, stdout } = run([...FROM_TO, '-f', '-'], VALUES);
  expect({ status, stdout }).toEqual({ status: 0, stdout: upgrade('-f', 'values.yaml').stdout });
  run([...FROM_TO, '-f', '-', '-o', join(place, 'new')], VALUES);
  expect(readdirSync(join(folder, place, 'new')).sort()).toEqual(['portal.yaml', 'values.yaml']);
});

test('writes the files to a folder, with keys that Helm refuses in portal.yaml', () => {
  expect(upgrade('-f', 'values.yaml', '--output', 'new')).toMatchObject({ status: 0, stdout: '' });
  expect(read('new/portal.yaml')).toBe(PORTAL);
  expect(read('new/values.yaml')).not.toContain('claimName');
  expect(read('values.yaml')).toBe(VALUES);
});

test('overwrites the files in place, keeps their mode and links, and adds portal.yaml', () => {
  writeFileSync(join(folder, place, 'secret.yaml'), VALUES, { mode: 0o600 });
  symlinkSync('secret.yaml', join(folder, place, 'link.yaml'));
  expect(upgrade('-f', 'link.yaml', '--in-place')).toMatchObject({ status: 0, stdout: '' });
  expect(read('secret.yaml')).toContain('secretName: openchoreo-ui-credentials');
  expect(statSync(join(folder, place, 'secret.yaml')).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, place)).sort()).toEqual(['link.yaml', 'portal.yaml', 'secret.yaml', 'values.yaml']);
});

test('writes as many files as there were, if one of them is not for Helm', () => {
  writeFileSync(join(folder, place, 'ours.yaml'), '# ours\nbackstage:\n  podLabels:\n    team: a\n');
  expect(upgrade('-f', 'values.yaml', '-f', 'ours.yaml', '--output', 'new').status).toBe(0);
  expect(readdirSync(join(folder, place, 'new')).sort()).toEqual(['ours.yaml', 'values.yaml']);
  expect(read('new/ours.yaml')).toContain('# ours\nbackstage:\n  podLabels:\n    team: a\n  database:\n');
});

test.each(['--in-place', '--output=new'])(
  'adds keys that Helm refuses to portal.yaml, which had none (%s)',
  (option) => {
    writeFileSync(join(folder, place, 'portal.yaml'), '# ours\nbackstage:\n  enabled: true # here\n');
    expect(upgrade('-f', 'values.yaml', '-f', 'portal.yaml', option)).toMatchObject({ status: 0 });
    const now = option === '--in-place' ? '' : 'new/';
    expect(read(`${now}portal.yaml`)).toContain('# ours\nbackstage:\n  enabled: true # here\n  database:\n');
    expect(read(`${now}portal.yaml`)).toContain('claimName: openchoreo-backstage-db\n');
    expect(read(`${now}values.yaml`)).not.toContain('claimName');
  },
);

test('never overwrites a portal.yaml that it did not read, and then writes nothing', () => {
  writeFileSync(join(folder, place, 'portal.yaml'), 'backstage: {}\n');
  const { status, stderr } = upgrade('-f', 'values.yaml', '--in-place');
  expect(status).toBe(3);
  expect(stderr).toContain('portal.yaml: it exists already; pass it with -f too');
  expect(read('values.yaml')).toBe(VALUES);
  expect(read('portal.yaml')).toBe('backstage: {}\n');
  expect(readdirSync(join(folder, place)).sort()).toEqual(['portal.yaml', 'values.yaml']);
});

test('never overwrites a file in the folder of the output', () => {
  mkdirSync(join(folder, place, 'new'));
  writeFileSync(join(folder, place, 'new/values.yaml'), 'decided');
  expect(upgrade('-f', 'values.yaml', '-o', 'new').status).toBe(3);
  expect(readdirSync(join(folder, place, 'new'))).toEqual(['values.yaml']);
});

test('leaves the files of the same chart as they are', () => {
  const args = ['upgrade', '--from', '0.11.0', '--to', '0.12.0', '-f', '-'];
  expect(run(args, VALUES)).toMatchObject({
    status: 0,
    stdout: VALUES,
    stderr: expect.stringContaining('Nothing changed'),
  });
});

test('without values files, prints the values that the defaults become', () => {
  expect(upgrade()).toMatchObject({ status: 0, stdout: expect.stringContaining('name: openchoreo-ui\n') });
});

test('the name and the namespace of the release are in the names and commands', () => {
  writeFileSync(join(folder, place, 'values.yaml'), 'fullnameOverride: ""\n');
  const { stdout, stderr } = upgrade('blue', '-n', 'portal', '-f', 'values.yaml');
  expect(stdout).toContain('name: blue-openchoreo-control-plane-ui\n');
  expect(stderr).toContain('kubectl get secret blue-openchoreo-control-plane-backstage-secrets -n portal');
});

test('new names and fidelity change the values', () => {
  expect(upgrade('--new-names').stdout).not.toContain('\n  name:');
  expect(upgrade('--fidelity', 'corrected').stderr).not.toContain('jenkins-api-key');
});

test.each([
  [['--to', '1.2.3'], '--from is required'],
  [['--from', '0.11.0'], '--to is required'],
  [['--from', '0.9.0', '--to', '1.2.3'], '--from must be one of 0.11.x, 0.12.x, 1.0.x, 1.1.x, 1.2.x, got 0.9.0'],
  [['--from', '0.11.0', '--to', 'v1'], '--to must be one of'],
  [['--from', '1.2.3', '--to', '0.11.0'], 'must not be older than 1.2.3, got 0.11.0'],
  [['--from', '0.11.0', '--to', '1.2.3', '-f', 'a', '-f', 'b'], 'several files require --output or --in-place'],
  [['--from', '0.11.0', '--to', '1.2.3', '-f', '-', '--in-place'], '--in-place requires files'],
  [['--from', '0.11.0', '--to', '1.2.3', '-f', 'a/x', '-f', 'b/x', '-o', 'c'], 'would write two files x'],
  [['--from', '0.11.0', '--to', '1.2.3', '-o', 'c', '--in-place'], '--output must not be set together'],
  [['--from', '0.11.0', '--to', '1.2.3', '-f', 'missing.yaml'], 'cannot read missing.yaml'],
  [['--from', '0.11.0', '--to', '1.2.3', '--fidelity', 'exat'], '--fidelity must be exact or corrected'],
  [['--form', '0.11.0'], 'did you mean --from?'],
  [['a', 'b'], 'accepts one RELEASE'],
])('refuses %j as wrong usage', (args, message) => {
  const { status, stdout, stderr } = run(['upgrade', ...args]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('refuses values that do not fit the chart, and leaves the file unchanged', () => {
  writeFileSync(join(folder, place, 'values.yaml'), 'backstage:\n  replicas: two\n');
  const { status, stdout, stderr } = upgrade('-f', 'values.yaml', '--in-place');
  expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
  expect(stderr).toContain('error [schema] backstage.replicas: must be an integer');
  expect(read('values.yaml')).toBe('backstage:\n  replicas: two\n');
});

test('prints its help, which the help of the command names', () => {
  expect(run(['upgrade', '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--new-names') });
  expect(run(['--help']).stdout).toContain('  upgrade [RELEASE] ');
});

test('only this command needs the package yaml', () => {
  const moved = join(folder, '../package/node_modules/yaml');
  rmSync(moved);
  try {
    expect(run(['--chart-version', '0.11.0', '-f', '-'], 'backstage: {backendSecret: s}').status).toBe(0);
    expect(run([...FROM_TO]).status).not.toBe(0);
  } finally {
    symlinkSync(join(__dirname, '../../node_modules/yaml'), moved);
  }
});
