import { JsonPatch } from 'cdk8s';
import { HorizontalPodAutoscaler } from 'cdk8s-plus-28';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { configureChecks } from '../../lib/constructs/configure-checks';
import { BackstageDatabase } from '../../lib/constructs/database';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { BackstagePodDisruptionBudget } from '../../lib/constructs/pod-disruption-budget';
import { warningsOf } from '../../lib/constructs/warnings';
import { scalableDeployment, testChart, testDeployment } from '../support';

// Bounds that contradict each other, in charts of constructs.

describe('a PodDisruptionBudget', () => {
  test('warns if it keeps the only pod, which SQLite allows', () => {
    const chart = testChart();
    new BackstagePodDisruptionBudget(chart, 'budget', { deployment: testDeployment(chart) });
    expect(warningsOf(chart)).toEqual([
      {
        rule: 'blocked-drains',
        severity: 'warning',
        path: 'spec.minAvailable',
        message: 'lets no pod go, so draining a node never ends: there may be only 1 pod; got 1',
        fix: 'pass maxUnavailable: 1 instead of minAvailable, because SQLite allows only one pod',
        construct: 'test/budget',
        object: 'PodDisruptionBudget openchoreo-ui',
      },
    ]);
  });

  test('warns if the autoscaler may leave one pod, and names its prop', () => {
    const chart = testChart();
    const deployment = scalableDeployment(chart);
    new BackstageAutoscaling(chart, 'scaler', { target: deployment });
    new BackstagePodDisruptionBudget(chart, 'budget', { deployment });
    expect(warningsOf(chart)).toEqual([
      expect.objectContaining({
        rule: 'blocked-drains',
        fix: 'set minReplicas of test/scaler to 2, or pass maxUnavailable: 1 instead of minAvailable',
      }),
    ]);
  });

  test('warns of an autoscaler of another package, and of a patch', () => {
    const chart = testChart();
    const deployment = scalableDeployment(chart);
    new HorizontalPodAutoscaler(chart, 'scaler', { target: deployment, minReplicas: 2, maxReplicas: 4 });
    const budget = new BackstagePodDisruptionBudget(chart, 'budget', { deployment });
    const found = () => warningsOf(chart).filter(({ rule }) => rule === 'blocked-drains');
    expect(found()).toEqual([]);
    budget.apiObject.addJsonPatch(JsonPatch.replace('/spec/minAvailable', '100%'));
    expect(found()).toEqual([expect.objectContaining({ fix: 'pass maxUnavailable: 1 instead of minAvailable' })]);
  });

  test('does not warn if a pod may go, or if the pods are in no object of the chart', () => {
    const [two, one, other] = [testChart(), testChart(), testChart()];
    new BackstagePodDisruptionBudget(two, 'budget', { deployment: scalableDeployment(two, { replicas: 2 }) });
    new BackstagePodDisruptionBudget(one, 'budget', { deployment: testDeployment(one), maxUnavailable: 1 });
    new BackstagePodDisruptionBudget(other, 'budget', {
      deployment: testDeployment(other),
      selector: { matchLabels: { app: 'other' } },
    });
    expect([two, one, other].flatMap((chart) => warningsOf(chart))).toEqual([]);
  });

  test('does not warn if the check is switched off', () => {
    const chart = testChart();
    new BackstagePodDisruptionBudget(chart, 'budget', { deployment: testDeployment(chart) });
    configureChecks(chart, { allow: ['blocked-drains'] });
    expect(warningsOf(chart)).toEqual([]);
  });
});

describe('an autoscaler', () => {
  const found = (props: Partial<BackstageDeploymentProps>) => {
    const chart = testChart();
    new BackstageAutoscaling(chart, 'scaler', { target: scalableDeployment(chart, props) });
    return warningsOf(chart);
  };
  const sidecar = { name: 'proxy', image: 'example.com/proxy:1' };

  test('warns of a container without requests', () => {
    expect(found({ extraContainers: [sidecar] })).toEqual([
      {
        rule: 'autoscaling-requests',
        severity: 'warning',
        path: 'spec.template.spec.containers[1].resources',
        message:
          'requests no cpu and no memory, so the autoscaler cannot compute the use of the pods, and does not scale',
        fix: 'set requests.cpu and requests.memory of the container proxy',
        construct: 'test/Deployment',
        object: 'Deployment openchoreo-ui',
      },
    ]);
    expect(found({ resources: { requests: { cpu: '1' } } })).toEqual([
      expect.objectContaining({ fix: 'set requests.memory of the container backstage' }),
    ]);
  });

  test('does not warn of requests, or of limits in their place', () => {
    expect(found({})).toEqual([]);
    expect(found({ initContainers: [sidecar] })).toEqual([]);
    expect(found({ resources: { limits: { cpu: '1', memory: '1Gi' } } })).toEqual([]);
  });
});

describe('a Deployment', () => {
  const found = (props: Partial<BackstageDeploymentProps>, persistence = {}) => {
    const chart = testChart();
    const database = new BackstageDatabase(chart, 'Database', { type: 'sqlite', persistence });
    testDeployment(chart, { database, ...props });
    return warningsOf(chart);
  };

  test.each<Partial<BackstageDeploymentProps>>([
    { strategy: false },
    { strategy: { type: 'RollingUpdate' } },
    { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
  ])('warns if an update starts a second pod on the claim of SQLite: %j', (props) => {
    expect(found(props)).toEqual([
      {
        rule: 'deployment-strategy',
        severity: 'warning',
        path: 'spec.strategy',
        message: 'starts the new pod before the old one stops, but only one pod can open the SQLite file',
        fix: 'set rollingUpdate.maxSurge to 0, or type to Recreate',
        construct: 'test/Deployment',
        object: 'Deployment openchoreo-ui',
      },
    ]);
  });

  test.each<Partial<BackstageDeploymentProps>>([
    {},
    { strategy: { type: 'Recreate' } },
    { strategy: { rollingUpdate: { maxSurge: 0 } } },
  ])('does not warn of an update that stops the old pod first: %j', (props) => {
    expect(found(props)).toEqual([]);
  });

  test('warns of a hook that sleeps until Kubernetes kills the container', () => {
    const lifecycle = { preStop: { exec: { command: ['sleep', '45'] } } };
    expect(found({ lifecycle })).toEqual([
      expect.objectContaining({
        rule: 'termination-grace-period',
        path: 'spec.template.spec.containers[0].lifecycle.preStop',
        fix: 'set terminationGracePeriodSeconds to 75, or let it sleep less',
      }),
    ]);
    expect(found({ lifecycle, terminationGracePeriodSeconds: 60 })).toEqual([]);
  });
});
