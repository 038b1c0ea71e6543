import { App, Chart } from 'cdk8s';
import { type CheckOptions, configureChecks } from '../../lib/constructs/configure-checks';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { manifests, testChart } from '../support';

/** Returns a chart with a field that Kubernetes does not know. */
function chartWithUnknownField(chart = testChart()): Chart {
  const { apiObject } = new BackstageServiceAccount(chart, 'account');
  apiObject.metadata.add('fieldOfTomorrow', 1);
  return chart;
}

test('synthesis refuses an unknown field with the path of the construct', () => {
  expect(() => manifests(chartWithUnknownField())).toThrow(
    '[test] test/account: ServiceAccount openchoreo-backstage: metadata.fieldOfTomorrow: is not a field that Kubernetes knows here',
  );
});

describe('a check is switched off', () => {
  test.each([
    ['its id', ['kubernetes-fields']],
    ['a wildcard', ['*']],
  ] as const)('by %s', (_, allow) => {
    const chart = chartWithUnknownField();
    configureChecks(chart, { allow });
    expect(manifests(chart)).toHaveLength(1);
  });

  test('by the settings of the app', () => {
    const app = new App();
    configureChecks(app, { allow: ['*'] });
    expect(manifests(chartWithUnknownField(new Chart(app, 'portal')))).toHaveLength(1);
  });

  test('by the settings of one construct', () => {
    const chart = chartWithUnknownField();
    const [account] = chart.node.children;
    configureChecks(account ?? chart, { allow: ['kubernetes-fields'] });
    expect(manifests(chart)).toHaveLength(1);
  });

  test('but not by the id of another check', () => {
    const chart = chartWithUnknownField();
    configureChecks(chart, { allow: ['kubernetes-objects'] });
    expect(() => manifests(chart)).toThrow('fieldOfTomorrow');
  });

  test('but not if an inner scope switches it on again', () => {
    const app = new App();
    configureChecks(app, { allow: ['*'] });
    const chart = chartWithUnknownField(new Chart(app, 'portal'));
    configureChecks(chart, { allow: [] });
    expect(() => manifests(chart)).toThrow('fieldOfTomorrow');
  });

  test('and stays off if a later call sets the version', () => {
    const chart = chartWithUnknownField();
    configureChecks(chart, { allow: ['*'] });
    configureChecks(chart, { kubernetesVersion: '1.30' });
    expect(manifests(chart)).toHaveLength(1);
  });
});

test.each<[unknown, string]>([
  [
    { allow: ['kubernetes-object'] },
    'allow: must contain only ids of checks, got "kubernetes-object"; use kubernetes-objects',
  ],
  [{ allow: 'kubernetes-objects' }, 'allow: must be a list of ids, got "kubernetes-objects"; put [ ] around the ids'],
  [{ allow: [5] }, 'allow: must contain only ids of checks, got 5; use one of *, kubernetes-fields'],
  [
    { kubernetesVersion: 1.3 },
    'kubernetesVersion: must be a Kubernetes version such as 1.36, got 1.3; write it as 1.<minor>',
  ],
  [{ kubernetesVersion: '2.0' }, 'kubernetesVersion: must be a Kubernetes version such as 1.36, got "2.0"'],
  [{ kubernetesVersion: 'newest' }, 'kubernetesVersion: must be a Kubernetes version such as 1.36, got "newest"'],
])('refuses the options %j', (options, message) => {
  expect(() => configureChecks(testChart(), options as CheckOptions)).toThrow(`configureChecks: ${message}`);
});

test('reports all wrong options together', () => {
  const options = { allow: ['x', 'y'], kubernetesVersion: 'z' } as unknown as CheckOptions;
  expect(() => configureChecks(testChart(), options)).toThrow(/"x".*\n.*"y".*\n.*"z"/);
});

test.each(['1.30', 'v1.30', '1.30.2', '1.36.0-rc.1', 'v1.30.2+k3s1'])('accepts the version %s', (kubernetesVersion) => {
  expect(() => configureChecks(testChart(), { kubernetesVersion })).not.toThrow();
});
