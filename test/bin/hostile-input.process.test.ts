import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, openSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { renderManifests } from '../../lib';
import { base, baseValues, command, file, folder, run } from './support';

// Input that is made to waste time or memory, or to look like output of the command.

/** Nine lists, each of nine aliases of the list before it. */
const lists = ['a0: &a0 [x]', ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`)];
const header = 'kind: Service\nmetadata: {name: openchoreo-ui}\n';

const HOSTILE: readonly (readonly [string, string])[] = [
  ['an alias bomb', `${header}${lists.join('\n')}`],
  ['an anchor that contains itself', `${header}spec: &a [*a]`],
  ['a merge of an anchor into itself', `${header}spec: &a {<<: *a, b: *a}`],
  ['100,000 lists inside each other', '['.repeat(100_000)],
  ['100,000 maps of JSON inside each other', '{"a":'.repeat(100_000)],
  ['9 MiB', `${header}a: ${'x'.repeat(9_437_184)}`],
];

/** Checks that a run refuses its input with a message of the command. */
function expectRefusal({ status, stdout, stderr }: ReturnType<typeof run>): void {
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^backstage-synth: .+\nSee backstage-synth --help\n$/m);
  expect(stderr).not.toMatch(/^\s+at /m);
}

describe.each(HOSTILE)('%s', (name, text) => {
  const path = `${name.replace(/\W/g, '-')}.yaml`;

  test('is refused by --against', () => {
    expectRefusal(run(['-f', base, '--against', file(path, text)]));
    expectRefusal(run(['-f', base, '--against', '-'], text));
  });

  test('is refused in the folder of --check', () => {
    const output = `checked-${path}`;
    run(['-f', base, '-o', output]);
    file(join(output, 'z.yaml'), text);
    expectRefusal(run(['-f', base, '--check', '-o', output]));
  });

  test('is refused as values', () => {
    const { status, stdout, stderr } = run(['-f', file(path, text)]);
    expect(status).toBeGreaterThan(0);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.length).toBeLessThan(2000);
  });
});

describe('a named pipe or a device', () => {
  beforeAll(() => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('/dev/zero', join(folder, 'zero'));
  });

  test.each(['pipe', 'zero'])('is refused as values and by --against (%s)', (name) => {
    expectRefusal(run(['-f', name]));
    expectRefusal(run(['-f', base, '--against', name]));
  });

  test.each(['pipe', 'zero'])(
    'is refused in the folder of --check, and not read if it is no YAML file (%s)',
    (name) => {
      const output = `checked-${name}`;
      run(['-f', base, '-o', output]);
      execFileSync('cp', ['-PR', join(folder, name), join(folder, output, 'z.txt')]);
      expect(run(['-f', base, '--check', '-o', output])).toMatchObject({
        status: 1,
        stdout: `${output}/z.txt: is not part of the rendered output\n`,
      });
      execFileSync('cp', ['-PR', join(folder, name), join(folder, output, 'z.yaml')]);
      expectRefusal(run(['-f', base, '--check', '-o', output]));
    },
  );

  test('is read to the limit if it is standard input', () => {
    const stdio = [openSync('/dev/zero', 'r'), 'pipe', 'pipe'] as const;
    const { status, stderr } = spawnSync(process.execPath, [command, '-f', '-'], {
      stdio: [...stdio],
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toContain('cannot read standard input, because it has more than 1 MiB; ');
  });

  test('is read if the shell opened it', () => {
    run(['-f', base, '-o', 'piped']);
    const script = '"$0" "$1" -f <(cat base.yaml) --check -o piped';
    expect(spawnSync('bash', ['-c', script, process.execPath, command], { cwd: folder }).status).toBe(0);
  });
});

test('refuses a URL without its password', () => {
  const { status, stderr } = run(['-f', 'https://user:hunter2@example.com/values.yaml']);
  expect(status).toBe(2);
  expect(stderr).toContain(
    'backstage-synth: cannot read a URL (not shown), because it is a URL; download it to a file first\n',
  );
});

test('hides a secret in a long annotation', () => {
  const annotations = { note: 'password: "a\\" '.repeat(10_000) };
  const live = renderManifests(baseValues).map((manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, annotations },
  }));
  const { status, stdout } = run(['-f', base, '--against', '-'], JSON.stringify({ kind: 'List', items: live }));
  expect(status).toBe(1);
  expect(stdout).toContain('  removed metadata.annotations: {"note":"(hidden)"}\n');
});

describe('escapes', () => {
  const hostile = '\n::error::x\u001b[31m\u202e\u0085';

  /** Checks that no line is a command to GitHub Actions, and no character controls the terminal. */
  function expectPlain(...texts: readonly string[]): void {
    for (const text of texts) {
      expect(text).not.toMatch(/^\s*::|[^\P{Cc}\n]|[\u2028\u2029]|\p{Bidi_Control}/mu);
    }
  }

  test.each([
    ['the name of a mount', { backstage: { extraVolumeMounts: [{ name: hostile, mountPath: hostile }] } }],
    ['a key of values', { backstage: { [hostile]: 1 }, [hostile]: 1 }],
    ['a URL', { backstage: { baseUrl: `http://${hostile}`, openchoreoApi: { url: hostile } } }],
  ])('%s in findings', (_, values) => {
    const { status, stdout, stderr } = run(['-f', base, '-f', '-'], JSON.stringify(values));
    expect(status).toBeGreaterThan(0);
    expect(stdout).toBe('');
    expectPlain(stderr);
  });

  test('kinds and names of --against', () => {
    const live = {
      kind: `::error::${hostile}`,
      metadata: { name: hostile, labels: { 'app.kubernetes.io/component': 'backstage' } },
    };
    const { status, stdout, stderr } = run(['-f', base, '--against', '-'], JSON.stringify(live));
    expect(status).toBe(1);
    expect(stdout).toContain('\\u003a:error::\\n::error::x\\u001b[31m\\u202e\\u0085 \\n::error::x');
    expectPlain(stdout, stderr);
  });

  test('names of files and folders', () => {
    const output = `::error::${hostile}`;
    const written = run(['-f', base, '-o', output]);
    expectPlain(written.stderr);
    expectPlain(run(['-f', base, '--check', '-o', output]).stderr);
    cpSync(join(folder, base), join(folder, output, `::error::${hostile}`));
    const { stdout, stderr } = run(['-f', base, '--check', '-o', output]);
    expect(stdout).toContain('\\u003a:error::\\n');
    expectPlain(stdout, stderr, run(['-f', base, '-o', output]).stderr, run(['-f', hostile]).stderr);
  });

  test.each([['-f'], ['--set'], ['--output'], ['--against'], ['--fidelity'], ['--chart-version'], ['--allow'], ['-n']])(
    'the value of the option %s',
    (option) => {
      const { stderr } = run(['-f', base, option, hostile, '--strict']);
      expectPlain(stderr);
    },
  );

  test.each([[`--${hostile}`], [hostile, hostile], ['-f', hostile, '-x'], ['--set', `-${hostile}`]])(
    'a wrong command line',
    (...args) => {
      const { status, stderr } = run(args);
      expect(status).toBe(2);
      expectPlain(stderr);
    },
  );

  test('redirect URLs and graphs', () => {
    const values = JSON.stringify({ backstage: { baseUrl: `http://localhost/${hostile}`, fullnameOverride: hostile } });
    for (const mode of ['--redirect-urls', '--graph']) {
      const { stdout, stderr } = run(['-f', base, '-f', '-', '--allow', '*', mode], values);
      expectPlain(stdout, stderr);
    }
  });
});

test('shows hidden values with --show-values', () => {
  const { stdout } = run(['-f', base, '--set-string', 'backstage.env[0].name=PIN,backstage.env[0].value=1234']);
  const live = file('live.yaml', stdout);
  const options = [
    '-f',
    base,
    '--set-string',
    'backstage.env[0].name=PIN,backstage.env[0].value=4321',
    '--against',
    live,
  ];
  expect(run(options).stdout).toContain('.env[PIN].value: (hidden) -> (hidden)\n');
  expect(run([...options, '--show-values']).stdout).toContain('.env[PIN].value: "1234" -> "4321"\n');
});
