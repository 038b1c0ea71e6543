import { effects } from '../../../lib/kubernetes/effects';
import { autoscaler, deployment, kindsOf, onlyEffect, service } from './support';

const scaled = deployment({}, {}, { replicas: 3 });

test('reports replicas that leave a Deployment with an autoscaler, with the command that hands them over', () => {
  const { path, message, fix } = onlyEffect(effects([scaled, autoscaler()], [deployment(), autoscaler()]), 'resets');
  expect(path).toBe('spec.replicas');
  expect(message).toContain('falls from 3 to 1 until the autoscaler portal looks again');
  expect(fix).toBe(`kubectl apply --server-side --field-manager=replicas-handover --force-conflicts -f - <<EOF
apiVersion: apps/v1
kind: Deployment
metadata: { name: portal, namespace: team }
spec: { replicas: $(kubectl get deployment/portal -n team -o jsonpath='{.spec.replicas}') }
EOF`);
});

test('reports no replicas that the autoscaler changed, and therefore owns', () => {
  const one = deployment({}, {}, { replicas: 1 });
  expect(kindsOf([one, autoscaler()], [deployment(), autoscaler()])).toEqual([]);
  expect(kindsOf([scaled, autoscaler(4)], [deployment(), autoscaler(4)])).toEqual([]);
  expect(kindsOf([one], [deployment()])).toEqual([]);
});

test('reports them in client-side apply, which removes the number of the autoscaler too', () => {
  const one = deployment({}, {}, { replicas: 1 });
  const options = { apply: 'client-side' } as const;
  expect(kindsOf([one, autoscaler()], [deployment(), autoscaler()], options)).toEqual(['resets Deployment portal']);
  expect(kindsOf([one], [deployment()], options)).toEqual([]);
});

test('names the number of pods without an autoscaler, or with a new one', () => {
  expect(onlyEffect(effects([scaled], [deployment()]), 'resets').message).toContain('falls from 3 to 1, because');
  expect(onlyEffect(effects([scaled], [deployment(), autoscaler()]), 'resets').message).toContain(
    'falls from 3 to 1 until',
  );
});

test('hands over in another way if the objects are applied on the client', () => {
  const options = { apply: 'client-side' } as const;
  const { fix } = onlyEffect(effects([scaled, autoscaler()], [deployment(), autoscaler()], options), 'resets');
  expect(fix).toContain('kubectl apply set-last-applied -f -');
});

test('reports replicas that the new object sets beside an autoscaler', () => {
  const [first, ...others] = effects([deployment(), autoscaler()], [scaled, autoscaler()]);
  expect(others).toEqual([]);
  expect(first).toMatchObject({ effect: 'updates', path: 'spec.replicas', fix: 'remove replicas from the new object' });
  expect(first?.message).toBe(
    'each apply sets it to 3, whatever the autoscaler portal chose. Without --force-conflicts, the API server refuses the apply',
  );
  expect(kindsOf([deployment()], [scaled])).toEqual(['updates Deployment portal']);
});

describe('in a list from a cluster with managed fields', () => {
  const entry = (manager: string, fields: object, more = {}) => ({
    manager,
    operation: 'Apply',
    apiVersion: 'apps/v1',
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...more,
  });
  const live = (...managedFields: object[]) => ({
    ...scaled,
    metadata: { name: 'portal', namespace: 'team', uid: 'u', managedFields },
  });
  const own = entry('kubectl', { 'f:spec': { 'f:replicas': {}, 'f:selector': {}, 'f:template': {} } });
  const rest = entry('kubectl', { 'f:spec': { 'f:selector': {}, 'f:template': {} } });
  const replicas = { 'f:spec': { 'f:replicas': {} } };

  test('reports replicas that only the applier owns', () => {
    expect(kindsOf([live(own)], [deployment()])).toEqual(['resets Deployment portal']);
  });

  test.each([
    ['another applier', entry('replicas-handover', replicas)],
    ['an autoscaler', entry('kube-controller-manager', replicas, { operation: 'Update', subresource: 'scale' })],
  ])('keeps replicas that %s owns too', (_, other) => {
    expect(kindsOf([live(own, other), autoscaler()], [deployment(), autoscaler()])).toEqual([]);
  });

  test('keeps fields that only others own', () => {
    expect(kindsOf([live(rest, entry('helm', replicas, { operation: 'Update' }))], [deployment()])).toEqual([]);
  });

  test('takes over the fields of client-side apply', () => {
    const client = entry('kubectl-client-side-apply', replicas, { operation: 'Update' });
    expect(kindsOf([live(rest, client)], [deployment()])).toEqual(['resets Deployment portal']);
  });
});

test('reports other fields that fall back, but not the strategy', () => {
  const before = [
    service({ type: 'NodePort' }),
    deployment({}, {}, { revisionHistoryLimit: 2, strategy: { type: 'Recreate' } }),
  ];
  const found = effects(before, [service(), deployment()]);
  expect(found.filter(({ effect }) => effect === 'resets').map(({ path }) => path)).toEqual([
    'spec.type',
    'spec.revisionHistoryLimit',
  ]);
});

test('puts no text of an object into a command that the shell would run', () => {
  const named = (name: string, spec = {}) => deployment({}, {}, spec, name);
  const hostile = '$(touch x)';
  const found = effects([named(hostile, { replicas: 3 })], [named(hostile)]);
  expect(onlyEffect(found, 'resets').fix).toBe('apply spec.replicas alone with another field manager before');
  const left = effects([named("a';b", {})], [named("a';b", { strategy: { type: 'Recreate' } })]);
  expect(onlyEffect(left, 'refused').fix).toContain(`kubectl patch 'deployment/a'\\'';b' -n team`);
});
