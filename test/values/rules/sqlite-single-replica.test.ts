import { error, errors, POSTGRESQL } from '../../lines/0.11/rules/support';

const replicas = error(
  'sqlite-single-replica',
  'backstage.replicas',
  'must be 1 with SQLite, because only one pod can open its file; got 2',
  'set it to 1, or set backstage.database.type to postgresql',
);
const maxReplicas = error(
  'sqlite-single-replica',
  'backstage.autoscaling.maxReplicas',
  'must be 1 with SQLite, because only one pod can open its file; got 3',
  'set backstage.autoscaling.enabled to false, or set backstage.database.type to postgresql',
);

test('refuses two replicas on SQLite', () => {
  expect(errors({ backstage: { replicas: 2 } })).toEqual([replicas]);
});

test('refuses an autoscaler with the default maximum on SQLite', () => {
  expect(errors({ backstage: { autoscaling: { enabled: true } } })).toEqual([maxReplicas]);
});

test('refuses an autoscaler with a maximum of two pods on SQLite', () => {
  const found = errors({ backstage: { autoscaling: { enabled: true, maxReplicas: 2 } } });
  expect(found.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'sqlite-single-replica backstage.autoscaling.maxReplicas',
  ]);
});

test('reports both at once', () => {
  expect(errors({ backstage: { replicas: 2, autoscaling: { enabled: true } } })).toEqual([replicas, maxReplicas]);
});

test('refuses two replicas for any access mode of the claim, because one pod locks the file', () => {
  const database = { sqlite: { persistence: { enabled: true, accessMode: 'ReadWriteMany' } } } as const;
  expect(errors({ backstage: { replicas: 2, database } })).toEqual([replicas]);
});

test.each([1, null])('accepts replicas %j on SQLite', (count) => {
  expect(errors({ backstage: { replicas: count } })).toEqual([]);
});

test('accepts an autoscaler with a maximum of one pod on SQLite', () => {
  expect(errors({ backstage: { autoscaling: { enabled: true, maxReplicas: 1 } } })).toEqual([]);
});

test('ignores a disabled autoscaler', () => {
  expect(errors({ backstage: { autoscaling: { enabled: false, maxReplicas: 9 } } })).toEqual([]);
});

test('accepts any number of pods on PostgreSQL', () => {
  expect(errors({ backstage: { replicas: 5, autoscaling: { enabled: true }, database: POSTGRESQL } })).toEqual([]);
});

test('accepts two replicas if the rule is switched off', () => {
  expect(errors({ backstage: { replicas: 2 } }, { allow: ['sqlite-single-replica'] })).toEqual([]);
});

test('ignores the replicas if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, replicas: 2 } })).toEqual([]);
});
