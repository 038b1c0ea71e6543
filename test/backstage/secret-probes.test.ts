import { secretArguments } from '../../lib/backstage/secret-arguments';
import { isPlainTextSecret, isSecretHeader, plainTextSecrets } from '../../lib/backstage/secrets';
import type { JsonMap } from '../../lib/util/json';

// Each line is one setting. The lists of innocent neighbours show what must not be refused.

const RANDOM = 'q7Zr4Tn0Xw2Lk9Bv5Ys8Hd3F';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl';

const found = (tree: JsonMap) => [...plainTextSecrets(tree)];

const SECRET_SETTINGS: readonly JsonMap[] = [
  { secretKey: 'hunter2' },
  { pass: 'hunter2' },
  { credentials: 'hunter2' },
  { 'Proxy-Authorization': 'hunter2' },
  { target: 'https://api.example.com/?client_secret=hunter2' },
  { target: 'https://ghp_hunter2@github.com/acme' },
  { target: 'https://hunter2@git.example.com/acme' },
  { note: '-----BEGIN PGP PRIVATE KEY BLOCK-----\nhunter2' },
  { note: '-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2' },
  { note: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter2' },
  { note: Buffer.from('-----BEGIN EC PRIVATE KEY-----\nhunter2').toString('base64') },
  { note: 'PuTTY-User-Key-File-3: ssh-ed25519' },
  { password: 31415926 },
  { password: 1234 },
  { secret: 12345 },
  { token: 1234567 },
  { password: 'word word ${X}' },
  { password: 'hunter2 ${X}' },
  { password: '${X:-hunter2}' },
  { password: ['hunter2'] },
  { passwords: { catalog: 'hunter2' } },
  { secret: { value: 'hunter2' } },
  { token: { data: { value: 'hunter2' } } },
  { secrets: { github: 'hunter2' } },
  { tokens: { ci: ['hunter2'] } },
  { headers: [{ name: 'Authorization', value: 'hunter2' }] },
  { params: [{ key: 'api_key', value: 'hunter2' }] },
  { headers: { 'X-Api-Key': 'hunter2' } },
  { headers: { 'X-Auth-Token': 'hunter2' } },
  { headers: { 'PRIVATE-TOKEN': 'hunter2' } },
  { headers: { 'Ocp-Apim-Subscription-Key': 'hunter2' } },
  { headers: { 'DD-APPLICATION-KEY': 'hunter2' } },
  { headers: { Cookie: 'session=hunter2' } },
  { headers: { 'X-Custom': 'Bearer hunter2' } },
  { headers: { 'X-Custom': `Basic ${Buffer.from('a:hunter2').toString('base64')}` } },
  { aws: { secretAccessKey: 'hunter2' } },
  { aws: { sessionToken: 'hunter2' } },
  { azure: { accountKey: 'hunter2' } },
  { azure: { clientSecret: 'hunter2' } },
  { azure: { connectionString: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=hunter2' } },
  { azure: { any: 'Endpoint=sb://a.example.com/;SharedAccessKey=hunter2' } },
  { azure: { any: `https://a.blob.core.windows.net/c?sv=2024&sig=${RANDOM}` } },
  { azure: { personalAccessToken: 'hunter2' } },
  { gcp: { private_key: 'hunter2' } },
  { gcp: { any: `AIza${RANDOM}${RANDOM}`.slice(0, 39) } },
  { gcp: { any: 'ya29.hunter2' } },
  { github: { webhookSecret: 'hunter2' } },
  { github: { any: 'github_pat_hunter2' } },
  { gitlab: { any: 'glpat-hunter2' } },
  { bitbucket: { appPassword: 'hunter2' } },
  { slack: { any: 'xoxb-hunter2' } },
  { slack: { any: 'https://hooks.slack.com/services/T0/B0/hunter2' } },
  { discord: { url: 'https://discord.com/api/webhooks/1/hunter2' } },
  { npm: { any: 'npm_hunter2' } },
  { npm: { _authToken: 'hunter2' } },
  { npm: { _auth: RANDOM } },
  { any: { thing: JWT } },
  { any: { jwt: 'hunter2' } },
  { pg: { sslkey: 'hunter2' } },
  { pg: { dsn: 'host=pg user=a password=hunter2' } },
  { mysql: { dsn: 'a:hunter2@tcp(db:3306)/x' } },
  { mongo: { any: 'mongodb+srv://a:hunter2@db.example.com' } },
  { redis: { any: 'redis://:hunter2@redis:6379' } },
  { amqp: { any: 'amqp://a:hun/ter2@mq:5672' } },
  { pg: { any: 'postgres://a:hun@ter2@pg/x' } },
  { any: { signingKey: 'hunter2' } },
  { any: { encryption_key: 'hunter2' } },
  { any: { passcode: 'hunter2' } },
  { any: { PW: 'hunter2' } },
  { any: { clientSecret2: 'hunter2' } },
  { any: { tokenValue: 'hunter2' } },
  { any: { passwordOld: 'hunter2' } },
  { any: { DBPASSWORD: 'hunter2' } },
  { any: { dbPass: 'hunter2' } },
  { any: { licenseKey: 'hunter2' } },
  { any: { key: RANDOM } },
  { stripe: { any: 'sk_live_hunter2' } },
  { openai: { any: `sk-${RANDOM}` } },
  { vault: { any: 'hvs.hunter2' } },
  { any: { text: `curl with ghp_${RANDOM}` } },
];

const SECRET_TEXTS: readonly JsonMap[] = [
  { kubeconfig: 'users:\n  - user:\n      token: hunter2\n' },
  { kubeconfig: `users:\n  - client-key-data: ${Buffer.from('-----BEGIN RSA PRIVATE KEY-----').toString('base64')}\n` },
  { body: '{"user":"a","password":"hunter2"}' },
  { basicAuth: 'admin:hunter2' },
  { bearer: 'hunter2' },
];

const INNOCENT_TEXTS: readonly JsonMap[] = [
  { note: 'Token: see the page about tokens\nPassword: at least 12 characters' },
  { kubeconfig: 'users:\n  - user:\n      tokenFile: /run/token\n      token: ${TOKEN}\n' },
  { body: '{"user":"a","password":"${PASSWORD}","tokenType":"bearer"}' },
  { basicAuth: '${USER}:${PASSWORD}' },
  { basicAuth: 'enabled' },
];

const INNOCENT_SETTINGS: readonly JsonMap[] = [
  { tokenUrl: 'https://id.example.com/token' },
  { passwordPolicy: 'strong' },
  { maxTokens: 5 },
  { maxTokens: 128000 },
  { max_token: 500 },
  { tokens: 4096 },
  { secretName: 'portal' },
  { secretKeyRef: { name: 'portal', key: 'client-secret' } },
  { password: '${X}' },
  { password: '${X:-}' },
  { password: ' ${X}\n' },
  { password: { $env: 'X' } },
  { secret: { $file: '/run/secrets/x' } },
  { tokens: { $include: 'tokens.yaml' } },
  { authorization: 'Bearer ${X}' },
  { authorization: 'Basic ${USER}:${PASSWORD}' },
  { authorization: 'Token token=${X}' },
  { authorization: 'GenieKey ${X}' },
  { cookie: 'session=${X}' },
  { connectionString: 'Server=db;User Id=sa;Password=${X};' },
  { dsn: 'host=pg user=a password=${X} sslmode=require' },
  { dsn: 'postgres://pg/catalog' },
  { generateSecret: true },
  { requirePassword: 'true' },
  { password: '' },
  { password: null },
  { credentials: 'include' },
  { credentials: 'dangerously-allow-unauthenticated' },
  { credentials: { accountName: 'acme', region: 'eu' } },
  { secrets: { provider: 'vault', path: 'portal/backstage' } },
  { token: { name: 'x', expires: '1h' } },
  { password: { policy: ['long'] } },
  { passwordFile: '/run/secrets/password' },
  { token: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
  { privateKey: '/etc/tls/tls.key' },
  { tlsSecret: 'portal-tls' },
  { existingSecret: 'portal' },
  { imagePullSecret: 'registry' },
  { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  { clientId: 'portal' },
  { publicKey: 'MIIBIjANBgkqhkiG9w0BAQEF' },
  { caData: Buffer.from('-----BEGIN CERTIFICATE-----\nabc').toString('base64') },
  { certificate: '-----BEGIN CERTIFICATE-----\nabc' },
  { key: 'catalog-entity-2024' },
  { projectKey: 'PORTAL' },
  { cacheKey: 'user' },
  { keyword: 'secret' },
  { title: 'Secrets and tokens' },
  { description: 'Basic plan: send a token, then a password' },
  { note: 'begins with ghp_test' },
  { endpoints: { token: 'https://id.example.com/token', authorization: 'https://id.example.com/auth' } },
  { target: 'https://git@github.com/acme/portal.git' },
  { target: 'https://example.com:8443/@scope/package' },
  { target: 'http://[::1]:7007/a@b' },
  { target: 'https://${HOST}:${PORT}/@scope' },
  { target: 'https://${USER}:${PASSWORD}@example.com' },
  { target: 'https://example.com/?page=1&token=${X}' },
  { target: 'https://example.com/?sort=key&code=abc' },
  { target: 'postgres://backstage@postgres/catalog' },
  { target: 'https://example.com/oauth?response_type=token&scope=openid' },
  { mail: 'mailto:portal:team@example.com' },
  { compass: 'north', bypass: 'none' },
  { grantType: 'client_credentials' },
  { tokenEndpointAuthMethod: 'client_secret_basic' },
  { cookieName: 'session' },
  { author: 'guests' },
];

const SECRET_VARIABLES: readonly (readonly [string, string])[] = [
  ['SECRET_KEY', 'hunter2'],
  ['GITHUB_PAT', 'hunter2'],
  ['DB_PASS', 'hunter2'],
  ['TOKEN2', 'hunter2'],
  ['db.password', 'hunter2'],
  ['DB-PASSWORD', 'hunter2'],
  ['PGPASSWORD', 'hunter2'],
  ['DB_PASSWORD', '12345'],
  ['GITHUB_TOKEN', 'hunter2'],
  ['TOKEN_GITHUB', 'hunter2'],
  ['PASSWORD_PROD', 'hunter2'],
  ['AWS_SECRET_ACCESS_KEY', 'hunter2'],
  ['SSL_KEY', 'hunter2'],
  ['SENTRY_DSN', 'https://hunter2@sentry.example.com/1'],
  ['SIGNING_KEY', 'hunter2'],
  ['CREDS', 'hunter2'],
  ['GOOGLE_CREDENTIALS', '{"private_key":"hunter2"}'],
  ['PWD_DB', 'hunter2'],
  ['NPM_CONFIG', '//registry.example.com/:_authToken=hunter2'],
  ['OPTIONS', '-Dpassword=x -Dtoken=hunter2 --api-key=hunter2,token=hunter2'],
  ['APP_CONFIG_proxy_headers_cookie', 'hunter2'],
  ['NODE_EXTRA', `token ghp_${RANDOM}`],
  ['URL', 'https://hunter2@example.com'],
  ['SESSION', RANDOM],
];

const INNOCENT_VARIABLES: readonly (readonly [string, string])[] = [
  ['PWD', '/app'],
  ['TOKEN', '$(OTHER)'],
  ['TOKEN', '${OTHER}'],
  ['AUTHORIZATION', 'Bearer $(TOKEN)'],
  ['DATABASE_URL', 'postgres://a:$(PASSWORD)@pg/x'],
  ['MAX_TOKENS', '4096'],
  ['MIN_PASSWORD', '8'],
  ['SONAR_TOKEN', '8'],
  ['TOKEN_URL', 'https://id.example.com/token'],
  ['PASSWORD_FILE', '/run/secrets/password'],
  ['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
  ['AWS_WEB_IDENTITY_TOKEN_FILE', '/var/run/secrets/token'],
  ['SECRET_NAME', 'portal'],
  ['PATH', '/usr/bin:/bin'],
  ['GENERATE_SECRET', 'true'],
  ['TITLE', 'Portal'],
  ['KEY', 'portal'],
  ['NODE_OPTIONS', '--max-old-space-size=512 --no-node-snapshot'],
  ['NO_PROXY', '10.0.0.0/8,.svc'],
  ['HTTPS_PROXY', 'http://proxy.example.com:3128'],
  ['COMPASS', 'north'],
  ['TLS_SECRET', 'portal-tls'],
  ['INTEGRATIONS', '{"github":[{"token":"$(TOKEN)"}]}'],
  ['PARTITION_KEY', 'tenant'],
];

const SECRET_ARGUMENTS: readonly (readonly string[])[] = [
  ['--password', 'hunter2'],
  ['--password=hunter2'],
  ['--token=hunter2'],
  ['-token', 'hunter2'],
  ['--api-key', 'hunter2'],
  ['--client-secret=hunter2'],
  ['-u', 'admin:hunter2'],
  ['--user', 'admin:hunter2'],
  ['--from-literal=password=hunter2'],
  ['-e', 'DB_PASSWORD=hunter2'],
  ['https://hunter2@example.com'],
  ['https://a:hunter2@example.com'],
  ['-c', 'curl -H "Authorization: Bearer hunter2" https://example.com'],
  ['-c', "curl -H 'X-Api-Key: hunter2' https://example.com"],
  ['-c', 'export TOKEN=hunter2 && run'],
  ['-c', "PGPASSWORD='hunter2' psql"],
  ['-c', 'run --password "hunter two"'],
  ['--password', 'hunter two'],
  ['--password="aa\\"hunter2"'],
  ['-passin', 'pass:hunter2'],
  ['--dsn', 'a:hunter2@tcp(db:3306)/x'],
  ['--config', '-----BEGIN RSA PRIVATE KEY-----'],
  ['-c', `echo ghp_${RANDOM} > /tmp/token`],
  ['--header', 'Authorization: hunter2'],
];

const INNOCENT_ARGUMENTS: readonly (readonly string[])[] = [
  ['--config', 'app-config.yaml'],
  ['--token-url=https://id.example.com/token'],
  ['--password-file', '/run/secrets/password'],
  ['--password-stdin', 'x'],
  ['--token', '$(TOKEN)'],
  ...['Bearer', 'Negotiate', 'OAuth', 'Splunk', 'GenieKey', 'Bot'].map((scheme) => [
    'curl',
    '-H',
    `Authorization: ${scheme} $(TOKEN)`,
  ]),
  ['--token=$TOKEN'],
  ['--token', '--verbose'],
  ['--token', '/var/run/secrets/token'],
  ['--secret-name', 'portal'],
  ['--max-tokens=5'],
  ['-u', '1000:1000'],
  ['-u', 'admin:$(PASSWORD)'],
  ['-c', 'curl -H "Authorization: Bearer $TOKEN" https://example.com'],
  ['-c', 'curl -u "$USER:$PASSWORD" https://example.com'],
  ['-c', 'export TOKEN=$(cat /run/secrets/token) && run'],
  ['-c', 'mkdir -p /tmp/secret && cp -R /app /tmp/secret'],
  ['-c', 'pass show portal'],
  ['node', 'packages/backend', '--inspect=0.0.0.0:9229'],
  ['--no-password', '--key=value'],
  ['--require-token=true'],
  ['pg_isready', '-h', 'postgres', '-p', '5432'],
  ['wget', '-qO-', 'http://localhost:7007/healthcheck'],
  ['--set', 'tls.secret=portal', '--existing-secret=portal'].slice(2),
  ['printf', 'token: %s', '$TOKEN'],
];

test('finds every secret in a configuration', () => {
  expect(SECRET_SETTINGS.filter((tree) => found(tree).length === 0)).toEqual([]);
});

test('finds every secret in the YAML and JSON of a text', () => {
  expect(SECRET_TEXTS.filter((tree) => found(tree).length === 0)).toEqual([]);
  expect(INNOCENT_TEXTS.filter((tree) => found(tree).length > 0)).toEqual([]);
});

test('accepts every innocent setting of a configuration', () => {
  expect(INNOCENT_SETTINGS.filter((tree) => found(tree).length > 0)).toEqual([]);
});

test('finds every secret in variables', () => {
  expect(SECRET_VARIABLES.filter(([name, value]) => !isPlainTextSecret(name, value))).toEqual([]);
});

test('accepts every innocent variable', () => {
  expect(INNOCENT_VARIABLES.filter(([name, value]) => isPlainTextSecret(name, value))).toEqual([]);
});

test('finds every secret in arguments', () => {
  expect(SECRET_ARGUMENTS.filter((args) => secretArguments(args).length === 0)).toEqual([]);
});

test('accepts every innocent argument', () => {
  expect(INNOCENT_ARGUMENTS.filter((args) => secretArguments(args).length > 0)).toEqual([]);
});

test('finds secrets in headers', () => {
  const secret = [
    ['Authorization', 'hunter2'],
    ['X-Api-Key', 'hunter2'],
    ['X-Any', 'Bearer hunter2'],
  ] as const;
  const innocent = [
    ['Accept', 'text/html'],
    ['Host', 'portal'],
    ['Authorization', 'Bearer $(TOKEN)'],
  ] as const;
  expect(secret.filter(([name, value]) => !isSecretHeader(name, value))).toEqual([]);
  expect(innocent.filter(([name, value]) => isSecretHeader(name, value))).toEqual([]);
});

test('accepts the configuration of a real portal', () => {
  const portal: JsonMap = {
    app: { title: 'Portal', baseUrl: 'https://portal.example.com', support: { url: 'https://example.com/#help' } },
    organization: { name: 'Acme' },
    backend: {
      baseUrl: 'https://portal.example.com',
      listen: { port: 7007, host: '0.0.0.0' },
      auth: {
        keys: [{ secret: '${BACKEND_SECRET}' }],
        externalAccess: [
          { type: 'static', options: { token: '${CI_TOKEN}', subject: 'ci' } },
          { type: 'jwks', options: { url: 'https://id.example.com/jwks', issuer: 'https://id.example.com' } },
        ],
      },
      csp: { 'connect-src': ["'self'", 'https:'], 'upgrade-insecure-requests': false },
      cors: { origin: 'https://portal.example.com', methods: ['GET', 'POST'], credentials: true },
      database: {
        client: 'pg',
        connection: {
          host: '${POSTGRES_HOST}',
          user: 'backstage',
          password: '${POSTGRES_PASSWORD}',
          ssl: { ca: { $file: '/app/ca.crt' }, key: { $file: '/app/tls.key' }, rejectUnauthorized: true },
        },
      },
      cache: { store: 'redis', connection: 'rediss://:${REDIS_PASSWORD}@redis:6379', useRedisSets: true },
      reading: { allow: [{ host: '*.example.com', paths: ['/api/'] }] },
    },
    integrations: {
      github: [{ host: 'github.com', apps: [{ $include: 'github-app.yaml' }] }],
      gitlab: [{ host: 'gitlab.com', token: '${GITLAB_TOKEN}', apiBaseUrl: 'https://gitlab.com/api/v4' }],
      azure: [
        { host: 'dev.azure.com', credentials: [{ personalAccessToken: '${AZURE_TOKEN}', organizations: ['a'] }] },
      ],
      bitbucketCloud: [{ username: 'portal', appPassword: '${BITBUCKET_PASSWORD}' }],
      awsS3: [{ accessKeyId: '${AWS_ID}', secretAccessKey: '${AWS_SECRET}', roleArn: 'arn:aws:iam::1:role/portal' }],
    },
    proxy: {
      endpoints: {
        '/sonarqube': {
          target: 'https://sonarqube.example.com/api',
          credentials: 'require',
          allowedHeaders: ['Authorization'],
          headers: { Authorization: 'Basic ${SONAR_AUTH}' },
        },
        '/pagerduty': { target: 'https://api.pagerduty.com', headers: { Authorization: 'Token token=${PD_TOKEN}' } },
        '/jenkins': { target: 'https://ci.example.com', pathRewrite: { '/api/proxy/jenkins/': '/' } },
      },
    },
    techdocs: {
      builder: 'external',
      publisher: {
        type: 'azureBlobStorage',
        azureBlobStorage: {
          containerName: 'docs',
          credentials: { accountName: 'acme', accountKey: '${AZURE_ACCOUNT_KEY}' },
        },
      },
    },
    auth: {
      environment: 'production',
      session: { secret: '${SESSION_SECRET}' },
      keyStore: { provider: 'database' },
      backstageTokenExpiration: { minutes: 60 },
      providers: {
        oidc: {
          production: {
            metadataUrl: 'https://id.example.com/.well-known/openid-configuration',
            clientId: 'portal',
            clientSecret: '${OIDC_SECRET}',
            tokenEndpointAuthMethod: 'client_secret_post',
            tokenSignedResponseAlg: 'RS256',
            additionalScopes: ['groups'],
            prompt: 'auto',
          },
        },
        guest: { dangerouslyAllowOutsideDevelopment: true },
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              url: 'https://kubernetes.example.com',
              name: 'main',
              authProvider: 'serviceAccount',
              skipTLSVerify: false,
              serviceAccountToken: '${K8S_TOKEN}',
              caData: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t',
            },
          ],
        },
      ],
    },
    catalog: {
      rules: [{ allow: ['Component', 'Template'] }],
      locations: [{ type: 'url', target: 'https://github.com/acme/portal/blob/main/all.yaml' }],
      providers: { microsoftGraphOrg: { default: { tenantId: 'acme', clientSecret: '${AZURE_SECRET}', user: {} } } },
    },
    permission: { enabled: true },
    ai: { model: 'large', maxTokens: 8192, temperature: 0.2, contextTokens: 128000 },
  };
  expect(found(portal)).toEqual([]);
});
