import { configuredConnection, setsConnection } from '../../lib/backstage/configured-connection';
import type { JsonMap, JsonValue } from '../../lib/util/json';

const ALL = ['host', 'port', 'user', 'password', 'database'];
const config = (connection: JsonValue): JsonMap => ({ backend: { database: { connection } } });

test.each<JsonValue>([
  '${DATABASE_URL}',
  'postgresql://db/portal',
  { $env: 'URL' },
  { $file: 'a' },
  { $include: 'a#b' },
])('the connection %j sets all parts', (connection) => {
  expect(configuredConnection(config(connection), [])).toEqual(ALL);
});

test.each<[JsonMap, string[]]>([
  [{ host: '${HOST}', port: 6432 }, ['host', 'port']],
  [{ password: { $file: '/etc/pg/password' } }, ['password']],
  [{ host: '', user: null, ssl: true }, []],
  [{}, []],
])('the connection %j sets %j', (connection, parts) => {
  expect(configuredConnection(config(connection), [])).toEqual(parts);
});

test.each<JsonMap | undefined>([
  undefined,
  {},
  { backend: {} },
  { backend: { database: 'x' } },
  config(null),
  config(''),
])('the configuration %j sets no part', (appConfig) => {
  expect(configuredConnection(appConfig, ['DATABASE_URL', 'APP_CONFIG_backend_database_client'])).toEqual([]);
});

test('variables set all parts, or one of them', () => {
  const name = 'APP_CONFIG_backend_database_connection';
  expect(configuredConnection(undefined, [name])).toEqual(ALL);
  expect(configuredConnection(undefined, [`${name}_password`, `${name}_ssl`])).toEqual(['password']);
  expect(configuredConnection(config({ host: '${HOST}' }), [`${name}_user`])).toEqual(['host', 'user']);
});

test('the names of variables show whether they set a part', () => {
  const name = 'APP_CONFIG_backend_database_connection';
  expect(setsConnection([name], 'host')).toBe(true);
  expect(setsConnection([`${name}_host`], 'host')).toBe(true);
  expect(setsConnection([`${name}_user`, 'DATABASE_URL'], 'host')).toBe(false);
});
