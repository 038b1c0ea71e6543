import { BASE, disabled, findings, on, type Values } from '../support';

/** Returns the messages about the keys of the Secret. */
const messages = (values: Values, options: Parameters<typeof findings>[1] = {}) =>
  findings([BASE, values], options)
    .filter(({ rule }) => rule === 'secret-keys')
    .map(({ message }) => message);

const message = (...keys: string[]) => [
  `names the Secret "backstage-secrets", which must contain the keys ${keys.join(', ')}`,
];

test('lists the keys that every portal reads, as an info', () => {
  expect(findings([BASE]).filter(({ rule }) => rule === 'secret-keys')).toEqual([
    {
      rule: 'secret-keys',
      severity: 'info',
      path: 'backstage.secretName',
      message:
        'names the Secret "backstage-secrets", which must contain the keys backend-secret, client-secret, jenkins-api-key',
      fix: 'create it in the namespace of the release, unless it exists; without these keys the pods do not start',
    },
  ]);
});

test('lists the key of Jenkins only if the portal uses it, once the defect is fixed', () => {
  const options = { fidelity: ['jenkins-always-on'] };
  expect(messages({}, options)).toEqual(message('backend-secret', 'client-secret'));
  expect(messages(on({ externalCI: { jenkins: { enabled: true } } }), options)).toEqual(
    message('backend-secret', 'client-secret', 'jenkins-api-key'),
  );
});

test('lists the keys of PostgreSQL and of the service client', () => {
  const values = on({ database: { type: 'postgresql' }, auth: { serviceClientSecretKey: 'service-secret' } });
  const ofPostgresql = ['postgres-host', 'postgres-port', 'postgres-user', 'postgres-password', 'postgres-db'];
  expect(messages(values)).toEqual(
    message(
      'backend-secret',
      'client-secret',
      'the one in backstage.auth.serviceClientSecretKey',
      'jenkins-api-key',
      ...ofPostgresql,
    ),
  );
});

test('names the value of a key that the values choose, which may be a secret by mistake', () => {
  expect(messages(on({ secretKeys: { backendSecret: 'hunter2' } }))).toEqual(
    message('the one in backstage.secretKeys.backendSecret', 'client-secret', 'jenkins-api-key'),
  );
  // The client for background tasks has the same key.
  expect(messages(on({ secretKeys: { clientSecret: 'hunter2' } }))).toEqual(
    message('backend-secret', 'the one in backstage.secretKeys.clientSecret', 'jenkins-api-key'),
  );
  const postgresql = { secretName: 'pg-app', secretKeys: { password: 'hunter2' } };
  expect(messages(on({ database: { type: 'postgresql', postgresql } }))).toEqual([
    ...message('backend-secret', 'client-secret', 'jenkins-api-key'),
    'names the Secret "pg-app", which must contain the keys host, port, user, the one in backstage.database.postgresql.secretKeys.password, dbname',
  ]);
});

test('does not list keys without which the pods start', () => {
  const externalCI = { githubActions: { enabled: true, oauth: { clientId: 'app' } } };
  expect(messages(on({ externalCI }))).toEqual(message('backend-secret', 'client-secret', 'jenkins-api-key'));
});

test('is silent if an ExternalSecret creates the Secret', () => {
  const data = { backendSecret: { key: 'a' }, clientSecret: { key: 'b' }, jenkinsApiKey: { key: 'c' } };
  expect(messages(on({ externalSecret: { secretStoreRef: { name: 'vault' }, data } }))).toEqual([]);
});

test('is silent if the rule is switched off or Backstage is disabled', () => {
  expect(messages({}, { allow: ['secret-keys'] })).toEqual([]);
  expect(messages(disabled({}))).toEqual([]);
});

test('lists the keys of a separate Secret of PostgreSQL, and no longer those in the other one', () => {
  const secret = (secretKeys: object) =>
    findings([BASE, on({ database: { type: 'postgresql', postgresql: { secretName: 'pg-app', secretKeys } } })])
      .filter(({ rule }) => rule === 'secret-keys')
      .map(({ path, message }) => [path, message]);
  const of = (name: string, ...keys: string[]) =>
    `names the Secret "${name}", which must contain the keys ${keys.join(', ')}`;
  const ofPortal = ['backend-secret', 'client-secret', 'jenkins-api-key'];
  const path = 'backstage.database.postgresql.secretName';
  expect(secret({})).toEqual([
    ['backstage.secretName', of('backstage-secrets', ...ofPortal)],
    [path, of('pg-app', 'host', 'port', 'user', 'password', 'dbname')],
  ]);
  expect(secret({ host: null, port: null, database: null })).toEqual([
    ['backstage.secretName', of('backstage-secrets', ...ofPortal, 'postgres-host', 'postgres-port', 'postgres-db')],
    [path, of('pg-app', 'user', 'password')],
  ]);
});
