// Checks at synthesis of every object in a chart with constructs of this package: theirs, those of cdk8s-plus, and plain ones.
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Release, type ReleaseProps } from '../../lib/backstage/release';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { configureChecks } from '../../lib/constructs/configure-checks';
import { BackstageDatabase } from '../../lib/constructs/database';
import { BackstageDeployment, type BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { BackstagePodDisruptionBudget } from '../../lib/constructs/pod-disruption-budget';
import { BackstageService } from '../../lib/constructs/service';
import { BackstageServiceAccount } from '../../lib/constructs/service-account';
import { warningsOf } from '../../lib/constructs/warnings';
import { CREDENTIALS, OIDC } from '../support';
import { POSTGRESQL } from './support';

function chartOf(namespace: string | undefined = 'portal', app = Testing.app()): Chart {
  return new Chart(app, 'team', { namespace, disableResourceNameHashes: true });
}

/** Creates a portal below a construct: database, Deployment and Service. */
function portal(
  chart: Construct,
  { id = 'portal', release, ...props }: Partial<BackstageDeploymentProps> & { id?: string; release?: Release } = {},
): BackstageDeployment {
  const scope = new Construct(chart, id);
  const deployment = new BackstageDeployment(scope, 'deployment', {
    database: new BackstageDatabase(scope, 'database', { ...POSTGRESQL, release }),
    credentials: CREDENTIALS,
    baseUrl: 'https://console.example.com',
    oidc: OIDC,
    release,
    ...props,
  });
  new BackstageService(scope, 'service', { deployment });
  return deployment;
}

function releaseOf(name: string, props: ReleaseProps = {}): Release {
  return new Release({ name, portalName: name, fullnameOverride: name, ...props });
}

/** Returns the messages of a failed synthesis, without cdk8s' heading. */
function problems(chart: Chart): string[] {
  try {
    Testing.synth(chart);
    return [];
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

describe('a refused object names its construct', () => {
  test('of this package, if a patch breaks it', () => {
    const chart = chartOf();
    portal(chart).apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 1));
    expect(problems(chart)).toEqual([
      expect.stringMatching(
        /^\[team\] team\/portal\/deployment: Deployment openchoreo-ui: spec\.fieldOfTomorrow: is not a field/,
      ),
    ]);
  });

  test('of this package, if it is inside another construct', () => {
    const chart = chartOf();
    const config = new BackstageAppConfig(chart, 'config', { appConfig: { a: '$x' }, release: releaseOf('a') });
    config.configMap?.apiObject.metadata.addLabel('not a key', 'x');
    expect(problems(chart)).toEqual([
      expect.stringMatching(/^\[team\] team\/config: ConfigMap a-backstage-extra-config: metadata\.labels\["not…"\]: /),
    ]);
  });

  test('of cdk8s-plus', () => {
    const chart = chartOf();
    portal(chart);
    new kplus.ConfigMap(chart, 'settings', { metadata: { labels: { 'not a key': 'x' } } });
    expect(problems(chart)).toEqual([
      expect.stringMatching(/^\[team\] team\/settings: ConfigMap team-settings: metadata\.labels/),
    ]);
  });

  test('of cdk8s', () => {
    const chart = chartOf();
    portal(chart);
    new ApiObject(chart, 'crd', {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { labels: { 'not a key': 'x' } },
    });
    expect(problems(chart)).toEqual([expect.stringMatching(/^\[team\] team\/crd: Thing team-crd: metadata\.labels/)]);
  });
});

test('leaves charts without constructs of this package alone', () => {
  const app = Testing.app();
  const other = new Chart(app, 'other');
  new ApiObject(other, 'crd', { apiVersion: 'v1', kind: 'Thing', metadata: { labels: { 'not a key': 'x' } } });
  portal(chartOf('portal', app));
  expect(() => app.synthYaml()).not.toThrow();
});

test('checks the objects of a nested chart once', () => {
  const outer = chartOf();
  const inner = new Chart(outer, 'inner', { namespace: 'portal' });
  new BackstageServiceAccount(outer, 'outer-account', { name: 'outer' });
  new BackstageServiceAccount(inner, 'account').apiObject.metadata.addLabel('not a key', 'x');
  expect(problems(outer)).toEqual([expect.stringMatching(/^\[team\/inner\] team\/inner\/account: /)]);
});

test('reports only the message about a prop if a prop makes the object invalid', () => {
  const chart = chartOf();
  new BackstageAutoscaling(chart, 'autoscaling', { target: portal(chart), minReplicas: 9, maxReplicas: 5 });
  expect(problems(chart)).toEqual([expect.stringMatching(/^\[team\/autoscaling\] minReplicas: /)]);
});

describe('an object that cannot be rendered', () => {
  const loop: Record<string, unknown> = {};
  loop.itself = loop;

  test.each<[string, unknown, string]>([
    ['contains itself', loop, 'must not contain itself'],
    [
      'has a date',
      new Date(0),
      'must contain only texts, numbers, booleans, lists and maps, got an object of the class Date',
    ],
    [
      'has a function that fails',
      Lazy.any({ produce: () => (undefined as unknown as { token: string }).token }),
      'cannot be rendered, because a value, a function or a patch of it fails (TypeError)',
    ],
  ])('names its construct if it %s', (_, data, message) => {
    const chart = chartOf();
    portal(chart);
    new ApiObject(chart, 'thing', { apiVersion: 'example.com/v1', kind: 'Thing', spec: { data } });
    expect(problems(chart)).toEqual([expect.stringContaining(`[team] team/thing: Thing team-thing: ${message}`)]);
  });

  test('does not show a secret of a patch that fails', () => {
    const chart = chartOf();
    portal(chart).apiObject.addJsonPatch(JsonPatch.test('/spec/paused', 'a-secret'));
    expect(problems(chart)).toEqual([
      expect.stringMatching(/^\[team\] team\/portal\/deployment: Deployment openchoreo-ui: cannot be/),
    ]);
    expect(problems(chart).join()).not.toContain('a-secret');
  });
});

describe('two portals in one chart', () => {
  test('are valid with two releases and a ServiceAccount for both', () => {
    const chart = chartOf();
    const serviceAccount = new BackstageServiceAccount(chart, 'account');
    portal(chart, { id: 'one', serviceAccount });
    portal(chart, { id: 'two', serviceAccount, release: releaseOf('second') });
    expect(problems(chart)).toEqual([]);
  });

  test('are refused with one release, with the paths of both and a fix', () => {
    const chart = chartOf();
    portal(chart, { id: 'one' });
    portal(chart, { id: 'two' });
    const fix =
      'give each portal a Release with another name, fullnameOverride and portalName, or create the object once';
    const account =
      'give each portal a BackstageServiceAccount with another name, or pass one to both as serviceAccount';
    const message = (construct: string, object: string) =>
      `[team] team/two/${construct}: ${object}: metadata.name: must be unique, but team/one/${construct} also creates ${object} in the namespace portal; `;
    expect(problems(chart)).toEqual([
      message('deployment', 'ServiceAccount openchoreo-backstage') + account,
      message('deployment', 'Deployment openchoreo-ui') + fix,
      message('service', 'Service openchoreo-ui') + fix,
    ]);
  });

  test('are refused if only their names differ, because one Service would send requests to both', () => {
    const chart = chartOf();
    const serviceAccount = { name: 'default' };
    portal(chart, { id: 'one', serviceAccount });
    portal(chart, { id: 'two', serviceAccount, release: new Release({ portalName: 'second' }) });
    expect(problems(chart)).toEqual([
      expect.stringContaining(
        'team/two/deployment: Deployment second: spec.selector: must not select the pods of another workload, but team/one/deployment has',
      ),
    ]);
  });

  test('are refused with two autoscalers for one of them', () => {
    const chart = chartOf();
    const target = portal(chart);
    new BackstageAutoscaling(chart, 'autoscaling', { target });
    new kplus.HorizontalPodAutoscaler(chart, 'second', { target, maxReplicas: 3 });
    expect(problems(chart)).toEqual([
      expect.stringContaining(
        'team/second: HorizontalPodAutoscaler team-second: spec.scaleTargetRef: must not be the target of another autoscaler, but team/autoscaling also scales Deployment openchoreo-ui',
      ),
    ]);
  });

  test('are refused with two budgets for one of them', () => {
    const chart = chartOf();
    const deployment = portal(chart);
    new BackstagePodDisruptionBudget(chart, 'budget', { deployment });
    new ApiObject(chart, 'second', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      spec: { minAvailable: 1, selector: { matchLabels: deployment.podLabels } },
    });
    expect(problems(chart)).toEqual([
      expect.stringContaining('team/second: PodDisruptionBudget team-second: spec.selector: '),
    ]);
  });

  test('are refused with an autoscaler in another namespace', () => {
    const chart = chartOf(undefined);
    portal(chart, { release: new Release({ namespace: 'portal' }) });
    new ApiObject(chart, 'autoscaler', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { namespace: 'other' },
      spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'openchoreo-ui' } },
    });
    expect(problems(chart)).toEqual([
      expect.stringContaining(
        'team/autoscaler: HorizontalPodAutoscaler team-autoscaler: spec.scaleTargetRef.name: must be a Deployment in the namespace other, but team/portal/deployment creates',
      ),
    ]);
  });

  test('are accepted if the conflict is allowed', () => {
    const chart = chartOf();
    configureChecks(chart, { allow: ['object-conflicts'] });
    portal(chart, { id: 'one' });
    portal(chart, { id: 'two' });
    expect(problems(chart)).toEqual([]);
  });
});

describe('several pods on SQLite', () => {
  function onSqlite(chart: Chart): BackstageDeployment {
    return portal(chart, { database: new BackstageDatabase(chart, 'sqlite', { type: 'sqlite' }), replicas: false });
  }

  test('are refused with an autoscaler of cdk8s-plus', () => {
    const chart = chartOf();
    new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target: onSqlite(chart), maxReplicas: 3 });
    expect(problems(chart)).toEqual([
      '[team] team/autoscaler: HorizontalPodAutoscaler team-autoscaler: spec.maxReplicas: must be 1 with SQLite, because only one pod can open its file; got 3; use PostgreSQL',
    ]);
  });

  test('are refused with a patch', () => {
    const chart = chartOf();
    onSqlite(chart).apiObject.addJsonPatch(JsonPatch.add('/spec/replicas', 2));
    expect(problems(chart)).toEqual([
      expect.stringContaining('Deployment openchoreo-ui: spec.replicas: must be 1 with SQLite'),
    ]);
  });

  test('are refused with a patch of an autoscaler of this package', () => {
    const chart = chartOf();
    const autoscaling = new BackstageAutoscaling(chart, 'autoscaling', { target: onSqlite(chart), maxReplicas: 1 });
    autoscaling.apiObject.addJsonPatch(JsonPatch.replace('/spec/maxReplicas', 2));
    expect(problems(chart)).toEqual([
      expect.stringContaining('team/autoscaling: HorizontalPodAutoscaler openchoreo-ui: spec.maxReplicas: must be 1'),
    ]);
  });

  test('are valid if allowed, or with one pod', () => {
    const allowed = chartOf();
    configureChecks(allowed, { allow: ['sqlite-single-replica'] });
    onSqlite(allowed).apiObject.addJsonPatch(JsonPatch.add('/spec/replicas', 2));
    const one = chartOf();
    new kplus.HorizontalPodAutoscaler(one, 'autoscaler', { target: onSqlite(one), maxReplicas: 1 });
    expect([...problems(allowed), ...problems(one)]).toEqual([]);
  });
});

describe('a fixed number of pods', () => {
  function autoscaler(chart: Chart, name = 'openchoreo-ui'): void {
    new ApiObject(chart, 'autoscaler', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
    });
  }

  test('is refused with a plain autoscaler, if it is the default', () => {
    const chart = chartOf();
    portal(chart);
    autoscaler(chart);
    expect(problems(chart)).toEqual([
      '[team] team/portal/deployment: Deployment openchoreo-ui: spec.replicas: must not be set, because each apply would undo what the autoscaler team/autoscaler sets; got 1; set replicas to false',
    ]);
  });

  test.each([2, false] as const)('is valid with a plain autoscaler, if replicas is %p', (replicas) => {
    const chart = chartOf();
    portal(chart, { replicas });
    autoscaler(chart);
    expect(problems(chart)).toEqual([]);
  });

  test('is valid if an autoscaler scales another workload', () => {
    const chart = chartOf();
    portal(chart);
    autoscaler(chart, 'other');
    expect(problems(chart)).toEqual([]);
  });
});

describe('objects that two charts of an app share', () => {
  function app(...namespaces: readonly string[]): App {
    const root = new App();
    for (const [index, namespace] of namespaces.entries()) {
      portal(new Chart(root, `chart-${index}`, { namespace }));
    }
    return root;
  }

  test('are infos, because the charts may go to different clusters', () => {
    const root = app('portal', 'portal');
    expect(() => root.synthYaml()).not.toThrow();
    expect(warningsOf(root)).toEqual([
      {
        rule: 'shared-objects',
        severity: 'info',
        path: '',
        message:
          'chart-0 and chart-1 both render ServiceAccount openchoreo-backstage in the namespace portal, and 2 more of the same objects. In one cluster, they overwrite each other',
        fix: 'apply them to different clusters, or to different namespaces',
        object: 'ServiceAccount openchoreo-backstage',
      },
    ]);
  });

  test('are found from any construct of the app', () => {
    const [chart] = app('portal', 'portal').node.children;
    expect(warningsOf(chart ?? new App())).toHaveLength(1);
  });

  test('are none in different namespaces', () => {
    expect(warningsOf(app('portal', 'other'))).toEqual([]);
  });

  test('are not reported if allowed', () => {
    const root = app('portal', 'portal');
    configureChecks(root, { allow: ['shared-objects'] });
    expect(warningsOf(root)).toEqual([]);
  });
});

test('reports all mistakes of a chart with two portals and objects of cdk8s-plus together', () => {
  const chart = chartOf();
  const first = portal(chart, { id: 'first' });
  const second = portal(chart, {
    id: 'second',
    release: releaseOf('second'),
    database: new BackstageDatabase(chart, 'sqlite', { type: 'sqlite', release: releaseOf('second') }),
  });
  first.addEnv([{ name: 'A', fieldOfTomorrow: 1 } as never]);
  new kplus.HorizontalPodAutoscaler(chart, 'scaling', { target: second, maxReplicas: 3 });
  new BackstagePodDisruptionBudget(chart, 'budget', { deployment: first });
  new BackstagePodDisruptionBudget(chart, 'same-budget', { deployment: first });
  new kplus.ConfigMap(chart, 'settings', { metadata: { labels: { 'not a key': 'x' } } });
  const service = new kplus.Service(chart, 'elsewhere', { metadata: { namespace: 'other' }, ports: [{ port: 80 }] });
  new kplus.Ingress(chart, 'ingress').addHostDefaultBackend('a.example.com', kplus.IngressBackend.fromService(service));
  new ApiObject(chart, 'date', { apiVersion: 'example.com/v1', kind: 'Thing', spec: { at: new Date(0) } });
  const found = problems(chart).map((line) =>
    line
      .replace(/^\[team\] /, '')
      .split(': ', 3)
      .slice(0, 3)
      .join(' '),
  );
  expect(found.sort()).toEqual([
    'team/date Thing team-date must contain only texts, numbers, booleans, lists and maps, got an object of the class Date; replace it',
    'team/first/deployment Deployment openchoreo-ui spec.template.spec.containers[0].env[3].fieldOfTomorrow',
    'team/ingress Ingress team-ingress spec.rules[0].http.paths[0].backend.service.name',
    'team/same-budget PodDisruptionBudget openchoreo-ui metadata.name',
    'team/scaling HorizontalPodAutoscaler team-scaling spec.maxReplicas',
    'team/second/deployment ServiceAccount openchoreo-backstage metadata.name',
    'team/settings ConfigMap team-settings metadata.labels["not…"]',
  ]);
});
