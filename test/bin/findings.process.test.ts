import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { renderManifests } from '../../lib';
import { base, baseValues, file, folder, manifests, quiet, run } from './support';

// Findings on standard error, and the options that switch them off or turn them into errors.

/** Findings for valid values without any warning. */
const DEFAULT_DEFECTS = `info [chart-defects] the output reproduces known defects of the chart's defaults: spread-selector, health-endpoints, startup-probe, apparmor-unconfined, csp-scheme, stale-config, crd-defaults
  fix: use fidelity corrected to fix all, or --correct ID to fix one; docs/fidelity.md describes them
`;

test('prints one info about the defects of the defaults for valid values', () => {
  expect(run(['-f', quiet])).toMatchObject({ status: 0, stderr: DEFAULT_DEFECTS });
  expect(run(['-f', quiet, '-o', 'quiet']).stderr).toBe(`${DEFAULT_DEFECTS}quiet: 6 objects, 0 warnings\n`);
});

test('warns of a defect that breaks a value in the file, with the option that fixes it', () => {
  const { status, stderr } = run(['-f', quiet, '--set', 'backstage.podDisruptionBudget.enabled=true']);
  expect(status).toBe(0);
  expect(stderr).toContain(
    'warning [chart-defects] backstage.podDisruptionBudget.enabled: has no effect: the chart selects pods with ',
  );
  expect(stderr).toContain('  fix: use --correct budget-selector ');
});

describe('--correct', () => {
  const budget = file('budget.yaml', 'backstage: {podDisruptionBudget: {enabled: true}}');

  test('fixes the given defects, and reproduces the others', () => {
    const correct = ['--correct', 'budget-selector', '--correct', 'stale-config'];
    const { status, stdout, stderr } = run(['-f', base, '-f', budget, ...correct]);
    const values = [baseValues, { backstage: { podDisruptionBudget: { enabled: true } } }];
    expect(status).toBe(0);
    expect(manifests(stdout)).toEqual(renderManifests(values, { fidelity: ['budget-selector', 'stale-config'] }));
    expect(manifests(stdout)).not.toEqual(renderManifests(values, { fidelity: 'exact' }));
    expect(manifests(stdout)).not.toEqual(renderManifests(values, { fidelity: 'corrected' }));
    expect(stderr).not.toContain('warning [chart-defects]');
    expect(stderr).toContain(
      "known defects of the chart's defaults: spread-selector, health-endpoints, startup-probe, apparmor-unconfined, csp-scheme, crd-defaults\n",
    );
  });

  test('can be set together with --fidelity exact', () => {
    const correct = ['--correct', 'spread-selector'];
    expect(run(['-f', base, '--fidelity', 'exact', ...correct])).toEqual(
      expect.objectContaining({ status: 0, stdout: run(['-f', base, ...correct]).stdout }),
    );
  });

  test('renders the same as --fidelity corrected if it names all defects, without findings', () => {
    const all = [
      'spread-selector',
      'health-endpoints',
      'startup-probe',
      'apparmor-unconfined',
      'csp-scheme',
      'stale-config',
      'crd-defaults',
    ].flatMap((id) => ['--correct', id]);
    const corrected = run(['-f', quiet, '--fidelity', 'corrected']);
    expect(corrected).toMatchObject({ status: 0, stderr: '' });
    expect(run(['-f', quiet, ...all])).toMatchObject({ status: 0, stdout: corrected.stdout, stderr: '' });
  });

  test('passes --strict if it fixes every defect that breaks a value', () => {
    const args = ['-f', quiet, '-f', budget, '--strict'];
    expect(run(args)).toMatchObject({
      status: 4,
      stdout: '',
      stderr: expect.stringMatching(/^error \[chart-defects\] backstage\.podDisruptionBudget\.enabled: /),
    });
    const bound = 'backstage.podDisruptionBudget.minAvailable=null,backstage.podDisruptionBudget.maxUnavailable=1';
    expect(run([...args, '--set', bound, '--correct', 'budget-selector']).status).toBe(0);
  });
});

describe('--strict', () => {
  test.each([['-o', 'strict'], ['--check', '-o', 'strict'], ['--against', base], ['--graph'], ['--redirect-urls'], []])(
    'treats warnings as errors, and writes nothing: %j',
    (...args) => {
      const { status, stdout, stderr } = run(['-f', base, '--strict', ...args]);
      expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
      expect(stderr).toMatch(/^error \[redirect-urls\] backstage\.auth\.redirectUrls: no rendered object registers /);
      expect(stderr).not.toContain('warning');
      expect(existsSync(join(folder, 'strict'))).toBe(false);
    },
  );

  test('accepts infos', () => {
    const { status, stdout, stderr } = run(['-f', quiet, '--strict']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: DEFAULT_DEFECTS });
    expect(stdout).toBe(run(['-f', quiet]).stdout);
  });

  test('accepts warnings of rules that --allow names', () => {
    const { status, stdout, stderr } = run(['-f', base, '--strict', '--allow', '*']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(run(['-f', base]).stdout);
  });
});
