// Constructs for a custom workload instead of a BackstageDeployment.
import { ApiObject } from 'cdk8s';
import { Release } from '../../lib/backstage/release';
import { BackstageAutoscaling } from '../../lib/constructs/autoscaling';
import { BackstageIngress } from '../../lib/constructs/ingress';
import { BackstageNetworkPolicy } from '../../lib/constructs/network-policy';
import { BackstagePodDisruptionBudget } from '../../lib/constructs/pod-disruption-budget';
import { BackstageService } from '../../lib/constructs/service';
import { BackstageServiceMonitor } from '../../lib/constructs/service-monitor';
import type { BackstageWorkload, ScalableWorkload } from '../../lib/constructs/workload';
import { BACKEND } from '../crd-defaults';
import { manifestOf, manifests, testChart } from '../support';

const POD_LABELS = { app: 'portal', tier: 'web' };

/** Workload with every member that constructs read. */
const WORKLOAD: Required<BackstageWorkload> = {
  release: new Release({ fullnameOverride: 'portal' }),
  namespace: 'team-a',
  podLabels: POD_LABELS,
  port: { name: 'web', number: 3000 },
  endpoints: {
    openchoreoApi: 'https://api.example.com/api/v1',
    identityProvider: ['http://thunder.identity.svc.cluster.local:8090/token'],
    database: { host: '10.1.2.3', port: 6432 },
  },
  database: { type: 'postgresql' },
};

test('routes a Service to the port of a custom workload', () => {
  expect(manifestOf(new BackstageService(testChart(), 'Service', { deployment: WORKLOAD }))).toMatchObject({
    metadata: { name: 'portal-ui', namespace: 'team-a' },
    spec: { selector: POD_LABELS, ports: [{ port: 7007, targetPort: 'web' }] },
  });
});

test('routes and scrapes a custom workload through its Service', () => {
  const chart = testChart();
  const service = new BackstageService(chart, 'Service', { deployment: WORKLOAD });
  const hosts = [{ host: 'console.example.com', paths: [{ path: '/' }] }];
  const route = new BackstageIngress(chart, 'Route', { kind: 'HTTPRoute', service, hosts });
  const monitor = new BackstageServiceMonitor(chart, 'Monitor', { service });
  expect(manifestOf(route)).toHaveProperty('spec.rules.0.backendRefs', [{ ...BACKEND, name: 'portal-ui', port: 7007 }]);
  expect(manifestOf(monitor)).toHaveProperty('spec.namespaceSelector.matchNames', ['team-a']);
});

test('counts the pods of a custom workload in a disruption budget', () => {
  const budget = new BackstagePodDisruptionBudget(testChart(), 'Budget', { deployment: WORKLOAD });
  expect(manifestOf(budget)).toMatchObject({
    metadata: { name: 'portal-ui', namespace: 'team-a' },
    spec: { selector: { matchLabels: POD_LABELS } },
  });
});

test('allows traffic to the port of a custom workload, and from it to its endpoints', () => {
  const policy = manifestOf(new BackstageNetworkPolicy(testChart(), 'Policy', { deployment: WORKLOAD }));
  expect(policy).toMatchObject({
    metadata: { name: 'portal-ui', namespace: 'team-a' },
    spec: { podSelector: { matchLabels: POD_LABELS }, ingress: [{ ports: [{ protocol: 'TCP', port: 3000 }] }] },
  });
  expect(policy).toHaveProperty('spec.egress.0', {
    to: [{ ipBlock: { cidr: '10.1.2.3/32' } }],
    ports: [{ protocol: 'TCP', port: 6432 }],
  });
  expect(policy).toHaveProperty('spec.egress.1.to', [
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'identity' } } },
  ]);
});

describe('an autoscaler', () => {
  /** Returns a scalable workload that uses a database. */
  function scalable(type: 'sqlite' | 'postgresql' | undefined) {
    const chart = testChart();
    const apiObject = new ApiObject(chart, 'portal', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'own-portal' },
    });
    const markHasAutoscaler = jest.fn();
    const target: ScalableWorkload = { ...WORKLOAD, apiObject, markHasAutoscaler, database: type && { type } };
    return { chart, target, markHasAutoscaler };
  }

  test.each(['postgresql', undefined] as const)('scales a custom workload on the database %p', (type) => {
    const { chart, target, markHasAutoscaler } = scalable(type);
    const autoscaler = new BackstageAutoscaling(chart, 'Autoscaling', { target });
    expect(markHasAutoscaler).toHaveBeenCalledTimes(1);
    expect(manifestOf(autoscaler)).toMatchObject({
      metadata: { name: 'portal-ui', namespace: 'team-a' },
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'own-portal' } },
    });
  });

  test('refuses several pods of a custom workload on SQLite', () => {
    const { chart, target } = scalable('sqlite');
    new BackstageAutoscaling(chart, 'Autoscaling', { target });
    expect(() => manifests(chart)).toThrow('[test/Autoscaling] maxReplicas: must be 1 with SQLite');
  });
});
