import { isSecretInClear, secretsInClear } from '../lib/app-config-secrets';
import type { JsonMap } from '../lib/json';

const found = (tree: JsonMap) => [...secretsInClear(tree)];

test.each([
  ['password', 'test'],
  ['clientSecret', 'test'],
  ['apiKeys', 'test'],
  ['authorization', 'Basic dGVzdA=='],
  ['connectionString', 'postgres'],
  ['pwd', 1234],
])('%s is the key of a secret', (key, value) => {
  expect(found({ [key]: value })).toEqual([key]);
});

test.each([
  ['note', '-----BEGIN RSA PRIVATE KEY-----'],
  ['note', 'ghp_test'],
  ['note', 'xoxb-test'],
  ['note', 'Bearer test'],
  ['note', 'Bearer  test'],
  ['url', 'https://user:test@git.example.com'],
  ['url', 'https://api.example.com/hook?token=test'],
])('%s: %s is a secret by its text', (key, value) => {
  expect(found({ [key]: value })).toEqual([key]);
});

test.each([
  ['password', '${PASSWORD}'],
  ['authorization', 'Bearer ${TOKEN}'],
  ['url', 'https://user:${TOKEN}@git.example.com'],
  ['url', 'https://api.example.com/hook?token=${TOKEN}'],
  ['password', ''],
  ['password', null],
  ['tokenUrl', 'https://id.example.com/token'],
  ['tokenLifetime', 60],
  ['passwordLength', 12],
  ['note', 'begins with ghp_test'],
  ['note', 'sent as Bearer test'],
  ['apiKey', 1234],
])('%s: %j is none', (key, value) => {
  expect(found({ [key]: value })).toEqual([]);
});

test('a text to fall back on is in clear', () => {
  expect(found({ password: '${PASSWORD:-test}' })).toEqual(['password']);
});

test('a text behind a reference is in clear', () => {
  expect(found({ password: '${USER}-test' })).toEqual(['password']);
  expect(isSecretInClear('PASSWORD', '$(USER)-test')).toBe(true);
});

test('a variable of the configuration is told by the last of its keys', () => {
  expect(isSecretInClear('APP_CONFIG_proxy_headers_cookie', 'test')).toBe(true);
  expect(isSecretInClear('HEADERS_cookie', 'test')).toBe(false);
});

test('secrets are told by their paths, in lists, too, whose entries have the key of the list', () => {
  expect(found({ auth: { providers: [{ secret: 'test' }] }, tokens: ['test', '${TOKEN}'] })).toEqual([
    'auth.providers[0].secret',
    'tokens[0]',
  ]);
});

test('a path may be in front', () => {
  expect([...secretsInClear({ password: 'test' }, 'values')]).toEqual(['values.password']);
});

describe('a variable with the name of a secret', () => {
  test.each(['hunter2', '{"current":"hunter2"}', '12345678', 'half-$(REST)', '$'])('has one in clear: %j', (text) => {
    expect(isSecretInClear('SONAR_TOKEN', text)).toBe(true);
  });

  test.each([
    '$(TOKEN)',
    'Bearer $(TOKEN)',
    'Token token=$(TOKEN)',
    'Server=db;Password=$(PW);',
    '',
    'true',
    'no',
    '8',
    '4096',
  ])('has none: %j', (text) => {
    expect(isSecretInClear('SONAR_TOKEN', text)).toBe(false);
  });
});

test.each(['Token token=${TOKEN}', 'session=${COOKIE}', '${KEY}\n'])('%j has words around a reference', (value) => {
  expect(found({ authorization: value, privateKey: value })).toEqual([]);
});
