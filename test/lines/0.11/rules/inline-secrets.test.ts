import type { Values } from '../../../../lib';
import { POSTGRESQL, warning, warnings } from './support';

const inline = (path: string) =>
  warning(
    'inline-secrets',
    path,
    'is readable for everyone who can read the output',
    'remove it, and set backstage.secretName to an existing Secret, or backstage.externalSecret to a secret store',
  );

/** Other rules that report a portal outside localhost. */
const OTHERS = [
  'public-client-secret',
  'redirect-urls',
  'oidc-endpoints',
  'oauth-client',
  'base-url',
  'thunder-token',
  'unread-values',
];

function found(values: Values) {
  return warnings(values, { allow: OTHERS });
}

const elsewhere = (backstage: Values['backstage'] = {}): Values => ({
  backstage: { baseUrl: 'https://console.example.com', ...backstage },
});

test('warns about the backend secret outside localhost', () => {
  expect(found(elsewhere())).toEqual([inline('backstage.backendSecret')]);
});

test('warns about every secret that is rendered', () => {
  const backstage = { auth: { clientSecret: 'mine' }, thunder: { token: 'mine' }, database: POSTGRESQL };
  expect(found(elsewhere(backstage))).toEqual([
    inline('backstage.backendSecret'),
    inline('backstage.auth.clientSecret'),
    inline('backstage.database.postgresql.password'),
    inline('backstage.thunder.token'),
  ]);
});

test('does not warn about a password that SQLite does not use', () => {
  const database = { postgresql: { password: 'hunter2' } };
  expect(found(elsewhere({ database }))).toEqual([inline('backstage.backendSecret')]);
});

test('does not warn about a token that is not rendered without Thunder', () => {
  const values: Values = { ...elsewhere({ thunder: { token: 'hunter2' } }), thunder: { enabled: false } };
  expect(found(values)).toEqual([inline('backstage.backendSecret')]);
});

test('leaves the documented client secret to the rule public-client-secret', () => {
  const values = elsewhere({ auth: { clientSecret: 'backstage-portal-secret' } });
  expect(found(values)).toEqual([inline('backstage.backendSecret')]);
});

test.each([
  'http://localhost:7007',
  'http://LOCALHOST:7007',
  'http://openchoreo.localhost',
  'http://127.0.0.1:7007',
  'http://[::1]:7007',
  'http://openchoreo.local',
  'https://openchoreo.local:8443',
])('does not warn about a portal at %s', (baseUrl) => {
  expect(found(elsewhere({ baseUrl }))).toEqual([]);
});

test.each(['http://localhost.example.com', 'http://localhost:7007@console.example.com'])(
  'warns about a portal at %s, which is not local',
  (baseUrl) => {
    expect(found(elsewhere({ baseUrl }))).toEqual([inline('backstage.backendSecret')]);
  },
);

describe('variables', () => {
  const inVariable = (path: string, name: string) =>
    warning(
      'inline-secrets',
      `backstage.${path}.value`,
      `is readable for everyone who can read the output: ${name} looks like a secret`,
      'use valueFrom.secretKeyRef, or $(NAME) of an earlier variable that does; if it is no secret, rename it',
    );

  /** Returns a portal with its credentials in a Secret and with these variables. */
  const having = (backstage: NonNullable<Values['backstage']>): Values =>
    elsewhere({ backendSecret: '', auth: { clientSecret: '' }, secretName: 'portal', ...backstage });

  test.each([
    'GITHUB_TOKEN',
    'CLIENT_SECRET',
    'DB_PASSWORD',
    'PASSPHRASE',
    'API_KEY',
    'APIKEY',
    'SSH_PRIVATE_KEY',
    'ACCESS_KEY',
    'token',
    'DB_PWD',
    'PASSWD',
    'AUTH_TOKENS',
    'SIGNING_KEY',
    'CONNECTION_STRING',
    'PAT',
  ])('are reported if their name looks like a secret: %s', (name) => {
    expect(found(having({ extraEnv: [{ name, value: 'hunter2' }] }))).toEqual([inVariable('extraEnv[0]', name)]);
    expect(found(having({ env: [{ name: 'A' }, { name, value: 'hunter2' }] }))).toEqual([inVariable('env[1]', name)]);
  });

  test.each(['TOKEN_URL', 'SECRET_NAME', 'PASSWORD_FILE', 'KEY', 'AWS_ACCESS_KEY_ID', 'TITLE'])(
    'may be plain text if their name does not look like a secret: %s',
    (name) => {
      expect(found(having({ extraEnv: [{ name, value: 'x' }] }))).toEqual([]);
    },
  );

  test.each<[string, string]>([
    ['DATABASE_URL', 'postgres://backstage:hunter2@postgres/catalog'],
    ['TARGET', 'https://example.com/?access_token=hunter2'],
    ['GH', 'ghp_hunter2'],
    ['HEADER', 'Bearer hunter2'],
    ['CERTIFICATE', '-----BEGIN PRIVATE KEY-----'],
    ['INTEGRATIONS', '{"github": [{"token": "hunter2"}]}'],
    ['DB_PASSWORD', '31415926'],
    ['DB_PASSWORD', 'hunter2-$(SUFFIX)'],
    ['DB_PASSWORD', '$$(PASSWORD)'],
  ])('are reported if their text is a secret: %s', (name, value) => {
    const all = found(having({ extraEnv: [{ name, value }] }));
    expect(all).toEqual([inVariable('extraEnv[0]', name)]);
    expect(JSON.stringify(all)).not.toContain('hunter2');
  });

  test.each<[string, string]>([
    ['DB_PASSWORD', '$(POSTGRES_PASSWORD)'],
    ['DATABASE_URL', 'postgres://backstage:$(POSTGRES_PASSWORD)@postgres/catalog'],
    ['DATABASE_URL', 'postgres://backstage@postgres/catalog'],
    ['HEADER', 'Bearer $(GITHUB_TOKEN)'],
    ['AUTHORIZATION', 'Bearer $(GITHUB_TOKEN)'],
    ['TOKEN', '${TOKEN}'],
    ['MAX_TOKENS', '4096'],
    ['ALLOW_PASSWORD', 'true'],
    ['INTEGRATIONS', '{"github": [{"token": "$(GITHUB_TOKEN)"}]}'],
  ])('may be plain text if their text is no secret: %s is %s', (name, value) => {
    expect(found(having({ extraEnv: [{ name, value }] }))).toEqual([]);
  });

  test('may refer to secrets, or contain none', () => {
    const valueFrom = { secretKeyRef: { name: 'github', key: 'token' } };
    const extraEnv = [{ name: 'A_TOKEN', valueFrom }, { name: 'B_TOKEN' }, { name: 'C_TOKEN', value: '' }];
    expect(found(having({ extraEnv }))).toEqual([]);
  });

  test('are reported before inline credentials', () => {
    expect(found(elsewhere({ extraEnv: [{ name: 'GITHUB_TOKEN', value: 'hunter2' }] }))).toEqual([
      inVariable('extraEnv[0]', 'GITHUB_TOKEN'),
      inline('backstage.backendSecret'),
    ]);
  });

  test('may contain secrets of a portal on localhost', () => {
    const baseUrl = 'http://localhost:7007';
    expect(found(elsewhere({ baseUrl, extraEnv: [{ name: 'GITHUB_TOKEN', value: 'hunter2' }] }))).toEqual([]);
  });

  test('are never shown', () => {
    expect(JSON.stringify(found(elsewhere({ extraEnv: [{ name: 'GITHUB_TOKEN', value: 'hunter2' }] })))).not.toContain(
      'hunter2',
    );
  });
});

test('shows no secret', () => {
  const values = elsewhere({ backendSecret: 'hunter2', thunder: { token: 'hunter3' } });
  expect(JSON.stringify(found(values))).not.toMatch(/hunter/);
});

test('does not warn if the rule is switched off', () => {
  expect(warnings(elsewhere(), { allow: ['inline-secrets', ...OTHERS] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(found(elsewhere({ enabled: false }))).toEqual([]);
});
