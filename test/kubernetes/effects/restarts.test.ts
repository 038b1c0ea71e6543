import { effects } from '../../../lib/kubernetes/effects';
import { autoscaler, claim, deployment, kindsOf, mounting, object, onlyEffect } from './support';

const message = (spec: object, others = [] as ReturnType<typeof claim>[], pod = {}) =>
  onlyEffect(
    effects(
      [deployment({}, pod, { ...spec }), ...others],
      [deployment({ image: 'portal:2' }, pod, { ...spec }), ...others],
    ),
    'restarts',
  ).message;

test.each([
  ['the pods restart one by one, and the old one stays until the new one is ready', { replicas: 1 }],
  ['the pods restart one by one, and at least 3 of 4 stay ready', { replicas: 4 }],
  ['the pods restart one by one, and at least 3 of 3 stay ready', { replicas: 3 }],
  ['the pods restart with a gap, because all of them stop before', { replicas: 2, strategy: { type: 'Recreate' } }],
  [
    'the pods restart with a gap, because the old one stops before a new one is ready',
    { replicas: 1, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  ],
  [
    'the pods restart one by one, and at least 1 of 2 stays ready',
    { replicas: 2, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } } },
  ],
  ['no pod runs, so none restarts', { replicas: 0 }],
])('%s', (words, spec) => {
  expect(message(spec)).toContain(words);
});

test('names the changed fields, and the number of the others', () => {
  expect(message({})).toMatch(/Changed: containers\[main\]\.image$/);
  const before = deployment({}, {}, {});
  const after = deployment({ image: 'a:2', args: ['a'], command: ['b'], tty: true, stdin: true });
  expect(onlyEffect(effects([before], [after]), 'restarts').message).toContain(
    'Changed: containers[main].image, containers[main].args, containers[main].command and 2 more fields',
  );
});

test('counts the pods of the autoscaler', () => {
  expect(message({}, [autoscaler(4)])).toContain('at least 3 of 4 stay ready');
});

test('warns that a new pod may wait for a volume', () => {
  expect(message({}, [claim()], mounting())).toContain(
    'A new pod on another node waits for the volume of the claim data',
  );
  const gap = { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } };
  expect(message(gap, [claim()], mounting())).not.toContain('waits');
});

test('names volumes that lose their content, except that of temporary files', () => {
  const pod = {
    volumes: [
      { name: 'db', emptyDir: {} },
      { name: 'tmp', emptyDir: {} },
    ],
  };
  const mounts = {
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'db', mountPath: '/db' },
    ],
  };
  const found = effects([deployment(mounts, pod)], [deployment({ ...mounts, image: 'a:2' }, pod)]);
  expect(onlyEffect(found, 'restarts').message).toMatch(/The content of the emptyDir db is lost$/);
});

test('finds no restart in changes outside the pod template', () => {
  expect(kindsOf([deployment()], [deployment({}, {}, { minReadySeconds: 5 })])).toEqual(['updates Deployment portal']);
});

test('finds no restart in a template of a CronJob', () => {
  const cron = (image: string) =>
    object('batch/v1', 'CronJob', 'c', {
      spec: {
        schedule: '* * * * *',
        jobTemplate: { spec: { template: { spec: { containers: [{ name: 'a', image }] } } } },
      },
    });
  expect(kindsOf([cron('a:1')], [cron('a:2')])).toEqual(['updates CronJob c']);
});

describe('stale content', () => {
  const config = (text: string) => object('v1', 'ConfigMap', 'c', { data: { file: text, other: 'same' } });
  const mount = (more: object) => ({ volumeMounts: [{ name: 'c', mountPath: '/c', ...more }] });
  const pod = { volumes: [{ name: 'c', configMap: { name: 'c' } }] };

  test.each([
    ['a file mounted by subPath', deployment(mount({ subPath: 'file' }), pod)],
    ['variables of all keys', deployment({ envFrom: [{ configMapRef: { name: 'c' } }] })],
    [
      'a variable of the key',
      deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'file' } } }] }),
    ],
  ])('is in pods with %s, until somebody restarts them', (_, workload) => {
    const stale = onlyEffect(effects([workload, config('a')], [workload, config('b')]), 'stale');
    expect(stale).toMatchObject({ object: { kind: 'ConfigMap', name: 'c' }, path: 'data.file' });
    expect(stale.fix).toBe('after the change, run kubectl rollout restart deployment/portal -n team');
  });

  test.each([
    ['mount the whole volume', deployment(mount({}), pod)],
    [
      'read another key',
      deployment({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'other' } } }] }),
    ],
  ])('is not in pods that %s', (_, workload) => {
    expect(kindsOf([workload, config('a')], [workload, config('b')])).toEqual(['updates ConfigMap c']);
  });

  test('is not in pods that restart', () => {
    const workload = (image: string) => deployment({ image, envFrom: [{ configMapRef: { name: 'c' } }] });
    expect(kindsOf([workload('a:1'), config('a')], [workload('a:2'), config('b')])).toEqual([
      'restarts Deployment portal',
      'updates ConfigMap c',
    ]);
  });
});
