import { found, on } from '../support';

const fixes = (name: string) =>
  found(on({ database: { type: 'postgresql' }, extraEnv: [{ name, value: 'hunter2' }] }))
    .filter(({ rule }) => rule === 'reserved-env')
    .map(({ fix }) => fix);

test.each([
  ['BACKEND_SECRET', 'backend-secret', 'backendSecret'],
  ['JENKINS_API_KEY', 'jenkins-api-key', 'jenkinsApiKey'],
  ['POSTGRES_HOST', 'postgres-host', 'postgresHost'],
  ['POSTGRES_PASSWORD', 'postgres-password', 'postgresPassword'],
])('names the Secret as the place for the value of %s', (name, key, credential) => {
  expect(fixes(name)).toEqual([
    `remove the entry, and put the value into the Secret "backstage-secrets" under the key ${key}, or name the key that has it in backstage.secretKeys.${credential}`,
  ]);
});
