import { effects } from '../../../lib/kubernetes/effects';
import type { Manifest } from '../../../lib/kubernetes/manifest';
import { claim, deployment, kindsOf, object, onlyEffect, service } from './support';

const job = (spec = {}) =>
  object('batch/v1', 'Job', 'job', {
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] } }, ...spec },
  });
const priority = (value: number) => ({ ...object('scheduling.k8s.io/v1', 'PriorityClass', 'p'), value });
const secret = (members = {}) => object('v1', 'Secret', 's', { data: { a: 'YQ==' }, ...members });

test.each<[string, Manifest, Manifest, string]>([
  [
    'a smaller claim',
    claim(),
    claim({ resources: { requests: { storage: '1Gi' } } }),
    'spec.resources.requests.storage',
  ],
  ['another class', claim({ storageClassName: 'a' }), claim({ storageClassName: 'b' }), 'spec.storageClassName'],
  ['another access mode', claim(), claim({ accessModes: ['ReadWriteMany'] }), 'spec.accessModes'],
  ['another priority', priority(1), priority(2), 'value'],
  [
    'another selector',
    deployment(),
    deployment({}, {}, { selector: { matchLabels: { app: 'other' } } }),
    'spec.selector.matchLabels.app',
  ],
  [
    'another template of a Job',
    job(),
    job({ template: { spec: { restartPolicy: 'Never', containers: [] } } }),
    'spec.template.spec.containers',
  ],
  ['another type of a Secret', secret(), secret({ type: 'kubernetes.io/tls' }), 'type'],
  ['new data of an immutable Secret', secret({ immutable: true }), secret({ immutable: true, data: {} }), 'data'],
  [
    'another address of a Service',
    service({ clusterIP: '10.0.0.1' }),
    service({ clusterIP: '10.0.0.2' }),
    'spec.clusterIP',
  ],
])('refuses %s', (_, before, after, path) => {
  const { path: refused, fix } = onlyEffect(effects([before], [after]), 'refused');
  expect(refused).toMatch(path);
  expect(fix).not.toBe('');
});

test('accepts a larger claim, a new label of a Job, and new data of a mutable Secret', () => {
  const larger = claim({ resources: { requests: { storage: '3Gi' } } });
  expect(kindsOf([claim(), job(), secret()], [larger, job(), secret({ data: {} })])).toEqual([
    'updates PersistentVolumeClaim data',
    'updates Secret s',
  ]);
});

describe('a union', () => {
  const recreate = deployment({}, {}, { strategy: { type: 'Recreate' } });

  test('of a strategy is refused if the server set the other member, with the command that changes it before', () => {
    const refused = onlyEffect(effects([deployment()], [recreate]), 'refused');
    expect(refused.path).toBe('spec.strategy.rollingUpdate');
    expect(refused.fix).toBe(
      `kubectl patch deployment/portal -n team --type=json -p '[{"op":"replace","path":"/spec/strategy","value":{"type":"Recreate"}}]'`,
    );
  });

  test('of a strategy changes if the other member was applied', () => {
    const rolling = deployment({}, {}, { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } });
    expect(kindsOf([rolling], [recreate])).toEqual(['updates Deployment portal']);
    expect(kindsOf([recreate], [deployment()])).toEqual(['updates Deployment portal']);
  });

  test('of a strategy changes in client-side apply', () => {
    expect(kindsOf([deployment()], [recreate], { apply: 'client-side' })).toEqual(['updates Deployment portal']);
  });

  test('of a volume is refused only if the server set its source, and the command names the place in the cluster', () => {
    const volumes = (data: object) =>
      deployment(
        {},
        {
          volumes: [
            { name: 'tmp', emptyDir: {} },
            { name: 'data', ...data },
          ],
        },
      );
    const mounted = deployment({}, { volumes: [{ name: 'data', secret: { secretName: 's' } }] });
    const refused = onlyEffect(effects([volumes({})], [mounted]), 'refused');
    expect(refused.fix).toContain('"path":"/spec/template/spec/volumes/1"');
    expect(kindsOf([volumes({ emptyDir: {} })], [mounted])).not.toContain('refused Deployment portal');
  });

  test('of a probe changes, because its defaults leave with it', () => {
    const probe = (livenessProbe: object) => deployment({ livenessProbe });
    const http = probe({ httpGet: { port: 80 } });
    expect(kindsOf([http], [probe({ exec: { command: ['a'] } })])).toEqual(['restarts Deployment portal']);
  });

  test('of a list from a cluster counts defaults as set by the server', () => {
    const live = {
      ...deployment(
        {},
        {},
        { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } } },
      ),
      metadata: { name: 'portal', namespace: 'team', uid: 'u' },
    };
    expect(kindsOf([live], [recreate])).toEqual(['refused Deployment portal']);
  });
});

test('refuses two entries of one key in server-side apply, in new objects too', () => {
  const twice = deployment({ env: [{ name: 'A', value: 'a' }, { name: 'B' }, { name: 'A', value: 'b' }] });
  const refused = onlyEffect(effects([deployment()], [twice]), 'refused');
  expect(refused).toMatchObject({
    path: 'spec.template.spec.containers[0].env[2]',
    message: 'has the same name as an earlier entry, which server-side apply refuses',
  });
  expect(kindsOf([], [twice])).toEqual(['refused Deployment portal']);
  expect(kindsOf([deployment()], [twice], { apply: 'client-side' })).toEqual(['restarts Deployment portal']);
});

test('accepts one port with two protocols', () => {
  const ports = [{ containerPort: 53 }, { containerPort: 53, protocol: 'UDP' }];
  expect(kindsOf([], [deployment({ ports })])).toEqual(['creates Deployment portal']);
});
