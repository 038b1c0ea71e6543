// Namespaces of objects: from the release, from the enclosing chart, or none.
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Release } from '../../lib/backstage/release';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import { BackstageDatabase } from '../../lib/constructs/database';
import { BackstageResource } from '../../lib/constructs/resource';
import { BackstageSecret } from '../../lib/constructs/secret';
import { BackstageService } from '../../lib/constructs/service';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { identities, manifestOf, manifests, testChart, testDeployment } from '../support';
import { everyConstruct } from './every-construct';

/** Objects that have no namespace, or a namespace other than that of the release. */
const ELSEWHERE: Readonly<Record<string, string | undefined>> = {
  'PriorityClass openchoreo-backstage': undefined,
  'ServiceMonitor openchoreo-ui': 'monitoring',
};

/** Returns the identities of the objects that are not in the expected namespace. */
function strays(chart: Chart, namespace: string | undefined): string[] {
  return identities(
    manifests(chart).filter((manifest) => {
      const [identity = ''] = identities([manifest]);
      const expected = identity in ELSEWHERE && namespace !== undefined ? ELSEWHERE[identity] : namespace;
      return manifest.metadata.namespace !== expected;
    }),
  );
}

describe('a release without namespace', () => {
  test('renders all objects in the namespace of its chart', () => {
    const chart = testChart({ namespace: 'team-a' });
    everyConstruct(chart, { release: new Release({ name: 'portal' }) });
    expect(strays(chart, 'team-a')).toEqual([]);
  });

  test('uses the namespace of the nearest enclosing chart', () => {
    const inner = new Chart(testChart({ namespace: 'outer' }), 'inner', { namespace: 'inner' });
    const account = new BackstageServiceAccount(new Construct(inner, 'portal'), 'ServiceAccount');
    expect(account.namespace).toBe('inner');
    expect(manifestOf(account).metadata.namespace).toBe('inner');
  });

  test('uses the namespace of the chart in references between objects', () => {
    const chart = testChart({ namespace: 'team-a' });
    everyConstruct(chart);
    const text = JSON.stringify(manifests(chart));
    expect(text).toContain('http://openchoreo-api.team-a.svc.cluster.local:8080/api/v1');
    expect(text).toContain('"name":"gateway-default","namespace":"team-a"}');
    expect(text).toContain('"namespaceSelector":{"matchNames":["team-a"]}');
  });

  describe('in a chart without namespace', () => {
    test('renders no namespace in any object', () => {
      const chart = testChart();
      everyConstruct(chart);
      expect(strays(chart, undefined)).toEqual([]);
    });

    test('renders no namespace in any reference, and Service names as hosts', () => {
      const chart = testChart();
      everyConstruct(chart);
      // The Job contains a script, which can contain any word.
      const text = JSON.stringify(manifests(chart).filter(({ kind }) => kind !== 'Job'));
      expect(text).toContain('"value":"http://openchoreo-api:8080/api/v1"');
      expect(text).toContain('"name":"gateway-default"}');
      expect(text).not.toContain('"namespace":');
      expect(text).not.toContain('.svc');
      expect(text).not.toContain('matchNames');
      expect(text).not.toContain('undefined');
    });
  });
});

describe('a release with a namespace', () => {
  test('renders all objects in it if the chart has none', () => {
    const chart = testChart();
    everyConstruct(chart, { release: new Release({ namespace: 'team-b' }) });
    expect(strays(chart, 'team-b')).toEqual([]);
  });

  test('can be in a chart of the same namespace', () => {
    const chart = testChart({ namespace: 'team-b' });
    everyConstruct(chart, { release: new Release({ namespace: 'team-b' }) });
    expect(strays(chart, 'team-b')).toEqual([]);
  });

  test('is refused by every construct in a chart of another namespace', () => {
    const chart = testChart({ namespace: 'team-a' });
    everyConstruct(chart, { release: new Release({ namespace: 'team-b' }) });
    const message =
      "namespace: the chart is in team-a, but the release is in team-b; set both to the same namespace, or remove the release's";
    const silent = chart.node.children.filter(({ node }) =>
      node.findAll().every((construct) => !construct.node.validate().some((problem) => problem.includes(message))),
    );
    // A PriorityClass has no namespace, and a ServiceMonitor is in the namespace of Prometheus.
    expect(silent.map(({ node }) => node.path)).toEqual(['test/PriorityClass', 'test/ServiceMonitor']);
    expect(() => manifests(chart)).toThrow(`[test/ServiceAccount] ${message}`);
  });
});

test('renders objects in two namespaces from two charts in one app', () => {
  const app = new App();
  const namespaces = ['team-a', 'team-b'].map((namespace) => {
    const chart = new Chart(app, namespace, { namespace, disableResourceNameHashes: true });
    return manifestOf(testDeployment(chart)).metadata.namespace;
  });
  expect(namespaces).toEqual(['team-a', 'team-b']);
});

test('refuses objects in another namespace than the pods that refer to them', () => {
  const app = new App();
  const [objects, pods] = ['team-a', 'team-b'].map(
    (namespace) => new Chart(app, namespace, { namespace, disableResourceNameHashes: true }),
  ) as [Chart, Chart];
  const deployment = testDeployment(pods, {
    credentials: new BackstageSecret(objects, 'Secret', { backendSecret: 'test', clientSecret: 'test' }),
    database: new BackstageDatabase(objects, 'Database', { type: 'sqlite', persistence: {} }),
    appConfig: new BackstageAppConfig(objects, 'AppConfig', { appConfig: { app: { title: '${TITLE}' } } }),
    serviceAccount: new BackstageServiceAccount(objects, 'ServiceAccount'),
  });
  expect(deployment.node.validate().map((problem) => problem.split(';')[0])).toEqual(
    ['database', 'appConfig', 'credentials', 'serviceAccount'].map(
      (prop) => `${prop}: must be in the Deployment's namespace (team-b), got team-a`,
    ),
  );
});

test('refuses a Service in another namespace than its workload', () => {
  const service = new BackstageService(testChart({ namespace: 'team-b' }), 'Service', {
    deployment: testDeployment(testChart({ namespace: 'team-a' })),
  });
  expect(service.node.validate()).toEqual([
    'namespace: the chart is in team-b, but the workload or Service of this construct is in team-a; create both in one namespace',
  ]);
});

test('exposes the namespace of the object in every construct', () => {
  const chart = testChart({ namespace: 'team-a' });
  everyConstruct(chart);
  const resources = chart.node.findAll().filter((construct) => construct instanceof BackstageResource);
  expect(resources.length).toBeGreaterThan(12);
  const others = resources.filter(({ namespace, apiObject }) => namespace !== apiObject.toJson().metadata.namespace);
  expect(others.map(({ node }) => node.path)).toEqual([]);
});

test('accepts a claim in the same namespace as the pods that mount it', () => {
  const chart = testChart({ namespace: 'team-a' });
  const database = new BackstageDatabase(chart, 'Database', { type: 'sqlite', persistence: {} });
  expect(() => manifestOf(testDeployment(chart, { database }))).not.toThrow();
  expect(database.claim?.namespace).toBe('team-a');
});
