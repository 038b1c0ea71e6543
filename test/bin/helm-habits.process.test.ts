import { base, file, folder, manifests, quiet, run } from './support';

// Habits from Helm, which work here too.

test('a file that has a key more than once is read as Helm reads it, with a warning', () => {
  const twice = file('twice.yaml', 'backstage:\n  backendSecret: a\nglobal: {}\nbackstage:\n  backendSecret: b\n');
  const { status, stdout, stderr } = run(['-f', twice]);
  expect(status).toBe(0);
  expect(stdout).toBe(run(['--set', 'backstage.backendSecret=b']).stdout);
  expect(stderr).toContain(
    'warning [duplicate-keys] twice.yaml:4:1: backstage: is in twice.yaml more than once, in the lines 1 and 4; Helm uses only the last one\n  fix: keep one of them, with all its values\n',
  );
  expect(run(['-f', twice, '--allow', 'duplicate-keys']).stderr).not.toContain('duplicate-keys');
  expect(run(['-f', twice, '--strict']).status).toBe(4);
});

test('an error tells of the keys that may explain it', () => {
  const twice = file('lost.yaml', 'backstage:\n  backendSecret: a\nbackstage:\n  replicas: 1\n');
  expect(run(['-f', twice]).stderr.match(/^\w+ \[[^:]*:\d+:\d+/gm)).toEqual([
    'warning [duplicate-keys] lost.yaml:3:1',
    'error [stable-backend-secret] lost.yaml:3:1',
  ]);
});

test.each(['', '# nothing\n', '---\n', 'null\n'])('the file %j has no values', (text) => {
  const empty = file('empty.yaml', text);
  const { status, stdout, stderr } = run(['-f', quiet, '-f', empty]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: run(['-f', quiet]).stdout });
  expect(stderr).not.toContain('empty.yaml');
});

test('-f takes several files, separated by commas', () => {
  const more = file('more.yaml', 'backstage: {podLabels: {team: a}}');
  const { status, stdout } = run(['-f', `${quiet},${more}`]);
  expect(status).toBe(0);
  expect(stdout).toBe(run(['-f', quiet, '-f', more]).stdout);
  expect(stdout).toContain('team: a');
});

test('values are set from JSON, from files and from literal texts', () => {
  file('label.txt', 'from-file');
  const { status, stdout } = run([
    ...['-f', quiet],
    ...['--set-json', 'backstage.podLabels={"json":"a","other":"b"}'],
    ...['--set-file', 'backstage.podLabels.file=label.txt'],
    ...['--set-literal', 'backstage.podAnnotations.literal=a,b=\\{c}'],
  ]);
  const [deployment] = manifests(stdout).filter(({ kind }) => kind === 'Deployment');
  expect([status, deployment?.spec]).toMatchObject([
    0,
    {
      template: {
        metadata: {
          labels: { json: 'a', other: 'b', file: 'from-file' },
          annotations: { literal: 'a,b=\\{c}' },
        },
      },
    },
  ]);
});

test('a missing file of --set-file is a wrong command line, whose message does not show values', () => {
  const { status, stderr } = run(['-f', quiet, '--set-file', 'backstage.backendSecret=missing.txt']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('cannot read missing.txt: no such file or directory')]);
});

test.each(['Portal', 'my_portal', '-portal', 'a'.repeat(54)])(
  'the name of a release %s is refused, as by Helm',
  (name) => {
    expect(run(['-f', quiet, '--', name])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('[options] releaseName: must have at most 53 lower-case letters'),
    });
  },
);

test.each(['a', 'my-portal.v2', 'a'.repeat(53)])('the name of a release %s is accepted, as by Helm', (name) => {
  expect(run(['-f', quiet, name]).stdout).toContain(`app.kubernetes.io/instance: ${name}`);
});

describe('--against', () => {
  test('compares with a folder, and the folders in it', () => {
    run(['-f', quiet, '-o', 'tree/portal']);
    expect(run(['-f', quiet, '--against', 'tree'])).toMatchObject({ status: 0, stdout: '' });
    const changed = run(['-f', quiet, '--against', 'tree/portal', '--set', 'backstage.podLabels.team=a']);
    expect([changed.status, changed.stdout]).toEqual([
      1,
      expect.stringContaining('added spec.template.metadata.labels.team'),
    ]);
  });

  test('accepts what a file lists, so that a gate can be green after the move to a Secret', () => {
    file('helm.yaml', run(['-f', quiet]).stdout);
    const moved = file('moved.yaml', 'backstage: {secretName: portal-credentials}');
    const args = ['-f', moved, '--against', 'helm.yaml', '--skip-warnings'];
    const { status, stdout } = run([...args, '--format', 'json']);
    const { differences } = JSON.parse(stdout);
    expect([status, differences.length > 0]).toEqual([1, true]);
    const entries = differences.map(({ object, pointer }: { object: string; pointer: string }) => {
      const [kind] = object.split(' ');
      return { kind, jsonPointers: [pointer] };
    });
    const accept = file('accept.json', JSON.stringify(entries));
    expect(run([...args, '--accept', accept])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const more = file('more.json', JSON.stringify([...entries, { kind: 'Service', jsonPointers: ['/spec/type'] }]));
    expect(run([...args, '--accept', more])).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '--accept: Service /spec/type accepts no difference; remove it\n',
    });
    const fewer = file('fewer.json', JSON.stringify(entries.slice(1)));
    expect(run([...args, '--accept', fewer]).status).toBe(1);
  });

  test('refuses a folder without objects', () => {
    run(['-f', quiet, '-o', 'tree/none']);
    expect(run(['-f', base, '--against', `${folder}/nothing`]).status).toBe(2);
  });
});
