import { secretsInClear } from '../lib/app-config-secrets';
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
  ['note', 'Bearer test'],
  ['url', 'https://user:test@git.example.com'],
  ['url', 'https://api.example.com/hook?token=test'],
])('%s: %s is a secret by its text', (key, value) => {
  expect(found({ [key]: value })).toEqual([key]);
});

test.each([
  ['password', '${PASSWORD}'],
  ['authorization', 'Bearer ${TOKEN}'],
  ['url', 'https://user:${TOKEN}@git.example.com'],
  ['password', ''],
  ['password', null],
  ['tokenUrl', 'https://id.example.com/token'],
  ['tokenLifetime', 60],
  ['apiKey', 1234],
])('%s: %j is none', (key, value) => {
  expect(found({ [key]: value })).toEqual([]);
});

test('a text to fall back on is in clear', () => {
  expect(found({ password: '${PASSWORD:-test}' })).toEqual(['password']);
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
