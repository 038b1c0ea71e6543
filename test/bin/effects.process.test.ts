import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { file, folder, manifests, quiet, run } from './support';

const base = run(['-f', quiet]).stdout;
const before = file('before.yaml', base);
const changed = file('changed.yaml', run(['-f', quiet, '--set', 'backstage.service.port=80']).stdout);
const claim = file(
  'claim.yaml',
  run(['-f', quiet, '--set', 'backstage.database.sqlite.persistence.enabled=true']).stdout,
);

test('finds no effect between an output and itself', () => {
  expect(run(['effects', before, before])).toMatchObject({ status: 0, stdout: '', stderr: 'no effects\n' });
});

test('prints effects, and exits with status 0 if none of them does harm', () => {
  const { status, stdout } = run(['effects', before, changed]);
  expect(status).toBe(0);
  expect(stdout).toContain('updates Service openchoreo-control-plane/openchoreo-ui: changes spec.ports[http].port\n');
});

test('exits with status 1 if data is lost, unless nothing is pruned and pods still mount it', () => {
  const { status, stdout } = run(['effects', claim, before]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^loses-data PersistentVolumeClaim/);
  expect(run(['effects', claim, before, '--no-prune'])).toMatchObject({ status: 1 });
});

test('reads folders with folders in them, and standard input', () => {
  mkdirSync(join(folder, 'dist'));
  run(['-f', quiet, '-o', 'dist/portal']);
  expect(run(['effects', 'dist', before])).toMatchObject({ status: 0, stdout: '' });
  expect(run(['effects', '-', 'dist/portal'], base)).toMatchObject({ status: 0, stdout: '' });
});

test('prints JSON', () => {
  const { stdout } = run(['effects', before, changed, '--format', 'json']);
  expect(JSON.parse(stdout).effects).toContainEqual(
    expect.objectContaining({ effect: 'updates', object: expect.objectContaining({ kind: 'Service' }) }),
  );
});

test('reads the List that kubectl prints, and refuses an empty one', () => {
  const list = (items: readonly unknown[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  expect(run(['effects', '-', before], list(manifests(base))).stdout).toBe('');
  expect(run(['effects', '-', before], list([])).stderr).toContain('standard input contains no Kubernetes objects');
});

test('prints Markdown', () => {
  expect(run(['effects', before, changed, '--format', 'markdown']).stdout).toContain('| updates | Service ');
  expect(run(['effects', before, before, '--format', 'markdown']).stdout).toBe('No effect on the cluster.\n');
});

test.each([
  [['effects'], 'effects requires BEFORE and AFTER, got 0 arguments'],
  [['effects', 'a', 'b', 'c'], 'effects requires BEFORE and AFTER, got 3 arguments'],
  [['effects', '-', '-'], 'standard input (-) must be used only once'],
  [['effects', '', 'b'], 'BEFORE and AFTER must not be empty'],
  [['effects', 'missing', 'b'], 'cannot read missing: no such file or directory'],
  [['effects', 'a', 'b', '--apply', 'x'], '--apply must be server-side or client-side, got x'],
  [['effects', 'a', 'b', '--format', 'xml'], '--format must be text, json or markdown, got xml'],
  [['effects', 'a', 'b', '--prune'], 'unknown option --prune'],
])('refuses %j', (args, message) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).toContain('See backstage-synth effects --help');
});

test('prints its help', () => {
  expect(run(['effects', '--help']).stdout).toContain('Usage: backstage-synth effects BEFORE AFTER');
});

test('renders a release that has the name of a command after render', () => {
  const { stdout } = run(['render', 'effects', '-f', quiet]);
  expect(stdout).toContain('app.kubernetes.io/instance: effects');
});

test('prints the effects below the differences', () => {
  run(['-f', quiet, '-o', 'checked']);
  const { status, stdout } = run(['-f', quiet, '-o', 'checked', '--check', '--set', 'backstage.service.port=80']);
  expect(status).toBe(1);
  expect(stdout).toContain('\n\nEffects of applying the rendered objects:\nupdates Service ');
  const against = run(['-f', quiet, '--against', claim]);
  expect(against.stdout).toContain('Effects of applying the rendered objects:\nloses-data PersistentVolumeClaim');
});
