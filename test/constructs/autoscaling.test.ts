import { Release } from '../../lib/backstage/release';
import { BackstageAutoscaling, type BackstageAutoscalingProps } from '../../lib/constructs/autoscaling';
import { LABELS, manifestOf, manifests, scalableDeployment, testChart, testDeployment } from '../support';

test('renders every prop', () => {
  const chart = testChart();
  const props: Required<BackstageAutoscalingProps> = {
    target: scalableDeployment(chart, { release: new Release({ namespace: 'team-a', fullnameOverride: 'console' }) }),
    minReplicas: 2,
    maxReplicas: 9,
    targetCPUUtilizationPercentage: 55,
    targetMemoryUtilizationPercentage: 66,
    behavior: { scaleDown: { stabilizationWindowSeconds: 30 } },
    metadata: { labels: { team: 'platform' } },
  };
  expect(manifestOf(new BackstageAutoscaling(chart, 'Autoscaling', props))).toEqual({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'console-ui', namespace: 'team-a', labels: { ...LABELS, team: 'platform' } },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'console-ui' },
      minReplicas: 2,
      maxReplicas: 9,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 55 } } },
        { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 66 } } },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 30 } },
    },
  });
});

function autoscaling(props: Omit<BackstageAutoscalingProps, 'target'> = {}): BackstageAutoscaling {
  const chart = testChart();
  return new BackstageAutoscaling(chart, 'Autoscaling', { target: scalableDeployment(chart), ...props });
}

test('renders the defaults of the chart', () => {
  expect(manifestOf(autoscaling()).spec).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'openchoreo-ui' },
    minReplicas: 1,
    maxReplicas: 3,
    metrics: [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
    ],
    behavior: {
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
      },
      scaleUp: {
        stabilizationWindowSeconds: 0,
        policies: [
          { type: 'Percent', value: 100, periodSeconds: 15 },
          { type: 'Pods', value: 4, periodSeconds: 60 },
        ],
        selectPolicy: 'Max',
      },
    },
  });
});

test.each([
  ['CPU', 'targetCPUUtilizationPercentage', 'memory'],
  ['memory', 'targetMemoryUtilizationPercentage', 'cpu'],
])('does not scale on %s if its target is false', (_, prop, rest) => {
  const { spec } = manifestOf(autoscaling({ [prop]: false }));
  expect(spec).toHaveProperty('metrics.length', 1);
  expect(spec).toHaveProperty('metrics.0.resource.name', rest);
});

test.each([false, 0] as const)('renders no metrics if both targets are %p', (target) => {
  const none = { targetCPUUtilizationPercentage: target, targetMemoryUtilizationPercentage: target };
  expect(manifestOf(autoscaling(none)).spec).not.toHaveProperty('metrics');
});

test('omits an empty behavior, so that Kubernetes uses its default', () => {
  expect(manifestOf(autoscaling({ behavior: {} })).spec).not.toHaveProperty('behavior');
});

test('omits minReplicas if it is false, so that Kubernetes uses its default', () => {
  expect(manifestOf(autoscaling({ minReplicas: false })).spec).not.toHaveProperty('minReplicas');
});

test('marks the Deployment as the target of an autoscaler', () => {
  const chart = testChart();
  const target = scalableDeployment(chart);
  expect(target.hasAutoscaler).toBe(false);
  new BackstageAutoscaling(chart, 'Autoscaling', { target });
  expect(target.hasAutoscaler).toBe(true);
});

test('refuses minReplicas above maxReplicas, with a fix in the message', () => {
  const chart = testChart();
  new BackstageAutoscaling(chart, 'Autoscaling', { target: scalableDeployment(chart), minReplicas: 9, maxReplicas: 5 });
  expect(() => manifests(chart)).toThrow(
    '[test/Autoscaling] minReplicas: must be at most maxReplicas (5), got 9; lower it, or raise maxReplicas',
  );
});

test('refuses minReplicas above the default of maxReplicas', () => {
  const chart = testChart();
  new BackstageAutoscaling(chart, 'Autoscaling', { target: scalableDeployment(chart), minReplicas: 4 });
  expect(() => manifests(chart)).toThrow('minReplicas: must be at most maxReplicas (3), got 4');
});

test('refuses bounds of 0', () => {
  expect(() => manifestOf(autoscaling({ minReplicas: 0, maxReplicas: 0 }))).toThrow(
    /minReplicas: must be at least 1, got 0; set it to 1 or more\n.*maxReplicas: must be at least 1, got 0/,
  );
});

test('accepts a target above the request', () => {
  expect(manifestOf(autoscaling({ targetCPUUtilizationPercentage: 500 }))).toHaveProperty(
    'spec.metrics.0.resource.target.averageUtilization',
    500,
  );
});

test('accepts minReplicas equal to maxReplicas', () => {
  expect(manifestOf(autoscaling({ minReplicas: 5, maxReplicas: 5 }))).toHaveProperty('spec.minReplicas', 5);
});

test('refuses several pods on SQLite', () => {
  const chart = testChart();
  new BackstageAutoscaling(chart, 'Autoscaling', { target: testDeployment(chart) });
  expect(() => manifests(chart)).toThrow(
    'maxReplicas: must be 1 with SQLite, because only one pod can open its file; got 3; use PostgreSQL',
  );
});
