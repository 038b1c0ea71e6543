// A BackstageDeployment that is passed to cdk8s-plus-28 constructs.
import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Release } from '../lib';
import { manifestOf, manifests, POD_LABELS, scalableDeployment, testChart, testDeployment } from './support';

test('can be the selector of a Service', () => {
  const chart = testChart();
  const service = new kplus.Service(chart, 'metrics', {
    selector: testDeployment(chart),
    ports: [{ port: 9464 }],
  });
  expect(manifestOf(service)).toHaveProperty('spec.selector', POD_LABELS);
});

test('can be the selector of a NetworkPolicy, which is then in the namespace of the pods', () => {
  const chart = testChart();
  const selector = testDeployment(chart, { release: new Release({ namespace: 'team-a' }) });
  const policy = manifestOf(new kplus.NetworkPolicy(chart, 'policy', { selector }));
  expect(policy.metadata.namespace).toBe('team-a');
  expect(policy).toHaveProperty('spec.podSelector', { matchLabels: POD_LABELS });
});

test('can be a peer of a NetworkPolicy, in the namespace of the pods', () => {
  const chart = testChart();
  const peer = testDeployment(chart, { release: new Release({ namespace: 'team-a' }) });
  const policy = new kplus.NetworkPolicy(chart, 'policy', {
    ingress: { rules: [{ peer, ports: [kplus.NetworkPolicyPort.tcp(8080)] }] },
  });
  expect(manifestOf(policy)).toHaveProperty('spec.ingress', [
    {
      from: [
        {
          podSelector: { matchLabels: POD_LABELS },
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } },
        },
      ],
      ports: [{ port: 8080, protocol: 'TCP' }],
    },
  ]);
});

test('can be the target of an allowed connection, which renders policies for both sides', () => {
  const chart = testChart({ namespace: 'team-a' });
  const deployment = testDeployment(chart);
  const client = new kplus.Deployment(chart, 'client', { containers: [{ image: 'client:1' }] });
  client.connections.allowTo(deployment, { ports: [kplus.NetworkPolicyPort.tcp(deployment.port.number)] });
  const policies = manifests(chart).filter(({ kind }) => kind === 'NetworkPolicy');
  expect(policies.map(({ spec }) => spec)).toEqual([
    expect.objectContaining({
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              podSelector: { matchLabels: POD_LABELS },
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } },
            },
          ],
          ports: [{ port: 7007, protocol: 'TCP' }],
        },
      ],
    }),
    expect.objectContaining({ policyTypes: ['Ingress'], podSelector: { matchLabels: POD_LABELS } }),
  ]);
});

test('can be the pods that other pods are scheduled away from', () => {
  const chart = testChart({ namespace: 'team-a' });
  const batch = new kplus.Deployment(chart, 'batch', { containers: [{ image: 'batch:1' }] });
  batch.scheduling.separate(testDeployment(chart), { topology: kplus.Topology.ZONE });
  expect(manifestOf(batch)).toHaveProperty('spec.template.spec.affinity.podAntiAffinity', {
    requiredDuringSchedulingIgnoredDuringExecution: [
      {
        topologyKey: 'topology.kubernetes.io/zone',
        labelSelector: { matchLabels: POD_LABELS },
        namespaces: ['team-a'],
      },
    ],
  });
});

test('can be the target of a HorizontalPodAutoscaler, which replaces its replicas', () => {
  const chart = testChart();
  const target = scalableDeployment(chart);
  const autoscaler = new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
  expect(target.hasAutoscaler).toBe(true);
  expect(manifestOf(autoscaler)).toHaveProperty('spec.scaleTargetRef', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'openchoreo-ui',
  });
  expect(target.apiObject.toJson()).not.toHaveProperty('spec.replicas');
});

test('is refused by a HorizontalPodAutoscaler if replicas is set', () => {
  const chart = testChart();
  const target = testDeployment(chart, { replicas: 2 });
  new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
  expect(() => manifests(chart)).toThrow('HorizontalPodAutoscaler target cannot have a fixed number of replicas (2)');
});

test('is refused by a HorizontalPodAutoscaler without metrics if it has no resources', () => {
  const chart = testChart();
  const target = testDeployment(chart, { resources: false });
  new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
  expect(() => manifests(chart)).toThrow('must have a CPU or memory resource constraint defined');
});

test('exposes image and resources of the container to autoscalers', () => {
  const { containers } = testDeployment(testChart()).toScalingTarget();
  expect(containers.map(({ image }) => image)).toEqual(['ghcr.io/openchoreo/openchoreo-ui:v0.11.0']);
  expect(containers[0]?.resources).toEqual({
    cpu: { limit: kplus.Cpu.units(2), request: kplus.Cpu.millis(200) },
    memory: { limit: Size.kibibytes(2 * 1024 * 1024), request: Size.kibibytes(256 * 1024) },
  });
});
