import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { renderManifests } from '../../lib';
import { base, baseValues, file, folder, manifests, quiet, run } from './support';

// What is said beside the output, and which of it is refused.

/** All that is said about values that nothing is wrong with. */
const DEFAULT_DEFECTS = `info [chart-defects] the chart's defaults have known defects, which are reproduced: spread-selector, stale-config
  fix: use fidelity corrected, or --correct ID for one of them; docs/fidelity.md lists them
`;

test('values that nothing is wrong with get one line about the defects of the defaults', () => {
  expect(run(['-f', quiet])).toMatchObject({ status: 0, stderr: DEFAULT_DEFECTS });
  expect(run(['-f', quiet, '-o', 'quiet']).stderr).toBe(`${DEFAULT_DEFECTS}quiet: 6 objects, 0 warnings\n`);
});

test('a defect that spoils a given value is a warning, with the option that fixes it', () => {
  const { status, stderr } = run(['-f', quiet, '--set', 'backstage.podDisruptionBudget.enabled=true']);
  expect(status).toBe(0);
  expect(stderr).toContain(
    "warning [chart-defects] backstage.podDisruptionBudget.enabled: its selector matches none of Backstage's pods",
  );
  expect(stderr).toContain('  fix: use --correct budget-selector ');
});

describe('--correct', () => {
  const budget = file('budget.yaml', 'backstage: {podDisruptionBudget: {enabled: true}}');

  test('fixes the defects that are named, and reproduces the others', () => {
    const correct = ['--correct', 'budget-selector', '--correct', 'stale-config'];
    const { status, stdout, stderr } = run(['-f', base, '-f', budget, ...correct]);
    const values = [baseValues, { backstage: { podDisruptionBudget: { enabled: true } } }];
    expect(status).toBe(0);
    expect(manifests(stdout)).toEqual(renderManifests(values, { fidelity: ['budget-selector', 'stale-config'] }));
    expect(manifests(stdout)).not.toEqual(renderManifests(values, { fidelity: 'exact' }));
    expect(manifests(stdout)).not.toEqual(renderManifests(values, { fidelity: 'corrected' }));
    expect(stderr).not.toContain('warning [chart-defects]');
    expect(stderr).toContain('which are reproduced: spread-selector\n');
  });

  test('may stand beside --fidelity exact', () => {
    const correct = ['--correct', 'spread-selector'];
    expect(run(['-f', base, '--fidelity', 'exact', ...correct])).toEqual(
      expect.objectContaining({ status: 0, stdout: run(['-f', base, ...correct]).stdout }),
    );
  });

  test('of all defects that there are is as --fidelity corrected, about which nothing is said', () => {
    const all = ['spread-selector', 'stale-config'].flatMap((id) => ['--correct', id]);
    const corrected = run(['-f', quiet, '--fidelity', 'corrected']);
    expect(corrected).toMatchObject({ status: 0, stderr: '' });
    expect(run(['-f', quiet, ...all])).toMatchObject({ status: 0, stdout: corrected.stdout, stderr: '' });
  });

  test('with --strict lets a defect pass that is named, and refuses others', () => {
    const args = ['-f', quiet, '-f', budget, '--strict'];
    expect(run(args)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^error \[chart-defects\] backstage\.podDisruptionBudget\.enabled: /),
    });
    expect(run([...args, '--correct', 'budget-selector']).status).toBe(0);
  });
});

describe('--strict', () => {
  test.each([['-o', 'strict'], ['--check', '-o', 'strict'], ['--against', base], ['--graph'], ['--redirect-urls'], []])(
    'refuses warnings as errors, and writes nothing: %j',
    (...args) => {
      const { status, stdout, stderr } = run(['-f', base, '--strict', ...args]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(
        /^error \[redirect-urls\] backstage\.auth\.redirectUrls: nothing that is rendered registers /,
      );
      expect(stderr).not.toContain('warning');
      expect(existsSync(join(folder, 'strict'))).toBe(false);
    },
  );

  test('lets infos pass', () => {
    const { status, stdout, stderr } = run(['-f', quiet, '--strict']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: DEFAULT_DEFECTS });
    expect(stdout).toBe(run(['-f', quiet]).stdout);
  });

  test('lets warnings pass that are allowed', () => {
    const { status, stdout, stderr } = run(['-f', base, '--strict', '--allow', '*']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(run(['-f', base]).stdout);
  });
});
