import { effects } from '../../../lib/kubernetes/effects';
import type { Manifest } from '../../../lib/kubernetes/manifest';
import { autoscaler, deployment, kindsOf, object, service } from './support';

const portal = (name: string): Manifest[] => [
  deployment({}, {}, {}, name),
  service({}, name),
  autoscaler(2, name),
  object('policy/v1', 'PodDisruptionBudget', name, { spec: { selector: { matchLabels: { app: 'portal' } } } }),
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', name, { spec: { hostnames: ['a.example.com'] } }),
];

const messageOf = (kind: string, options = {}) =>
  effects(portal('old'), portal('new'), options).find(({ object: of }) => of.kind === kind)?.message;

test('reports each object that another one of its kind replaces, once', () => {
  expect(kindsOf(portal('old'), portal('new')).sort()).toEqual(
    ['Deployment', 'HTTPRoute', 'HorizontalPodAutoscaler', 'PodDisruptionBudget', 'Service'].map(
      (kind) => `renames ${kind} old`,
    ),
  );
});

test('describes what happens while both exist', () => {
  expect(messageOf('Deployment')).toBe(
    'new takes its place. The Service new sends requests to the pods of both until the old one is deleted',
  );
  expect(messageOf('Service')).toBe(
    'new takes its place. Clients must use the new name new.team; the old one no longer resolves',
  );
  expect(messageOf('HorizontalPodAutoscaler')).toContain('Neither scales until the old one is deleted');
  expect(messageOf('PodDisruptionBudget')).toContain('Kubernetes evicts none of the pods that both select');
  expect(messageOf('HTTPRoute')).toContain('the older one wins');
});

test('names the command that deletes the old one without pruning', () => {
  const found = effects(portal('old'), portal('new'), { prune: false });
  const [first] = found.filter(({ object: of }) => of.kind === 'Deployment');
  expect(first?.message).toContain('new takes its place, and it stays');
  expect(first?.fix).toBe('after the change, run kubectl delete deployment/old -n team');
});

test('pairs objects by their labels and names', () => {
  const config = (name: string) => object('v1', 'ConfigMap', name);
  const found = effects([config('a-ci'), config('a-csp')], [config('b-csp'), config('b-ci')]);
  expect(found.map(({ object: of, message }) => `${of.name}: ${message}`)).toEqual([
    expect.stringMatching(/^a-ci: b-ci takes its place/),
    expect.stringMatching(/^a-csp: b-csp takes its place/),
  ]);
});

test('pairs no objects of different kinds or namespaces', () => {
  const elsewhere = { ...service(), metadata: { name: 'portal', namespace: 'other' } };
  expect(kindsOf([service()], [elsewhere])).toEqual(['deletes Service portal', 'creates Service portal']);
});
