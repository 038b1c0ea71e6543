import { effects } from '../../../lib/kubernetes/effects';
import { claim, deployment, kindsOf, mounting, onlyEffect } from './support';

const mounted = deployment({}, mounting());
const unmounted = deployment({}, { volumes: [{ name: 'data', emptyDir: {} }] });
const annotated = (annotations: Readonly<Record<string, string>>) => {
  const { metadata, ...others } = claim();
  return { ...others, metadata: { ...metadata, annotations } };
};

test('reports a claim that leaves the objects, with the command that protects it', () => {
  const { object, message, fix } = onlyEffect(effects([mounted, claim()], [mounted]), 'loses-data');
  expect(object).toEqual({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'team', name: 'data' });
  expect(message).toBe('no longer in the output, so pruning deletes it with its data, although pods still mount it');
  expect(fix).toMatch(/^kubectl annotate persistentvolumeclaim\/data -n team --overwrite argocd/);
});

test('loses no data without pruning, or with an annotation of Argo CD or Flux, as long as pods mount the claim', () => {
  const kinds = ['needs Deployment portal'];
  expect(kindsOf([mounted, claim()], [mounted], { prune: false })).toEqual([]);
  const argo = annotated({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
  const flux = annotated({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' });
  for (const kept of [argo, flux]) {
    expect(kindsOf([mounted, kept], [mounted]).filter((text) => !kinds.includes(text))).toEqual([]);
  }
});

test('reports a claim that no pod mounts any more, once', () => {
  const found = effects([mounted, claim()], [unmounted, claim()]);
  expect(onlyEffect(found, 'loses-data').message).toContain('no pod mounts it any more');
  expect(kindsOf([mounted, claim()], [unmounted])).toEqual([
    'loses-data PersistentVolumeClaim data',
    'restarts Deployment portal',
  ]);
  expect(kindsOf([mounted, claim()], [unmounted], { prune: false })).toContain('loses-data PersistentVolumeClaim data');
});

test('names the new, empty claim that takes its place', () => {
  const found = effects([mounted, claim()], [deployment({}, mounting('other')), claim({}, 'other')]);
  expect(onlyEffect(found, 'loses-data').message).toContain('The new claim other is empty');
});
