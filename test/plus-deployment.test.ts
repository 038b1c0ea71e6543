// A Deployment of the portal handed to the constructs of cdk8s-plus-28.
import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Release } from '../lib';
import { manifestOf, manifests, POD_LABELS, testChart, testDeployment } from './support';

test('the pods of a portal are selected by a Service', () => {
  const chart = testChart();
  const service = new kplus.Service(chart, 'metrics', {
    selector: testDeployment(chart),
    ports: [{ port: 9464 }],
  });
  expect(manifestOf(service)).toHaveProperty('spec.selector', POD_LABELS);
});

test('the pods of a portal are what a NetworkPolicy holds for, in their namespace', () => {
  const chart = testChart();
  const selector = testDeployment(chart, { release: new Release({ namespace: 'team-a' }) });
  const policy = manifestOf(new kplus.NetworkPolicy(chart, 'policy', { selector }));
  expect(policy.metadata.namespace).toBe('team-a');
  expect(policy).toHaveProperty('spec.podSelector', { matchLabels: POD_LABELS });
});

test('the pods of a portal are the far side of a NetworkPolicy, in their namespace', () => {
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

test('the pods of a portal may be called by a workload, which opens both sides', () => {
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

test('the pods of a portal are what other pods keep away from', () => {
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

test('a portal is scaled by a HorizontalPodAutoscaler, which takes over its replicas', () => {
  const chart = testChart();
  const target = testDeployment(chart);
  const autoscaler = new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
  expect(target.hasAutoscaler).toBe(true);
  expect(manifestOf(autoscaler)).toHaveProperty('spec.scaleTargetRef', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'openchoreo-ui',
  });
  expect(target.apiObject.toJson()).not.toHaveProperty('spec.replicas');
});

test('a HorizontalPodAutoscaler refuses a portal with replicas of its own', () => {
  const chart = testChart();
  const target = testDeployment(chart, { replicas: 2 });
  new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
  expect(() => manifests(chart)).toThrow('HorizontalPodAutoscaler target cannot have a fixed number of replicas (2)');
});

test('a HorizontalPodAutoscaler without metrics refuses a portal without resources', () => {
  const chart = testChart();
  const target = testDeployment(chart, { resources: false });
  new kplus.HorizontalPodAutoscaler(chart, 'autoscaler', { target, maxReplicas: 4 });
  expect(() => manifests(chart)).toThrow('must have a CPU or memory resource constraint defined');
});

test('the scaling target of a portal has the image and resources of the container', () => {
  const { containers } = testDeployment(testChart()).toScalingTarget();
  expect(containers.map(({ image }) => image)).toEqual(['ghcr.io/openchoreo/openchoreo-ui:v0.11.0']);
  expect(containers[0]?.resources).toEqual({
    cpu: { limit: kplus.Cpu.millis(2000), request: kplus.Cpu.millis(200) },
    memory: { limit: Size.kibibytes(2 * 1024 * 1024), request: Size.kibibytes(256 * 1024) },
  });
});
