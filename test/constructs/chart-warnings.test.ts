import { Chart, Testing } from 'cdk8s';
import { chartWarnings, warnAround } from '../../lib/constructs/chart-warnings';
import { configureChecks } from '../../lib/constructs/configure-checks';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { warningsOf } from '../../lib/constructs/warnings';
import { formatFindings } from '../../lib/values/finding';

/** Creates a ServiceAccount with a check that warns of its name. */
function warned() {
  const chart = new Chart(Testing.app(), 'portal', { namespace: 'portal', disableResourceNameHashes: true });
  const account = new BackstageServiceAccount(chart, 'account');
  warnAround(account, 'object-references', (objects) =>
    objects.map((of) => ({ of, path: 'metadata.name', message: 'is the default', fix: 'set name' })),
  );
  return chart;
}

test('returns a warning with the construct, the object and the member', () => {
  const findings = warningsOf(warned());
  expect(findings).toEqual([
    {
      rule: 'object-references',
      severity: 'warning',
      path: 'metadata.name',
      message: 'is the default',
      fix: 'set name',
      construct: 'portal/account',
      object: 'ServiceAccount openchoreo-backstage',
    },
  ]);
  expect(formatFindings(findings)).toBe(
    'warning [object-references] portal/account: ServiceAccount openchoreo-backstage: metadata.name: is the default\n  fix: set name',
  );
});

test('does not stop the synthesis', () => {
  expect(Testing.synth(warned())).toHaveLength(1);
});

test('returns no warning of a check that is switched off', () => {
  const chart = warned();
  configureChecks(chart, { allow: ['object-references'] });
  expect(warningsOf(chart)).toEqual([]);
});

test('returns no warning for a chart without checks', () => {
  expect(chartWarnings(new Chart(Testing.app(), 'other'), [])).toEqual([]);
});
