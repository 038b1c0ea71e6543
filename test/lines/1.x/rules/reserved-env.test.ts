import { found, on } from '../support';

const fixes = (name: string) =>
  found(on({ database: { type: 'postgresql' }, extraEnv: [{ name, value: 'hunter2' }] }))
    .filter(({ rule }) => rule === 'reserved-env')
    .map(({ fix }) => fix);

test.each([
  ['BACKEND_SECRET', 'backend-secret'],
  ['JENKINS_API_KEY', 'jenkins-api-key'],
  ['POSTGRES_HOST', 'postgres-host'],
  ['POSTGRES_PASSWORD', 'postgres-password'],
])('names the Secret as the place for the value of %s, with its key', (name, key) => {
  expect(fixes(name)).toEqual([
    `remove the entry, and put the value into the Secret that backstage.secretName names, under the key ${key}`,
  ]);
});

test('names the separate Secret for a variable that a database operator sets', () => {
  const valueFrom = { secretKeyRef: { name: 'pg-app', key: 'password' } };
  const values = on({ database: { type: 'postgresql' }, extraEnv: [{ name: 'POSTGRES_PASSWORD', valueFrom }] });
  expect(found(values).map(({ rule, fix }) => [rule, fix])).toEqual([
    [
      'reserved-env',
      'remove the entry, and write the name and the key of its Secret as backstage.database.postgresql.secretName and backstage.database.postgresql.secretKeys.password',
    ],
  ]);
});
