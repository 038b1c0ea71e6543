import { error, errors, POSTGRESQL } from '../../lines/0.11/rules/support';

const replicas = error(
  'sqlite-single-replica',
  'backstage.replicas',
  'must be 1 with SQLite, whose file one pod locks, got 2',
  'set it to 1, or set backstage.database.type to postgresql',
);
const maxReplicas = error(
  'sqlite-single-replica',
  'backstage.autoscaling.maxReplicas',
  'must be 1 with SQLite, whose file one pod locks, got 3',
  'turn autoscaling off, or set backstage.database.type to postgresql',
);

test('refuses SQLite with two replicas', () => {
  expect(errors({ backstage: { replicas: 2 } })).toEqual([replicas]);
});

test('refuses SQLite with an autoscaler above one pod', () => {
  expect(errors({ backstage: { autoscaling: { enabled: true } } })).toEqual([maxReplicas]);
});

test('refuses SQLite with an autoscaler of one pod more than one', () => {
  const found = errors({ backstage: { autoscaling: { enabled: true, maxReplicas: 2 } } });
  expect(found.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'sqlite-single-replica backstage.autoscaling.maxReplicas',
  ]);
});

test('refuses both at once', () => {
  expect(errors({ backstage: { replicas: 2, autoscaling: { enabled: true } } })).toEqual([replicas, maxReplicas]);
});

test('refuses two replicas whatever the access mode of the claim, for the file is locked all the same', () => {
  const database = { sqlite: { persistence: { enabled: true, accessMode: 'ReadWriteMany' } } } as const;
  expect(errors({ backstage: { replicas: 2, database } })).toEqual([replicas]);
});

test.each([1, null])('takes SQLite with replicas %j', (count) => {
  expect(errors({ backstage: { replicas: count } })).toEqual([]);
});

test('takes SQLite with an autoscaler of one pod', () => {
  expect(errors({ backstage: { autoscaling: { enabled: true, maxReplicas: 1 } } })).toEqual([]);
});

test('does not look at an autoscaler that is off', () => {
  expect(errors({ backstage: { autoscaling: { enabled: false, maxReplicas: 9 } } })).toEqual([]);
});

test('takes PostgreSQL with any number of pods', () => {
  expect(errors({ backstage: { replicas: 5, autoscaling: { enabled: true }, database: POSTGRESQL } })).toEqual([]);
});

test('lets two replicas through where allowed', () => {
  expect(errors({ backstage: { replicas: 2 } }, { allow: ['sqlite-single-replica'] })).toEqual([]);
});

test('does not count the replicas of a disabled Backstage', () => {
  expect(errors({ backstage: { enabled: false, replicas: 2 } })).toEqual([]);
});
