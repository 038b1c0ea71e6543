import { effects } from '../../../lib/kubernetes/effects';
import { deployment, mounting, object } from './support';

const needsOf = (...lists: Parameters<typeof effects>) =>
  effects(...lists)
    .filter(({ effect }) => effect === 'needs')
    .map(({ message }) => message);

const fromSecret = (name: string, key: string, more = {}) => ({
  name: key,
  valueFrom: { secretKeyRef: { name, key, ...more } },
});
const reading = (...env: object[]) => deployment({ env });
const secret = (...keys: readonly string[]) =>
  object('v1', 'Secret', 's', { data: Object.fromEntries(keys.map((key) => [key, 'YQ=='])) });

test('names the keys that a Secret must have before the pods start', () => {
  expect(needsOf([], [reading(fromSecret('s', 'a'), fromSecret('s', 'b'), fromSecret('t', 'c'))])).toEqual([
    'the pods depend on Secret s with the keys a, b, which the output does not contain',
    'the pods depend on Secret t with the key c, which the output does not contain',
  ]);
});

test('names only keys that the pods did not depend on before', () => {
  const [before, after] = [reading(fromSecret('s', 'a')), reading(fromSecret('s', 'a'), fromSecret('s', 'b'))];
  expect(needsOf([before], [after])).toEqual([
    'the pods depend on Secret s with the key b, which the output does not contain',
  ]);
});

test('needs nothing that is optional, that the objects contain, or that an ExternalSecret creates', () => {
  const external = object('external-secrets.io/v1', 'ExternalSecret', 's', { spec: { data: [{ secretKey: 'a' }] } });
  expect(needsOf([], [reading(fromSecret('s', 'a', { optional: true }))])).toEqual([]);
  expect(needsOf([], [reading(fromSecret('s', 'a')), secret('a')])).toEqual([]);
  expect(needsOf([external], [reading(fromSecret('s', 'a')), external])).toEqual([]);
});

test('names a key that the Secret of the objects lacks', () => {
  expect(needsOf([], [reading(fromSecret('s', 'b')), secret('a')])).toHaveLength(1);
});

test('reports a Secret that pruning deletes although pods depend on it', () => {
  const pods = reading(fromSecret('s', 'a'));
  expect(needsOf([pods, secret('a')], [pods])).toEqual([
    'the pods depend on Secret s with the key a, which is no longer in the output, so pruning deletes it',
  ]);
  expect(needsOf([pods, secret('a')], [pods], { prune: false })).toEqual([]);
});

test('names claims, ConfigMaps, ServiceAccounts and PriorityClasses', () => {
  const pod = {
    ...mounting(),
    serviceAccountName: 'sa',
    priorityClassName: 'high',
  };
  expect(needsOf([], [deployment({ envFrom: [{ configMapRef: { name: 'c' } }] }, pod)])).toEqual(
    ['ServiceAccount sa', 'PriorityClass high', 'PersistentVolumeClaim data', 'ConfigMap c'].map(
      (name) => `the pods depend on ${name}, which the output does not contain`,
    ),
  );
  expect(needsOf([], [deployment({}, { serviceAccountName: 'default' })])).toEqual([]);
});

test('names each kind of a CRD that is new, once', () => {
  const route = (name: string) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', name);
  expect(needsOf([], [route('a'), route('b')])).toEqual([
    'the cluster must have the kind HTTPRoute of gateway.networking.k8s.io',
  ]);
  expect(needsOf([route('a')], [route('a'), route('b')])).toEqual([]);
  expect(needsOf([], [object('networking.k8s.io/v1', 'NetworkPolicy', 'a')])).toEqual([]);
});
