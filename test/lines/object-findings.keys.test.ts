import type { Values } from '../../lib';
import { misjudged, POSTGRESQL } from './0.11/rules/support';
import { a, errors, on, refused } from './object-findings-support';

const certificates = (caBundle: object): Values =>
  on({ database: { ...POSTGRESQL, postgresql: { ...POSTGRESQL.postgresql, caBundle } } });

describe('backstage.database.sqlite.mountPath', () => {
  const mounted = (mountPath: string | null): Values => on({ database: { sqlite: { mountPath } } });

  test.each(['', 'data', './data', '~/data', 'C:\\data', null])('must be absolute, unlike %j', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([{ rule: 'pod-overlaps', path: 'backstage.database.sqlite.mountPath' }]);
  });

  test.each(['/', '//', '/app', '/app/'])('must not hide the files of the image at %s', (mountPath) => {
    expect(errors(mounted(mountPath))).toEqual([{ rule: 'pod-overlaps', path: 'backstage.database.sqlite.mountPath' }]);
  });

  test.each(['/data', '/app/.config/backstage', '/data/', '/my data', '/da:ta'])('may be %s', (mountPath) => {
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
])('%s', (path, values) => {
  test('must not be malformed', () => {
    expect(
      misjudged(
        ['not a key/..', 'a/b', 'a b', '.', '..', '..data', a(254), 'key\n', 'schlüssel'],
        (key) => errors(values(key)),
        () => [refused(path)],
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

describe.each(['configMap', 'secret'])('the key of certificates in a %s', (kind) => {
  const keyed = (key: string) => errors(certificates({ [kind]: 'ca', key }));

  test.each(['not a key/..', 'a/b', 'a b', '.', '..', '..data', a(254)])('must not be %j', (key) => {
    expect(keyed(key)).toEqual([{ rule: 'postgresql-connection', path: 'backstage.database.postgresql.caBundle.key' }]);
  });

  test.each(['ca.crt', '.a', 'a..b', a(253)])('may be %j', (key) => {
    expect(keyed(key)).toEqual([]);
  });
});

describe('the name of a variable', () => {
  const variable = (name: string): Values =>
    on({
      env: [
        { name: 'FIRST', value: 'x' },
        { name, value: 'x' },
      ],
    });

  test.each(['', 'MY=VAR', 'ÜBER', 'VAR\n'])('must not be %j', (name) => {
    expect(errors(variable(name))).toEqual([refused('backstage.env[1].name')]);
  });

  test.each(['MY_VAR', 'my.var-1', '_', '-x', '.x', '1ST', 'MY VAR', a(300)])('may be %s', (name) => {
    expect(errors(variable(name))).toEqual([]);
  });
});

test('checks the names of variables in extraEnv, too', () => {
  expect(errors(on({ extraEnv: [{ name: 'MINE' }, { name: 'A=B', value: 'hunter2' }] }))).toEqual([
    refused('backstage.extraEnv[1].name'),
  ]);
});
