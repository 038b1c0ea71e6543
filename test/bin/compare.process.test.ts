import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestStream, renderManifests } from '../../lib';
import { base, baseValues, command, file, folder, run } from './support';

describe('--check', () => {
  beforeAll(() => run(['-f', base, '-o', 'checked']));

  const check = (...args: string[]) => run(['-f', base, '--check', '-o', 'checked', ...args]);

  test('exits with 0 if the folder is up to date, and reports it on standard error', () => {
    const { status, stdout, stderr } = check();
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/\nchecked is up to date\n$/);
  });

  test('exits with 0 for a checkout with Windows line endings', () => {
    const options = ['-f', base, '-f', 'registration.yaml', '-o', 'windows'];
    file('registration.yaml', 'backstage: {auth: {registration: {enabled: true}}}');
    run(options);
    for (const name of readdirSync(join(folder, 'windows'))) {
      const path = join('windows', name);
      file(path, readFileSync(join(folder, path), 'utf8').replaceAll('\n', '\r\n'));
    }
    expect(run([...options, '--check'])).toMatchObject({ status: 0, stdout: '' });
    expect(run(options).status).toBe(0);
    expect(readFileSync(join(folder, 'windows/kustomization.yaml'), 'utf8')).not.toContain('\r');
  });

  test('exits with 1 and prints the differences if the folder is out of date, and writes nothing', () => {
    const before = readFileSync(join(folder, 'checked/Deployment.openchoreo-ui.k8s.yaml'), 'utf8');
    const { status, stdout, stderr } = check(
      '--set',
      'backstage.image.tag=x,gateway.enabled=false,backstage.backendSecret=t',
    );
    expect(status).toBe(1);
    expect(stderr).not.toContain('is up to date');
    expect(stdout).toContain('HTTPRoute openchoreo-control-plane/openchoreo-backstage: removed\n');
    expect(stdout).toContain(
      'Secret openchoreo-control-plane/openchoreo-backstage-secrets\n  changed data.backend-secret: (hidden) -> (hidden)\n',
    );
    expect(readFileSync(join(folder, 'checked/Deployment.openchoreo-ui.k8s.yaml'), 'utf8')).toBe(before);
  });

  test('exits with 1 and prints all objects if the folder does not exist', () => {
    const { status, stdout } = run(['-f', base, '--check', '-o', 'missing']);
    expect(status).toBe(1);
    expect(stdout).toContain('Deployment openchoreo-control-plane/openchoreo-ui: added\n');
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });

  test('exits with 1 if the folder does not exist and no object is rendered', () => {
    const nothing = ['--set', 'backstage.enabled=false,gateway.enabled=false'];
    expect(run([...nothing, '--check', '-o', 'missing'])).toMatchObject({
      status: 1,
      stdout: 'missing/kustomization.yaml: is missing\n',
    });
  });

  test('prints the files that differ if no object does', () => {
    run(['-f', base, '-o', 'files']);
    mkdirSync(join(folder, 'files/below'));
    file('files/notes.txt', 'text');
    file('files/kustomization.yaml', 'resources: []');
    const service = 'files/Service.openchoreo-ui.k8s.yaml';
    file(service, `# changed\n${readFileSync(join(folder, service), 'utf8')}`);
    const { status, stdout } = run(['-f', base, '--check', '-o', 'files']);
    expect(status).toBe(1);
    expect(stdout.split('\n').sort()).toEqual([
      '',
      'files/Service.openchoreo-ui.k8s.yaml: differs from the rendered file',
      'files/below: is not part of the rendered output',
      'files/kustomization.yaml: differs from the rendered file',
      'files/notes.txt: is not part of the rendered output',
    ]);
  });

  test('exits with 2 if a file in the folder cannot be read', () => {
    run(['-f', base, '-o', 'broken']);
    file('broken/Service.openchoreo-ui.k8s.yaml', 'a: {');
    const { status, stderr } = run(['-f', base, '--check', '-o', 'broken']);
    expect(status).toBe(2);
    expect(stderr).toContain(`backstage-synth: ${join('broken', 'Service.openchoreo-ui.k8s.yaml')}:1:5: `);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('exits with 4 and prints the errors if the values are invalid', () => {
    const { status, stdout, stderr } = check('--set', 'backstage.replicas=0');
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
    expect(stderr).toContain('backstage.replicas: must be at least 1, got 0');
  });
});

describe('--against', () => {
  test('finds no difference between the output and itself, from a file or standard input', () => {
    const { stdout } = run(['-f', base]);
    expect(run(['-f', base, '--against', file('rendered.yaml', stdout)])).toMatchObject({ status: 0, stdout: '' });
    expect(run(['-f', base, '--against', '-'], stdout)).toMatchObject({ status: 0, stdout: '' });
  });

  test('finds no difference from the objects of Helm with --managed-by Helm', () => {
    const helm = manifestStream(renderManifests(baseValues, { managedBy: 'Helm' }));
    expect(run(['-f', base, '--managed-by', 'Helm', '--against', '-'], helm)).toMatchObject({ status: 0, stdout: '' });
    expect(run(['-f', base, '--managed-by', 'cdk8s', '--against', '-'], helm)).toMatchObject({ status: 1 });
  });

  test('ignores the copies of objects that kubectl keeps in annotations', () => {
    const live = renderManifests(baseValues).map((manifest) => ({
      ...manifest,
      metadata: {
        ...manifest.metadata,
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(manifest) },
      },
    }));
    expect(run(['-f', base, '--against', '-'], JSON.stringify({ kind: 'List', items: live }))).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  test("compares only Backstage's objects of everything that a chart renders", () => {
    const rendered = run(['-f', base]).stdout;
    const others =
      'apiVersion: v1\nkind: Service\nmetadata: {name: openchoreo-api, namespace: openchoreo-control-plane}\n';
    const left =
      'apiVersion: v1\nkind: Service\nmetadata: {name: left, namespace: n, labels: {app.kubernetes.io/component: backstage}}\n';
    const { status, stdout } = run(['-f', base, '--against', '-'], `${rendered}---\n${others}---\n${left}`);
    expect(status).toBe(1);
    expect(stdout).toBe('Service n/left: removed\n');
  });

  test('prints differences by object and path, without secrets', () => {
    const { stdout: rendered } = run([
      '-f',
      base,
      '--set',
      'backstage.service.port=80,backstage.backendSecret=hunter2',
    ]);
    const { status, stdout } = run(['-f', base, '--against', '-'], rendered);
    expect(status).toBe(1);
    expect(stdout).toContain(
      'Service openchoreo-control-plane/openchoreo-ui\n  changed spec.ports[http].port: 80 -> 7007\n',
    );
    expect(stdout).toContain('  changed data.backend-secret: (hidden) -> (hidden)\n');
    expect(stdout).not.toContain(Buffer.from('hunter2').toString('base64'));
  });

  test('exits with 2 for invalid YAML', () => {
    const { status, stderr } = run(['-f', base, '--against', '-'], 'a: {');
    expect(status).toBe(2);
    expect(stderr).toContain('backstage-synth: standard input:1:5: ');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(run(['-f', base, '--against', '-'], 'password: hunter2: x').stderr).not.toContain('hunter2');
  });
});

describe('the exit status', () => {
  const statusIn = (shell: string, ...args: readonly string[]) =>
    spawnSync(
      'bash',
      ['-c', `${shell}; exit "\${PIPESTATUS[0]}"`, 'bash', process.execPath, command, '-f', base, ...args],
      {
        cwd: folder,
      },
    ).status;
  const changed = ['--set', 'backstage.image.tag=x'];

  beforeAll(() => {
    run(['-f', base, '-o', 'piped']);
    file('piped.yaml', run(['-f', base]).stdout);
  });

  test.each([
    '"$@" | true',
    '"$@" | head -n 1',
    '"$@" | grep -q Deployment',
    '"$@" >&-',
    '"$@" 2>&-',
    '"$@" 2>/dev/full',
  ])('of a comparison stays in %s', (shell) => {
    expect(statusIn(shell, ...changed, '--check', '-o', 'piped')).toBe(1);
    expect(statusIn(shell, ...changed, '--against', 'piped.yaml')).toBe(1);
    expect(statusIn(shell, '--set', 'backstage.replicas=0', '--check', '-o', 'piped')).toBe(4);
  });

  test.each(['"$@" | true', '"$@" | head -c 1', '"$@" 2>&-', '"$@" 2>/dev/full'])(
    'of a run that writes stays in %s',
    (shell) => {
      expect(statusIn(shell)).toBe(0);
      expect(statusIn(shell, '-o', 'piped')).toBe(0);
    },
  );

  test('of a comparison is 3 if its differences cannot be written', () => {
    expect(statusIn('"$@" > /dev/full', ...changed, '--check', '-o', 'piped')).toBe(3);
  });
});

test('refuses empty input of --against, because the command before the pipe must have failed', () => {
  const { status, stderr } = run(['-f', base, '--against', '-'], '');
  expect(status).toBe(2);
  expect(stderr).toContain(
    'backstage-synth: standard input contains no Kubernetes objects to compare; check that the command before the pipe ',
  );
});
