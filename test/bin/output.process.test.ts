import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { base, command, file, folder, run } from './support';

// Errors with exit statuses 2, 3 and 70, and --output. All wrong arguments are tested in arguments.test.ts.

test.each([
  [['--sett', 'a=1'], 'unknown option --sett, did you mean --set?'],
  [['-x'], 'unknown option -x'],
  [['-f', 'missing.yaml'], 'cannot read missing.yaml: no such file or directory'],
  [['-f', '.'], 'cannot read .: illegal operation on a directory'],
  [['--set', 'a'], '--set a: has no value; write a=VALUE'],
  [['--allow', '*', '--against', 'missing.yaml'], 'cannot read missing.yaml: no such file or directory'],
  [['--fidelity', 'exakt'], '--fidelity must be exact or corrected, got exakt'],
])('exits with 2 for %j, with a message', (args, message) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: `backstage-synth: ${message}\nSee backstage-synth --help\n`,
  });
});

describe('--output', () => {
  /** Returns the error of a run, without the findings before it. */
  const refusal = (stderr: string) => stderr.slice(stderr.indexOf('backstage-synth: '));

  test.each([
    ['occupied', 'cannot write occupied: not a directory\n'],
    ['occupied/below', 'cannot write occupied/below: not a directory'],
    ['.', `cannot replace ${folder}, which is or contains the working directory; choose a folder below `],
    ['/', 'cannot replace /, which is or contains the working directory; choose a folder below '],
  ])('exits with 3 if %s cannot be written', (output, message) => {
    file('occupied', 'a file');
    const { status, stdout, stderr } = run(['-f', base, '-o', output]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(refusal(stderr)).toContain(`backstage-synth: ${message}`);
    expect(readFileSync(join(folder, 'occupied'), 'utf8')).toBe('a file');
  });

  test('refuses to replace a folder with foreign files, and leaves it unchanged', () => {
    mkdirSync(join(folder, 'foreign'));
    file('foreign/notes.txt', 'text');
    const { status, stderr } = run(['-f', base, '-o', 'foreign']);
    expect(status).toBe(3);
    expect(refusal(stderr)).toBe(
      'backstage-synth: foreign contains files that this tool did not write: notes.txt; move them, or choose another folder\n',
    );
    expect(readdirSync(join(folder, 'foreign'))).toEqual(['notes.txt']);
  });

  test('deletes objects that the values no longer render', () => {
    run(['-f', base, '-o', 'again/']);
    const { status } = run(['-f', base, '--set', 'gateway.enabled=false', '-o', 'again/']);
    expect(status).toBe(0);
    expect(readdirSync(join(folder, 'again'))).not.toContain('HTTPRoute.openchoreo-backstage.k8s.yaml');
  });

  test('refuses to replace a read-only folder, and leaves it unchanged', () => {
    const output = join(folder, 'read-only');
    expect(run(['-f', base, '-o', output]).status).toBe(0);
    const before = readdirSync(output);
    chmodSync(output, 0o555);
    // Permissions do not apply to root.
    const nobody = process.getuid?.() === 0 ? 65534 : undefined;
    if (nobody !== undefined) {
      chownSync(folder, nobody, nobody);
    }
    const { status, stderr } = spawnSync(process.execPath, [command, '-f', base, '-o', output], {
      cwd: folder,
      encoding: 'utf8',
      ...(nobody === undefined ? {} : { uid: nobody }),
    });
    chmodSync(output, 0o755);
    expect(refusal(stderr)).toContain(`cannot write ${output}: permission denied`);
    expect(status).toBe(3);
    expect(readdirSync(output)).toEqual(before);
  });

  test('refuses two objects that would be written to the same file, and writes nothing', () => {
    const doubled = ['--set', 'openchoreoApi.name=openchoreo-backstage', '--allow', 'object-conflicts'];
    const { status, stderr } = run(['-f', base, ...doubled, '-o', 'doubled']);
    expect(status).toBe(3);
    expect(refusal(stderr)).toContain('two objects would be written to HTTPRoute.openchoreo-backstage.k8s.yaml: ');
    expect(existsSync(join(folder, 'doubled'))).toBe(false);
  });

  test('exits with 70 for a defect of the program, and prints its places in the code, but no values', () => {
    const fault = file('fault.cjs', "require('node:fs').writeFileSync = () => 'member' in 'hunter2';");
    const { status, stderr } = spawnSync(process.execPath, ['-r', `./${fault}`, command, '-f', base, '-o', 'fault'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(70);
    expect(stderr).toMatch(/^backstage-synth: this program has a defect; .*\nTypeError\n +at /m);
    expect(stderr).not.toContain('hunter2');
    expect(existsSync(join(folder, 'fault'))).toBe(false);
  });

  test('exits with 3 if standard output is full', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [command, '-f', base], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    expect(status).toBe(3);
    expect(refusal(stderr)).toBe('backstage-synth: cannot write standard output: no space left on device\n');
  });
});
