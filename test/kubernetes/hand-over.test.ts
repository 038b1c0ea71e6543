import { handOver, type LiveObject, type ManagedFields } from '../../lib/kubernetes/hand-over';

const REPLICAS = { 'f:spec': { 'f:replicas': {} } };
const LABELS = { 'f:metadata': { 'f:labels': { 'f:app': {} } } };
const BOTH = { ...REPLICAS, ...LABELS };
const STATUS = { manager: 'kube-controller-manager', operation: 'Update', subresource: 'status', fieldsV1: LABELS };
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Returns an entry of an object's managed fields. */
function entry(manager: string, operation: string, fieldsV1: ManagedFields['fieldsV1'] = REPLICAS) {
  return { manager, operation, apiVersion: 'apps/v1', time: '2026-01-01T00:00:00Z', fieldsType: 'FieldsV1', fieldsV1 };
}

function deployment(...managedFields: ManagedFields[]): LiveObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'portal', managedFields },
    spec: { replicas: 2 },
  };
}

/** Returns the managed fields of a Deployment after a hand-over. */
function after(from: string, to: string, ...managedFields: ManagedFields[]) {
  return handOver([deployment(...managedFields)], { from, to })[0]?.metadata.managedFields;
}

test.each(['kubectl', 'argocd-controller', 'kustomize-controller', 'my-operator'])(
  'the fields of Helm 3 and of Helm 4 become fields that %s applied',
  (to) => {
    expect(after('helm', to, entry('helm', 'Update'), STATUS)).toEqual([entry(to, 'Apply'), STATUS]);
    expect(after('helm', to, entry('helm', 'Apply'), STATUS)).toEqual([entry(to, 'Apply'), STATUS]);
  },
);

test.each(['kubectl', 'kubectl-client-side-apply', 'argocd-controller', 'kustomize-controller'])(
  'the fields of %s become fields that Helm applied',
  (from) => {
    expect(after(from, 'helm', entry(from, 'Apply'))).toEqual([entry('helm', 'Apply')]);
  },
);

test('kubectl-client-side-apply gets the fields as those of an update, because it does not apply on the server', () => {
  const to = 'kubectl-client-side-apply';
  expect(after('helm', to, entry('helm', 'Apply'))).toEqual([entry(to, 'Update')]);
  expect(after('helm', to, entry('helm', 'Apply'), entry(to, 'Update', LABELS))).toEqual([entry(to, 'Update', BOTH)]);
});

test('fields that both managers have are merged into one entry', () => {
  expect(after('helm', 'kubectl', entry('helm', 'Update'), entry('kubectl', 'Apply', LABELS))).toEqual([
    entry('kubectl', 'Apply', BOTH),
  ]);
  expect(after('helm', 'kubectl', entry('helm', 'Apply'), entry('helm', 'Update', LABELS))).toEqual([
    entry('kubectl', 'Apply', BOTH),
  ]);
});

test('fields of an older version of the API get the version of the object, which the next apply uses', () => {
  const old = { ...entry('helm', 'Update', LABELS), apiVersion: 'apps/v1beta1' };
  expect(after('helm', 'kubectl', old, entry('helm', 'Update'))).toEqual([entry('kubectl', 'Apply', BOTH)]);
});

test('a manager that changes to server-side apply gets its earlier updates as applied fields', () => {
  expect(after('argocd-controller', 'argocd-controller', entry('argocd-controller', 'Update'))).toEqual([
    entry('argocd-controller', 'Apply'),
  ]);
});

test('fields of other managers, of subresources and of other operations stay', () => {
  const others = [
    entry('kubectl', 'Update'),
    entry('kubectl-label', 'Update'),
    { ...entry('helm', 'Update'), subresource: 'scale' },
    STATUS,
  ];
  expect(after('helm', 'kubectl', entry('helm', 'Update'), ...others)).toEqual([entry('kubectl', 'Apply'), ...others]);
});

test('objects without fields of the old manager stay unchanged', () => {
  const objects = [deployment(entry('kubectl', 'Apply')), deployment(), deployment(entry('helm', 'Update'))];
  const [first, second, third] = handOver(objects, { from: 'helm', to: 'kubectl' });
  expect([first, second]).toEqual(objects.slice(0, 2));
  expect(third).toEqual(deployment(entry('kubectl', 'Apply')));
});

test('the annotation of client-side apply is removed, because kubectl replace would write the whole object into it', () => {
  const { metadata, ...object } = deployment(entry('kubectl-client-side-apply', 'Update'));
  const annotations = { [LAST_APPLIED]: '{}', 'example.com/owner': 'platform' };
  const options = { from: 'kubectl-client-side-apply', to: 'kubectl' };
  const [handedOver] = handOver([{ ...object, metadata: { ...metadata, annotations } }], options);
  expect(handedOver?.metadata.annotations).toEqual({ 'example.com/owner': 'platform' });
});

test('refuses objects without managed fields', () => {
  const options = { from: 'helm', to: 'kubectl' };
  const message = 'no object has metadata.managedFields; add --show-managed-fields to kubectl get';
  expect(() => handOver([deployment()], options)).toThrow(message);
  expect(() => handOver([], options)).toThrow(message);
});

test('refuses a manager without fields, and lists the managers that have some', () => {
  const managers = [entry('kubectl', 'Apply'), entry('helm-controller', 'Apply'), STATUS];
  expect(() => after('helm', 'kubectl', ...managers)).toThrow(
    /^no object has fields of helm; set --from to one of helm-controller, kubectl$/,
  );
  expect(() => after('kube-controller-manager', 'kubectl', ...managers)).toThrow('no object has fields of kube-con');
});
