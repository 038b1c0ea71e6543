import type { JsonMap, JsonValue } from '../../../lib/util/json';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { configured, error, errors, tree, yaml } from '../../lines/0.11/rules/support';

const plainText = (path: string) =>
  error(
    'app-config-secrets',
    `backstage.appConfig${path}`,
    'must not be a secret in plain text, got one (not shown)',
    'write ${NAME} instead, and set the variable NAME from a Secret in backstage.extraEnv',
  );

const found = (appConfig: JsonMap) => errors(configured(appConfig));

test.each([
  'secret',
  'clientSecret',
  'CLIENT_SECRET',
  'password',
  'dbPassword',
  'passphrase',
  'token',
  'accessToken',
  'apiKey',
  'api-key',
  'api_key',
  'apikey',
  'privateKey',
  'private_key',
  'secretAccessKey',
  'access-key',
  'Authorization',
  'authorization',
  'proxyAuthorization',
])('refuses a string for the key %s', (key) => {
  expect(found({ proxy: { [key]: 'hunter2' } })).toEqual([plainText(`.proxy.${key}`)]);
});

test.each([
  'secretName',
  'passwordFile',
  'tokenUrl',
  'accessKeyId',
  'authorizationUrl',
  'key',
  'keyword',
  'constructor',
  '',
])('accepts a string for the key %j', (key) => {
  expect(found({ proxy: { [key]: 'hunter2' } })).toEqual([]);
});

test.each<[string, JsonValue]>([
  ['accountKey', 'hunter2'],
  ['connectionString', 'hunter2'],
  ['signingKey', 'hunter2'],
  ['passwd', 'hunter2'],
  ['tokens', ['hunter2']],
  ['Cookie', 'hunter2'],
  ['any', '-----BEGIN RSA PRIVATE KEY-----'],
  ['any', 'ghp_hunter2'],
  ['any', 'Bearer hunter2'],
  ['any', 'https://example.com/?access_token=hunter2'],
  ['token', 'hunter2-${HOME}'],
  ['token', '$${TOKEN}'],
])('refuses for the key %j the value %j, which is a secret by name or by content', (key, value) => {
  expect(found({ proxy: { [key]: value } })).toHaveLength(1);
});

test('accepts a number with a key that contains token', () => {
  expect(found({ ai: { max_token: 500 } })).toEqual([]);
});

describe('a variable of the configuration', () => {
  const set = (name: string, value: string) =>
    errors({ backstage: { extraEnv: [{ name: `APP_CONFIG_${name}`, value }] } });

  test.each<[string, string]>([
    ['db_password', 'hunter2'],
    ['db_password', '31415926'],
    ['db_password', 'hunter2-$(HOME)'],
    ['db_password', '$$(PASSWORD)'],
    ['db_password', '${PASSWORD:-hunter2}'],
    ['integrations_github', '[{"token":"hunter2"}]'],
    ['db_url', 'postgresql://backstage:hunter2@postgres/catalog'],
  ])('must not be a secret in plain text: %s', (name, value) => {
    const all = set(name, value);
    expect(all).toEqual([
      error(
        'app-config-secrets',
        'backstage.extraEnv[0].value',
        'must not be a secret in plain text, got one (not shown)',
        'use valueFrom.secretKeyRef, or $(NAME) with the name of an earlier variable that uses it',
      ),
    ]);
    expect(JSON.stringify(all)).not.toContain('hunter2');
  });

  test.each<[string, string]>([
    ['db_password', '$(DB_PASSWORD)'],
    ['db_password', '$(A)$(B)'],
    ['proxy_authorization', 'Bearer $(TOKEN)'],
    ['integrations_github', '[{"token":"$(TOKEN)"}]'],
    ['db_url', 'postgresql://backstage:$(DB_PASSWORD)@postgres/catalog'],
    // The rule app-config-variables reports references that Kubernetes does not replace.
    ['db_password', '${DB_PASSWORD}'],
    ['db_password', ''],
  ])('may contain references that Kubernetes replaces: %s is %s', (name, value) => {
    expect(set(name, value)).toEqual([]);
  });
});

test('refuses $(NAME) in appConfig, where Kubernetes replaces nothing', () => {
  expect(found({ proxy: { token: '$(TOKEN)' } })).toEqual([plainText('.proxy.token')]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(errors(configured({ proxy: { token: 'hunter2' } }), { fidelity })).toEqual([plainText('.proxy.token')]);
});

test('finds secrets in maps and lists, and reports each path', () => {
  const appConfig = {
    integrations: { github: [{ host: 'github.com', token: 'hunter2' }, { token: '${GITHUB_TOKEN}' }] },
    backend: { auth: { keys: [{ secret: 'hunter2' }] } },
    proxy: { endpoints: { '/sonar': { headers: { 'X-API-Key': 'hunter2' } } } },
    token: [['hunter2'], 'hunter3'],
  };
  expect(found(appConfig)).toEqual([
    plainText('.integrations.github[0].token'),
    plainText('.backend.auth.keys[0].secret'),
    plainText('.proxy.endpoints["/sonar"].headers.X-API-Key'),
    plainText('.token[0][0]'),
    plainText('.token[1]'),
  ]);
});

test('checks only the nearest key', () => {
  expect(found({ token: { name: 'x', expires: '1h' }, password: { policy: ['long'] } })).toEqual([]);
});

test('finds a deeply nested secret', () => {
  const path = Array.from({ length: 90 }, (_, level) => `k${level}`).join('.');
  expect(found(tree(`${path}.password`, 'hunter2'))).toEqual([plainText(`.${path}.password`)]);
});

test.each(['${TOKEN}', 'Bearer ${TOKEN}', '${A}${B}', ''])('accepts the reference %j', (token) => {
  expect(found({ proxy: { token } })).toEqual([]);
});

test.each<JsonValue>([{ $env: 'TOKEN' }, { $file: '/run/secrets/token' }, { $include: 'secrets.yaml#token' }])(
  'accepts the reference %j',
  (token) => {
    expect(found({ proxy: { token } })).toEqual([]);
  },
);

test('refuses a reference with a default, which is plain text', () => {
  expect(found({ proxy: { token: '${TOKEN:-hunter2}' } })).toEqual([plainText('.proxy.token')]);
});

test.each<JsonValue>([true, false, null, {}, []])('accepts %j, which is not a secret', (token) => {
  expect(found({ proxy: { token } })).toEqual([]);
});

test('refuses a secret that is a number', () => {
  expect(found({ proxy: { password: 31415926 } })).toEqual([plainText('.proxy.password')]);
});

test.each([
  'postgresql://backstage:hunter2@postgres/catalog',
  'https://:hunter2@example.com',
  'https://hunter2:@example.com',
  'see https://admin:hunter2@example.com/a?b',
  'redis://default:hunter2@redis:6379',
])('refuses a URL with a password, for any key: %s', (target) => {
  expect(found({ proxy: { target, targets: [target] } })).toEqual([
    plainText('.proxy.target'),
    plainText('.proxy.targets[0]'),
  ]);
});

test('refuses a URL with a password that also refers to a variable', () => {
  expect(found({ proxy: { target: 'https://admin:hunter2@${HOST}/a' } })).toEqual([plainText('.proxy.target')]);
});

test.each([
  'postgresql://backstage:${POSTGRES_PASSWORD}@postgres/catalog',
  'https://git@example.com/a',
  'https://example.com:8443/@scope/package',
  'http://[::1]:7007/a@b',
  'mailto:portal:team@example.com',
])('accepts the URL %s', (target) => {
  expect(found({ proxy: { target } })).toEqual([]);
});

test('accepts the URLs of the portal', () => {
  expect(found({ app: { baseUrl: 'http://localhost:7007' }, backend: { baseUrl: 'http://localhost:7007' } })).toEqual(
    [],
  );
});

test('checks keys that every JavaScript object has like other keys', () => {
  expect(
    errors(yaml('backstage: {appConfig: {a: {constructor: {token: hunter2}, __proto__: {token: hunter2}}}}')),
  ).toEqual([plainText('.a.constructor.token'), plainText('.a.__proto__.token')]);
});

test('does not show secrets', () => {
  const appConfig = { token: 'hunter2', url: 'https://a:hunter2@b.example.com', password: '${A:-hunter2}' };
  const findings = found(appConfig);
  expect(findings).toHaveLength(3);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test.each([null, undefined, {}])('accepts %j as configuration', (appConfig) => {
  expect(errors({ backstage: { appConfig } })).toEqual([]);
});

test('accepts a secret if the rule is switched off', () => {
  expect(errors(configured({ proxy: { token: 'x' } }), { allow: ['app-config-secrets'] })).toEqual([]);
});

test('ignores the configuration if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, appConfig: { proxy: { token: 'x' } } } })).toEqual([]);
});
