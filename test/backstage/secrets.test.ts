import { describeHost, describeUrl, isPlainTextSecret, plainTextSecrets, urlToCopy } from '../../lib/backstage/secrets';
import type { JsonMap } from '../../lib/util/json';

const found = (tree: JsonMap) => [...plainTextSecrets(tree)];

/** Key and value of a member. */
type Member = readonly [key: string, value: string | number | null];

test('recognizes a secret by the end of its key', () => {
  const secrets: Member[] = [
    ['password', 'test'],
    ['clientSecret', 'test'],
    ['apiKeys', 'test'],
    ['authorization', 'Basic dGVzdA=='],
    ['connectionString', 'postgres'],
    ['pwd', 1234],
  ];
  expect(secrets.filter(([key, value]) => found({ [key]: value })[0] !== key)).toEqual([]);
});

test('recognizes a secret by its form, under any key', () => {
  const secrets: Member[] = [
    ['note', '-----BEGIN RSA PRIVATE KEY-----'],
    ['note', 'ghp_test'],
    ['note', 'xoxb-test'],
    ['note', 'Bearer test'],
    ['note', 'Bearer  test'],
    ['url', 'https://user:test@git.example.com'],
    ['url', 'https://api.example.com/hook?token=test'],
  ];
  expect(secrets.filter(([key, value]) => found({ [key]: value })[0] !== key)).toEqual([]);
});

test('accepts references, empty texts, and keys that only look like those of secrets', () => {
  const others: Member[] = [
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
  ];
  expect(others.filter(([key, value]) => found({ [key]: value }).length > 0)).toEqual([]);
});

test('treats the fallback of a reference as plain text', () => {
  expect(found({ password: '${PASSWORD:-test}' })).toEqual(['password']);
});

test('treats text after a reference as plain text', () => {
  expect(found({ password: '${USER}-test' })).toEqual(['password']);
  expect(isPlainTextSecret('PASSWORD', '$(USER)-test')).toBe(true);
});

test('recognizes a configuration variable by the last of its keys', () => {
  expect(isPlainTextSecret('APP_CONFIG_proxy_headers_cookie', 'test')).toBe(true);
  expect(isPlainTextSecret('APP_CONFIG_cookie_name', 'test')).toBe(false);
});

test('reports secrets by path, and judges list entries by the key of the list', () => {
  expect(found({ auth: { providers: [{ secret: 'test' }] }, tokens: ['test', '${TOKEN}'] })).toEqual([
    'auth.providers[0].secret',
    'tokens[0]',
  ]);
});

test('adds a prefix to the paths', () => {
  expect([...plainTextSecrets({ password: 'test' }, 'values')]).toEqual(['values.password']);
});

describe('a variable with the name of a secret', () => {
  const isSecret = (text: string) => isPlainTextSecret('SONAR_TOKEN', text);

  test('holds a plain-text secret if it is a word, JSON, a long number or half a reference', () => {
    const texts = ['hunter2', '{"current":"hunter2"}', '12345678', 'half-$(REST)', '$'];
    expect(texts.filter((text) => !isSecret(text))).toEqual([]);
  });

  test('holds no secret if it is a reference, a switch or a small number', () => {
    const texts = [
      '$(TOKEN)',
      'Bearer $(TOKEN)',
      'Token token=$(TOKEN)',
      'Server=db;Password=$(PW);',
      '',
      'true',
      'no',
      '8',
      '4096',
    ];
    expect(texts.filter(isSecret)).toEqual([]);
  });
});

test('accepts words around a reference', () => {
  const texts = ['Token token=${TOKEN}', 'session=${COOKIE}', '${KEY}\n'];
  expect(texts.flatMap((text) => found({ authorization: text, privateKey: text }))).toEqual([]);
});

describe('a message', () => {
  test('does not show a URL that may contain a password', () => {
    const urls = [
      'https://user:test@id.example.com',
      'https://id.example.com/?token=test',
      'https://id.example.com/#token=test',
      'https://id.example.com/;token=test',
    ];
    expect(urls.filter((url) => describeUrl(url) !== 'a URL (not shown)')).toEqual([]);
    expect(urls.filter((url) => urlToCopy(url) !== 'a URL (not shown)')).toEqual([]);
  });

  test('shows any other URL, and all of it if users copy it', () => {
    const url = `https://id.example.com/${'a'.repeat(100)}`;
    expect(urlToCopy(url)).toBe(url);
    expect(describeUrl(url)).toHaveLength(78);
    expect(describeUrl('https://id.example.com/?debug')).toBe('"https://id.example.com/?debug"');
  });

  test('does not show a connection string that is set as a host', () => {
    const hosts = ['user:test@pg', 'postgres://user:test@pg', 'pg?password=test', 'host=pg password=test', 'user:test'];
    expect(hosts.filter((host) => describeHost(host) !== 'a URL (not shown)')).toEqual([]);
  });

  test('shows a host, also with a port or protocol, or as an IPv6 address', () => {
    const hosts = ['pg.example.com', 'pg:5432', 'http://pg', '[fd00::1]:5432', 'pg host'];
    expect(hosts.map(describeHost)).toEqual(hosts.map((host) => JSON.stringify(host)));
  });
});
