import type { JsonMap, JsonValue } from '../../../lib/util/json';
import { FIDELITIES } from '../../../lib/values/fidelity';
import { configured, error, errors, tree, yaml } from '../../lines/0.11/rules/support';

const inClear = (path: string) =>
  error(
    'app-config-secrets',
    `backstage.appConfig${path}`,
    'must not be a secret in clear, got one (not shown)',
    'write ${NAME}, and set the variable NAME from a Secret in backstage.extraEnv',
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
])('refuses a text as %s', (key) => {
  expect(found({ proxy: { [key]: 'hunter2' } })).toEqual([inClear(`.proxy.${key}`)]);
});

test.each([
  'secretName',
  'passwordFile',
  'tokenUrl',
  'accessKeyId',
  'authorizationUrl',
  'proxyAuthorization',
  'key',
  'keyword',
  'constructor',
  '',
])('takes a text as %j', (key) => {
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
])('refuses as %j what is a secret by name or by look: %j', (key, value) => {
  expect(found({ proxy: { [key]: value } })).toHaveLength(1);
});

test('takes a number that is called after tokens', () => {
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
  ])('must not be a secret in clear: %s', (name, value) => {
    const all = set(name, value);
    expect(all).toEqual([
      error(
        'app-config-secrets',
        'backstage.extraEnv[0].value',
        'must not be a secret in clear, got one (not shown)',
        'use valueFrom.secretKeyRef, or $(NAME) of a variable ahead of it that does',
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
    // What Kubernetes does not replace is told by the rule app-config-variables.
    ['db_password', '${DB_PASSWORD}'],
    ['db_password', ''],
  ])('may have what Kubernetes replaces: %s is %s', (name, value) => {
    expect(set(name, value)).toEqual([]);
  });
});

test('refuses $(NAME) in the configuration itself, where Kubernetes replaces nothing', () => {
  expect(found({ proxy: { token: '$(TOKEN)' } })).toEqual([inClear('.proxy.token')]);
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(errors(configured({ proxy: { token: 'hunter2' } }), { fidelity })).toEqual([inClear('.proxy.token')]);
});

test('looks through maps and lists, and names each place', () => {
  const appConfig = {
    integrations: { github: [{ host: 'github.com', token: 'hunter2' }, { token: '${GITHUB_TOKEN}' }] },
    backend: { auth: { keys: [{ secret: 'hunter2' }] } },
    proxy: { endpoints: { '/sonar': { headers: { 'X-API-Key': 'hunter2' } } } },
    token: [['hunter2'], 'hunter3'],
  };
  expect(found(appConfig)).toEqual([
    inClear('.integrations.github[0].token'),
    inClear('.backend.auth.keys[0].secret'),
    inClear('.proxy.endpoints["/sonar"].headers.X-API-Key'),
    inClear('.token[0][0]'),
    inClear('.token[1]'),
  ]);
});

test('looks at the nearest key only', () => {
  expect(found({ token: { name: 'x', expires: '1h' }, password: { policy: ['long'] } })).toEqual([]);
});

test('finds a secret far down', () => {
  const path = Array.from({ length: 90 }, (_, level) => `k${level}`).join('.');
  expect(found(tree(`${path}.password`, 'hunter2'))).toEqual([inClear(`.${path}.password`)]);
});

test.each(['${TOKEN}', 'Bearer ${TOKEN}', '${A}${B}', ''])('takes the reference %j', (token) => {
  expect(found({ proxy: { token } })).toEqual([]);
});

test.each<JsonValue>([{ $env: 'TOKEN' }, { $file: '/run/secrets/token' }, { $include: 'secrets.yaml#token' }])(
  'takes the reference %j',
  (token) => {
    expect(found({ proxy: { token } })).toEqual([]);
  },
);

test('refuses a reference with a text to fall back on, which is in clear', () => {
  expect(found({ proxy: { token: '${TOKEN:-hunter2}' } })).toEqual([inClear('.proxy.token')]);
});

test.each<JsonValue>([true, false, null, {}, []])('takes %j, which is no secret', (token) => {
  expect(found({ proxy: { token } })).toEqual([]);
});

test('refuses a secret that is a number', () => {
  expect(found({ proxy: { password: 31415926 } })).toEqual([inClear('.proxy.password')]);
});

test.each([
  'postgresql://backstage:hunter2@postgres/catalog',
  'https://:hunter2@example.com',
  'see https://admin:hunter2@example.com/a?b',
  'redis://default:hunter2@redis:6379',
])('refuses a URL with a password in it, whatever its key: %s', (target) => {
  expect(found({ proxy: { target, targets: [target] } })).toEqual([
    inClear('.proxy.target'),
    inClear('.proxy.targets[0]'),
  ]);
});

test('refuses a URL with a password in it that also refers to a variable', () => {
  expect(found({ proxy: { target: 'https://admin:hunter2@${HOST}/a' } })).toEqual([inClear('.proxy.target')]);
});

test.each([
  'postgresql://backstage:${POSTGRES_PASSWORD}@postgres/catalog',
  'https://git@example.com/a',
  'https://example.com:8443/@scope/package',
  'http://[::1]:7007/a@b',
  'mailto:portal:team@example.com',
  'https://admin:@example.com',
])('takes the URL %s', (target) => {
  expect(found({ proxy: { target } })).toEqual([]);
});

test('takes the URLs of the portal', () => {
  expect(found({ app: { baseUrl: 'http://localhost:7007' }, backend: { baseUrl: 'http://localhost:7007' } })).toEqual(
    [],
  );
});

test('finds nothing wrong with keys that every object of JavaScript has', () => {
  expect(
    errors(yaml('backstage: {appConfig: {a: {constructor: {token: hunter2}, __proto__: {token: hunter2}}}}')),
  ).toEqual([inClear('.a.constructor.token'), inClear('.a.__proto__.token')]);
});

test('shows no secret', () => {
  const appConfig = { token: 'hunter2', url: 'https://a:hunter2@b.example.com', password: '${A:-hunter2}' };
  const findings = found(appConfig);
  expect(findings).toHaveLength(3);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test.each([null, undefined, {}])('takes %j as configuration', (appConfig) => {
  expect(errors({ backstage: { appConfig } })).toEqual([]);
});

test('lets a secret through where allowed', () => {
  expect(errors(configured({ proxy: { token: 'x' } }), { allow: ['app-config-secrets'] })).toEqual([]);
});

test('does not look at the configuration of a disabled Backstage', () => {
  expect(errors({ backstage: { enabled: false, appConfig: { proxy: { token: 'x' } } } })).toEqual([]);
});
