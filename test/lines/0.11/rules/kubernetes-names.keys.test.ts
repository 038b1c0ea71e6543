import type { Values } from '../../../../lib';
import { a, DATA_KEY, on, refused } from './kubernetes-names.support';
import { errors, misjudged, POSTGRESQL } from './support';

const certificates = (caBundle: object): Values =>
  on({ database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, caBundle } } });

describe('backstage.database.sqlite.mountPath', () => {
  const mounted = (mountPath: string | null): Values => on({ database: { sqlite: { mountPath } } });

  test.each(['', 'data', './data', '~/data', '/da:ta', 'C:\\data', null])('must not be %j', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([
      refused('backstage.database.sqlite.mountPath', 'must be an absolute path without a colon', mountPath),
    ]);
  });

  test.each(['/', '//', '/app', '/app/'])('must not hide the files of the image at %s', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([
      refused('backstage.database.sqlite.mountPath', 'must not hide the files of the image', mountPath),
    ]);
  });

  test.each(['/data', '/app/.config/backstage', '/data/', '/my data'])('may be %s', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([]);
  });
});

describe.each<[string, (key: string) => Values]>([
  [
    'backstage.secretKeys.backendSecret',
    (backendSecret) => on({ backendSecret: '', secretName: 'mine', secretKeys: { backendSecret } }),
  ],
  [
    'backstage.secretKeys.clientSecret',
    (clientSecret) => on({ backendSecret: '', secretName: 'mine', secretKeys: { clientSecret } }),
  ],
  [
    'backstage.secretKeys.thunderToken',
    (thunderToken) => on({ backendSecret: '', secretName: 'mine', secretKeys: { thunderToken } }),
  ],
  [
    'backstage.secretKeys.postgresHost',
    (postgresHost) =>
      on({
        backendSecret: '',
        secretName: 'mine',
        secretKeys: { postgresHost },
        database: { type: 'postgresql' },
      }),
  ],
  ['backstage.database.postgresql.caBundle.key', (key) => certificates({ configMap: 'ca', key })],
])('%s', (path, values) => {
  test('must not be malformed', () => {
    expect(
      misjudged(
        ['not a key/..', 'a/b', 'a b', '.', '..', '..data', a(254), 'key\n', 'schlüssel'],
        (key) => errors(values(key)),
        (key) => [{ ...refused(path, DATA_KEY, key), message: `${DATA_KEY}, got a string (not shown)` }],
      ),
    ).toEqual([]);
  });

  test('may be well-formed', () => {
    expect(
      misjudged(['ca.crt', 'CLIENT_SECRET', '-', '.a', 'a..b', '1', a(253)], (key) => errors(values(key))),
    ).toEqual([]);
  });
});

test.each<[string, Values]>([
  ['without a Secret', on({ secretKeys: { backendSecret: 'a b' } })],
  [
    'of PostgreSQL with SQLite',
    on({ backendSecret: '', secretName: 'mine', secretKeys: { postgresPassword: 'a b', postgresHost: 'a b' } }),
  ],
  [
    "of Thunder's token without Thunder",
    {
      ...on({ backendSecret: '', secretName: 'mine', secretKeys: { thunderToken: 'a b' } }),
      thunder: { enabled: false },
    },
  ],
  ['of certificates without a ConfigMap or Secret', certificates({ key: 'a b' })],
  ['of certificates if they are empty', certificates({ configMap: 'ca', key: '' })],
  ['of certificates with SQLite', on({ database: { postgresql: { caBundle: { secret: 'ca', key: 'a b' } } } })],
  [
    'if they are empty',
    on({ backendSecret: '', secretName: 'mine', secretKeys: { backendSecret: '', clientSecret: null } }),
  ],
])('ignores keys %s', (_, values) => {
  expect(errors(values)).toEqual([]);
});

test('checks the key of certificates in a Secret, too', () => {
  expect(errors(certificates({ secret: 'ca', key: 'a b' }))).toEqual([
    {
      ...refused('backstage.database.postgresql.caBundle.key', DATA_KEY, 'a b'),
      message: `${DATA_KEY}, got a string (not shown)`,
    },
  ]);
});

describe('the name of a variable', () => {
  const variable = (name: string): Values =>
    on({
      env: [
        { name: 'FIRST', value: 'x' },
        { name, value: 'x' },
      ],
    });

  test.each(['', '1ST', 'MY VAR', 'MY=VAR', 'MY$VAR', 'ÜBER', 'VAR\n', '.', '..', '..data'])(
    'must not be %j',
    (name) => {
      expect(errors(variable(name))).toEqual([
        refused(
          'backstage.env[1].name',
          'must consist of letters, digits, _, - and ., and must not begin with a digit',
          name.replace(/[=:\s].*/s, '…'),
        ),
      ]);
    },
  );

  test.each(['MY_VAR', 'my.var-1', '_', '-x', '.x', a(300)])('may be %s', (name) => {
    expect(errors(variable(name))).toEqual([]);
  });
});

test('checks the names of variables in extraEnv, too', () => {
  expect(errors(on({ extraEnv: [{ name: 'MINE' }, { name: '1ST', value: 'hunter2' }] }))).toEqual([
    refused(
      'backstage.extraEnv[1].name',
      'must consist of letters, digits, _, - and ., and must not begin with a digit',
      '1ST',
    ),
  ]);
});
