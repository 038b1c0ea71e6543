import { join, posix } from 'node:path';
import { ConfigSources } from '@backstage/config-loader';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { withFolder } from '../../../backstage-config';
import {
  type Backstage,
  CONFIG_MAP,
  CONTAINER,
  POD,
  render,
  TEMPLATE,
  templateOf,
  variables,
} from './app-config-support';
import { changesBy, find, REMOVED, testChanges } from './support';

const LAST = templateOf(render({})).container.env?.length ?? 0;
const URL = 'https://console.example.com';

describe("only the portal's URL", () => {
  const url = { [`${CONTAINER}.env[4].value`]: URL };

  testChanges([
    ['of the frontend sets BACKSTAGE_BASE_URL', { backstage: { appConfig: { app: { baseUrl: URL } } } }, url],
    ['of the backend sets BACKSTAGE_BASE_URL', { backstage: { appConfig: { backend: { baseUrl: URL } } } }, url],
    [
      'of both, as documented, sets BACKSTAGE_BASE_URL',
      { backstage: { appConfig: { app: { baseUrl: URL }, backend: { baseUrl: URL } } } },
      url,
    ],
  ]);

  test('sets no other variable', () => {
    expect(variables({ app: { baseUrl: URL }, backend: { baseUrl: URL } })).toEqual([]);
  });
});

describe('a configuration without references', () => {
  const appConfig = {
    app: { baseUrl: URL, title: 'Portal', support: { url: 'https://help.example.com' } },
    backend: { cors: { methods: ['GET', 'POST'] } },
    permission: { enabled: false },
    catalog: { processingInterval: { minutes: 30 }, rules: [{ allow: ['Component', 'API'] }] },
  };

  testChanges([
    [
      'is rendered as a JSON variable for each leaf, after all others, with the same command',
      { backstage: { appConfig } },
      {
        [`${CONTAINER}.env[4].value`]: URL,
        [`${CONTAINER}.env[${LAST}]`]: { name: 'APP_CONFIG_app_title', value: '"Portal"' },
        [`${CONTAINER}.env[${LAST + 1}]`]: {
          name: 'APP_CONFIG_app_support_url',
          value: '"https://help.example.com"',
        },
        [`${CONTAINER}.env[${LAST + 2}]`]: { name: 'APP_CONFIG_backend_cors_methods', value: '["GET","POST"]' },
        [`${CONTAINER}.env[${LAST + 3}]`]: { name: 'APP_CONFIG_permission_enabled', value: 'false' },
        [`${CONTAINER}.env[${LAST + 4}]`]: { name: 'APP_CONFIG_catalog_processingInterval_minutes', value: '30' },
        [`${CONTAINER}.env[${LAST + 5}]`]: {
          name: 'APP_CONFIG_catalog_rules',
          value: '[{"allow":["Component","API"]}]',
        },
      },
    ],
    [
      'with a key that no name can contain is rendered as JSON of the level above',
      { backstage: { appConfig: { proxy: { endpoints: { '/grafana/api': { target: 'https://g.example.com' } } } } } },
      {
        [`${CONTAINER}.env[${LAST}]`]: {
          name: 'APP_CONFIG_proxy_endpoints',
          value: '{"/grafana/api":{"target":"https://g.example.com"}}',
        },
      },
    ],
  ]);
});

test('a configuration in variables has no checksum, because the pods change with the variables', () => {
  expect(changesBy({ backstage: { appConfig: { app: { title: 'Portal' } } } })).not.toHaveProperty([
    `${TEMPLATE}.metadata.annotations`,
  ]);
});

testChanges(
  [
    [
      'removing the last reference removes the file',
      { backstage: { appConfig: { app: { title: 'Portal' } } } },
      {
        [CONFIG_MAP]: REMOVED,
        [`${TEMPLATE}.metadata.annotations`]: REMOVED,
        [`${CONTAINER}.args`]: REMOVED,
        [`${CONTAINER}.volumeMounts[1]`]: REMOVED,
        [`${POD}.volumes[1]`]: REMOVED,
        [`${CONTAINER}.env[${LAST}]`]: { name: 'APP_CONFIG_app_title', value: '"Portal"' },
      },
      {
        [CONFIG_MAP]: REMOVED,
        [`${TEMPLATE}.metadata.annotations["checksum/app-config"]`]: REMOVED,
        [`${CONTAINER}.args`]: REMOVED,
        [`${CONTAINER}.volumeMounts[1]`]: REMOVED,
        [`${POD}.volumes[1]`]: REMOVED,
        [`${CONTAINER}.env[${LAST}]`]: { name: 'APP_CONFIG_app_title', value: '"Portal"' },
      },
    ],
  ],
  { backstage: { appConfig: { app: { title: '${TITLE}' } } } },
);

describe("Backstage's configuration loader", () => {
  /** Sample of an image's configuration, with references to variables of the container. */
  const IMAGE = `

app:
  title: OpenChoreo
  baseUrl: \${BACKSTAGE_BASE_URL}

backend:
  baseUrl: \${BACKSTAGE_BASE_URL}
  listen:
    port: 7007
  database:
    client: \${DATABASE_CLIENT}
  auth:
    keys:
      - secret: \${BACKEND_SECRET}

auth:
  environment: development
  providers:
    openchoreo-auth:
      development:
        clientId: \${OPENCHOREO_AUTH_CLIENT_ID}

catalog:
  rules:
    - allow: [Component]

techdocs:
  builder: local
`;

  /** Returns the configuration that Backstage reads with the rendered arguments, variables and files. */
  function load(backstage: Backstage, secrets: Readonly<Record<string, string>> = {}): Promise<object> {
    const manifests = render({ baseUrl: URL, ...backstage });
    const { pod, container } = templateOf(manifests);
    const files = (container.volumeMounts ?? []).flatMap(({ name, mountPath, subPath = '' }): [string, string][] => {
      const configMap = pod?.volumes?.find((volume) => volume.name === name)?.configMap?.name;
      const { data } = (find(manifests, `ConfigMap ${configMap}`) ?? {}) as ConfigMap;
      return data ? [[posix.relative('/app', mountPath), data[subPath] ?? '']] : [];
    });
    return withFolder({ 'app-config.yaml': IMAGE, ...Object.fromEntries(files) }, async (rootDir) => {
      const env = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value ?? secrets[name]]));
      const source = ConfigSources.default({
        rootDir,
        // Backstage looks for files in its working directory, which the image sets.
        argv: (container.args ?? []).map((word) => (word.endsWith('.yaml') ? join(rootDir, word) : word)),
        env,
        substitutionFunc: async (name) => env[name],
        watch: false,
      });
      const config = await ConfigSources.toConfig(source);
      return config.get();
    });
  }

  const SECRETS = {
    BACKEND_SECRET: 'from-the-secret',
    GITHUB_TOKEN: 'a-github-token',
    AUTH_SESSION_SECRET: 'a-session-secret',
    ELASTIC_PASSWORD: 'an-elastic-password',
  };

  /** Configuration of a team in production. */
  const PRODUCTION = {
    app: {
      baseUrl: URL,
      title: 'Example Inc. Developer Portal',
      support: { url: 'https://example.com/support', items: [{ title: 'Issues', icon: 'github', links: [] }] },
    },
    organization: { name: 'Example: "Inc."' },
    backend: {
      baseUrl: URL,
      cors: { origin: URL, methods: ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'], credentials: true },
      csp: { 'connect-src': ["'self'", 'http:', 'https:'], 'upgrade-insecure-requests': false },
      reading: { allow: [{ host: 'example.com' }, { host: '*.mozilla.org', paths: ['/docs/'] }] },
      cache: { store: 'memory', defaultTtl: 3600000 },
    },
    catalog: {
      import: { entityFilename: 'catalog-info.yaml', pullRequestBranchName: 'backstage-integration' },
      rules: [{ allow: ['Component', 'System', 'API', 'Resource', 'Location', 'Template'] }],
      locations: [{ type: 'url', target: 'https://github.com/example/software-catalog/blob/main/all.yaml' }],
      processingInterval: { minutes: 45 },
    },
    techdocs: { builder: 'external', publisher: { type: 'awsS3', awsS3: { bucketName: 'docs', region: 'eu-west-1' } } },
    permission: { enabled: true },
    kubernetes: { clusterLocatorMethods: [], frontend: { podDelete: { enabled: false } } },
    enabledExperimentalFeatures: [
      'yes',
      'no',
      '1.0',
      '2024-01-01',
      '0x1F',
      '~',
      ' spaces ',
      'line\nbreak',
      '# no comment',
    ],
    limits: { ratio: 0.25, huge: 1e21, negative: -1, zero: 0 },
  };

  test('reads a production configuration from variables unchanged', async () => {
    const config = await load({ appConfig: PRODUCTION }, SECRETS);
    expect(config).toEqual({
      ...PRODUCTION,
      backend: {
        ...PRODUCTION.backend,
        listen: { port: 7007 },
        database: { client: 'better-sqlite3' },
        auth: { keys: [{ secret: 'from-the-secret' }] },
      },
      auth: {
        environment: 'development',
        providers: { 'openchoreo-auth': { development: { clientId: 'openchoreo-backstage-client' } } },
      },
    });
  });

  test('reads a production configuration from a file, and replaces each reference by its variable', async () => {
    const extraEnv = ['GITHUB_TOKEN', 'AUTH_SESSION_SECRET', 'ELASTIC_PASSWORD'].map((name) => ({
      name,
      valueFrom: { secretKeyRef: { name: 'portal-credentials', key: name } },
    }));
    const references = {
      integrations: { github: [{ host: 'github.com', token: '${GITHUB_TOKEN}' }] },
      auth: { session: { secret: '${AUTH_SESSION_SECRET}' } },
      search: { elasticsearch: { node: 'https://elastic:${ELASTIC_PASSWORD}@es.example.com' } },
      proxy: { endpoints: { '/grafana/api': { target: 'https://grafana.example.com', headers: { Price: '$${NO}' } } } },
    };
    const config = await load({ extraEnv, appConfig: { ...PRODUCTION, ...references } }, SECRETS);
    expect(config).toEqual({
      ...PRODUCTION,
      integrations: { github: [{ host: 'github.com', token: 'a-github-token' }] },
      search: { elasticsearch: { node: 'https://elastic:an-elastic-password@es.example.com' } },
      proxy: { endpoints: { '/grafana/api': { target: 'https://grafana.example.com', headers: { Price: '${NO}' } } } },
      backend: {
        ...PRODUCTION.backend,
        listen: { port: 7007 },
        database: { client: 'better-sqlite3' },
        auth: { keys: [{ secret: 'from-the-secret' }] },
      },
      auth: {
        session: { secret: 'a-session-secret' },
        environment: 'development',
        providers: { 'openchoreo-auth': { development: { clientId: 'openchoreo-backstage-client' } } },
      },
    });
  });
});
