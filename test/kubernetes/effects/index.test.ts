import { InputError } from '../../../lib';
import { effects } from '../../../lib/kubernetes/effects';
import { autoscaler, claim, deployment, kindsOf, object, onlyEffect, service } from './support';

test('finds no effect in objects that stay the same', () => {
  const objects = [deployment(), service(), claim(), autoscaler()];
  expect(effects(objects, structuredClone(objects))).toEqual([]);
});

test('finds no effect in defaults, empty members and other notations of a quantity', () => {
  const written = deployment(
    {
      imagePullPolicy: 'IfNotPresent',
      resources: { limits: { cpu: '2000m' } },
      env: [{ name: 'A', value: '' }],
      ports: [{ containerPort: 80, protocol: 'TCP' }],
      volumeMounts: [],
      livenessProbe: { httpGet: { path: '/', port: 80, scheme: 'HTTP' }, periodSeconds: 10, initialDelaySeconds: 0 },
    },
    { restartPolicy: 'Always', hostNetwork: false, nodeSelector: {} },
    { replicas: 1, revisionHistoryLimit: 10, strategy: { type: 'RollingUpdate' } },
  );
  const short = deployment({
    resources: { limits: { cpu: 2 } },
    env: [{ name: 'A' }],
    ports: [{ containerPort: 80 }],
    livenessProbe: { httpGet: { port: 80 } },
  });
  expect(effects([short], [written])).toEqual([]);
  expect(effects([written], [short])).toEqual([]);
});

test('finds no effect in what servers write', () => {
  const live = {
    ...service({ clusterIP: '10.0.0.7', clusterIPs: ['10.0.0.7'], ipFamilies: ['IPv4'], type: 'ClusterIP' }),
    metadata: {
      name: 'portal',
      namespace: 'team',
      uid: 'u',
      resourceVersion: '1',
      generation: 3,
      creationTimestamp: '2026-01-01T00:00:00Z',
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' },
    },
    status: { loadBalancer: {} },
  };
  expect(effects([live], [service()])).toEqual([]);
});

test('ignores objects of controllers, of Kubernetes and of Helm in a list from a cluster', () => {
  const owned = object('apps/v1', 'ReplicaSet', 'portal-1');
  const live = [
    { ...owned, metadata: { ...owned.metadata, ownerReferences: [{ kind: 'Deployment', name: 'portal' }] } },
    object('v1', 'ConfigMap', 'kube-root-ca.crt'),
    object('v1', 'ServiceAccount', 'default'),
    object('v1', 'Secret', 'sh.helm.release.v1.portal.v1', { type: 'helm.sh/release.v1' }),
    service(),
  ];
  expect(effects(live, [service()])).toEqual([]);
});

test('reports created, deleted and updated objects, and deletes none without pruning', () => {
  const config = object('v1', 'ConfigMap', 'a');
  const budget = object('policy/v1', 'PodDisruptionBudget', 'b', { spec: { minAvailable: 1 } });
  const changed = service({ type: 'NodePort' });
  expect(kindsOf([config, service()], [budget, changed])).toEqual([
    'deletes ConfigMap a',
    'creates PodDisruptionBudget b',
    'updates Service portal',
  ]);
  expect(kindsOf([config], [], { prune: false })).toEqual([]);
});

test('shows the number of pods and the size of a claim in an update', () => {
  const [scaled] = effects([deployment({}, {}, { replicas: 2 })], [deployment({}, {}, { replicas: 4 })]);
  expect(scaled).toMatchObject({ effect: 'updates', message: 'changes spec.replicas from 2 to 4' });
  const [grown] = effects([claim()], [claim({ resources: { requests: { storage: '3Gi' } } })]);
  expect(grown?.message).toBe(
    'changes spec.resources.requests.storage from 2Gi to 3Gi, which its storage class must allow',
  );
});

test('compares an object without a namespace with the only one of its name', () => {
  const { metadata, ...others } = service();
  expect(effects([{ ...others, metadata: { name: metadata.name } }], [service()])).toEqual([]);
});

test('reports nothing else about an object that the API server refuses', () => {
  const [before, after] = [
    claim(),
    claim({ accessModes: ['ReadWriteMany'], resources: { requests: { storage: '3Gi' } } }),
  ];
  expect(kindsOf([before], [after])).toEqual(['refused PersistentVolumeClaim data']);
});

test('shows no values of Secrets, variables and files', () => {
  const withValues = (value: string) => [
    deployment({ env: [{ name: 'TOKEN', value }], args: [value], livenessProbe: { exec: { command: [value] } } }),
    object('v1', 'Secret', 's', { stringData: { a: value }, data: { b: Buffer.from(value).toString('base64') } }),
    object('v1', 'ConfigMap', 'c', { data: { a: value } }),
  ];
  const text = JSON.stringify(effects(withValues('hunter1'), withValues('hunter2')));
  expect(text).toContain('TOKEN');
  expect(text).not.toMatch(/hunter|aHVudGVy/);
});

test('refuses wrong arguments', () => {
  const wrong: never = 'x' as never;
  expect(() => effects(wrong, [])).toThrow(InputError);
  expect(() => effects([], [], { apply: wrong })).toThrow("apply: must be 'server-side' or 'client-side', got \"x\"");
});

test('reports the heaviest effects first', () => {
  const before = [deployment({}, {}, { replicas: 3 }), claim(), service()];
  const after = [
    service({ type: 'NodePort' }),
    deployment({ image: 'portal:2' }),
    claim({ accessModes: ['ReadWriteMany'] }),
  ];
  expect(kindsOf(before, after)).toEqual([
    'refused PersistentVolumeClaim data',
    'resets Deployment portal',
    'restarts Deployment portal',
    'updates Service portal',
  ]);
});

test('reads lists of any length of lists without managed fields as applied by one applier', () => {
  const { effect } = onlyEffect(effects([service({ sessionAffinity: 'ClientIP' })], [service()]), 'resets');
  expect(effect).toBe('resets');
});
