import * as kplus from 'cdk8s-plus-28';
import { Release } from '../../lib/backstage/release';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import { BackstageDatabase } from '../../lib/constructs/database';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import type { JsonMap } from '../../lib/util/json';
import { CREDENTIALS, manifestOf, OIDC, testChart, testDeployment } from '../support';
import { CONTAINER, deploymentWith, envOf, POD, POSTGRESQL, variableNames } from './support';

test('derives the API URL from the release', () => {
  const release = new Release({ namespace: 'team-a', fullnameOverride: 'console' });
  expect(deploymentWith({ release })).toHaveProperty(
    `${CONTAINER}.env.3.value`,
    'http://console-api.team-a.svc.cluster.local:8080/api/v1',
  );
});

test('uses the bare Service name in the API URL if the chart has no namespace', () => {
  expect(envOf(deploymentWith({}))).toContainEqual({
    name: 'OPENCHOREO_API_URL',
    value: 'http://openchoreo-api:8080/api/v1',
  });
});

test('orders variables as Kubernetes expands them: custom variables first, the database last', () => {
  const chart = testChart();
  const env = [
    { name: 'B', value: 'one' },
    { name: 'A', value: '$(B)' },
  ];
  const extraEnv = [{ name: 'C', value: '$(A)' }];
  const appConfig = new BackstageAppConfig(chart, 'AppConfig', { appConfig: { app: { title: 'Portal' } } });
  const database = new BackstageDatabase(chart, 'Database', POSTGRESQL);
  expect(variableNames(manifestOf(testDeployment(chart, { env, extraEnv, appConfig, database })))).toEqual([
    'B',
    'A',
    'C',
    'OPENCHOREO_API_URL',
    'BACKSTAGE_BASE_URL',
    'BACKEND_SECRET',
    'OPENCHOREO_AUTH_AUTHORIZATION_URL',
    'OPENCHOREO_AUTH_TOKEN_URL',
    'OPENCHOREO_AUTH_CLIENT_ID',
    'OPENCHOREO_AUTH_CLIENT_SECRET',
    'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED',
    'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED',
    'OPENCHOREO_FEATURES_AUTH_ENABLED',
    'OPENCHOREO_FEATURES_AUTHZ_ENABLED',
    'DATABASE_CLIENT',
    'POSTGRES_HOST',
    'POSTGRES_PORT',
    'POSTGRES_USER',
    'POSTGRES_PASSWORD',
    'POSTGRES_DB',
    'APP_CONFIG_app_title',
  ]);
});

describe('the variables of Thunder and of the discovery document', () => {
  /** Returns the names of the variables that begin with a prefix. */
  function namesWith(prefix: string, props: Partial<BackstageDeploymentProps>): string[] {
    return variableNames(deploymentWith(props)).filter((name) => name.startsWith(prefix));
  }

  test('are not set without Thunder and without a discovery document', () => {
    expect(namesWith('THUNDER', {})).toEqual([]);
    expect(namesWith('OPENCHOREO_AUTH_METADATA', {})).toEqual([]);
  });

  test('are not set for empty texts', () => {
    const thunder = { baseUrl: 'https://thunder.example.com', token: '' };
    expect(namesWith('THUNDER', { thunder })).toEqual(['THUNDER_BASE_URL']);
    expect(namesWith('OPENCHOREO_AUTH_METADATA', { oidc: { ...OIDC, wellKnownEndpoint: '' } })).toEqual([]);
  });

  test('can read the token from a key of a Secret', () => {
    const thunder = { baseUrl: 'https://thunder.example.com', token: { secret: { name: 'idp' }, key: 'token' } };
    expect(envOf(deploymentWith({ thunder }))).toContainEqual({
      name: 'THUNDER_TOKEN',
      valueFrom: { secretKeyRef: { name: 'idp', key: 'token' } },
    });
  });
});

test('renders a variable without a value for an empty feature', () => {
  const features = { workflows: 'empty', observability: 'empty', auth: 'empty', authz: 'empty' } as const;
  const variables = envOf(deploymentWith({ features })).filter(({ name }) => name.startsWith('OPENCHOREO_FEATURES_'));
  expect(variables).toEqual([
    { name: 'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED' },
    { name: 'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED' },
    { name: 'OPENCHOREO_FEATURES_AUTH_ENABLED' },
    { name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED' },
  ]);
});

test('renders a variable without a value for null', () => {
  const variables = envOf(deploymentWith({ clientId: null, oidc: { authorizationUrl: null, tokenUrl: null } }));
  expect(variables.filter(({ name }) => /^OPENCHOREO_AUTH_.*(?:_URL|_ID)$/.test(name))).toEqual([
    { name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL' },
    { name: 'OPENCHOREO_AUTH_TOKEN_URL' },
    { name: 'OPENCHOREO_AUTH_CLIENT_ID' },
  ]);
});

describe('custom variables', () => {
  test('keep the order and content of a list', () => {
    const env = [
      { name: 'B', value: '' },
      { name: 'A', value: 'two' },
      { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'C' },
    ];
    expect(envOf(deploymentWith({ env })).slice(0, 5)).toEqual([
      ...env,
      expect.objectContaining({ name: 'OPENCHOREO_API_URL' }),
    ]);
  });

  test('keep the order of a map and replace the default list', () => {
    const env = { B: kplus.EnvValue.fromValue('one'), A: kplus.EnvValue.fromValue('two') };
    expect(envOf(deploymentWith({ env })).slice(0, 3)).toEqual([
      { name: 'B', value: 'one' },
      { name: 'A', value: 'two' },
      expect.objectContaining({ name: 'OPENCHOREO_API_URL' }),
    ]);
  });

  test('can be an empty list or map', () => {
    expect(variableNames(deploymentWith({ env: {} }))[0]).toBe('OPENCHOREO_API_URL');
    expect(variableNames(deploymentWith({ env: [] }))[0]).toBe('OPENCHOREO_API_URL');
  });
});

describe('extra variables', () => {
  test('follow the default list', () => {
    const names = envOf(deploymentWith({ extraEnv: [{ name: 'TITLE', value: 'Portal' }] })).map(({ name }) => name);
    expect(names.slice(0, 5)).toEqual(['NODE_ENV', 'LOG_LEVEL', 'PORT', 'TITLE', 'OPENCHOREO_API_URL']);
  });

  test('can be cdk8s-plus-28 EnvValues', () => {
    const extraEnv = { TITLE: kplus.EnvValue.fromValue('Portal') };
    expect(envOf(deploymentWith({ extraEnv }))).toContainEqual({ name: 'TITLE', value: 'Portal' });
  });

  test('override the default of the same name', () => {
    const env = envOf(deploymentWith({ extraEnv: [{ name: 'LOG_LEVEL', value: 'debug' }] }));
    expect(env.slice(0, 4)).toEqual([
      { name: 'NODE_ENV', value: 'production' },
      { name: 'PORT', value: '7007' },
      { name: 'LOG_LEVEL', value: 'debug' },
      expect.objectContaining({ name: 'OPENCHOREO_API_URL' }),
    ]);
  });

  test('are refused if env contains the same name', () => {
    const env = [{ name: 'LOG_LEVEL', value: 'info' }];
    expect(() => deploymentWith({ env, extraEnv: [{ name: 'LOG_LEVEL', value: 'debug' }] })).toThrow(
      'env: must not contain LOG_LEVEL twice',
    );
  });

  test('do not restore the default list if env is empty', () => {
    const names = envOf(deploymentWith({ env: [], extraEnv: [{ name: 'A', value: '1' }] })).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['A', 'OPENCHOREO_API_URL']);
  });
});

describe('variables of addEnv', () => {
  test('follow env and extraEnv, in the order of the calls', () => {
    const chart = testChart();
    const deployment = testDeployment(chart, { extraEnv: [{ name: 'A', value: '1' }] });
    deployment.addEnv([{ name: 'C', value: '3' }]);
    deployment.addEnv({ B: kplus.EnvValue.fromValue('2') });
    expect(envOf(manifestOf(deployment)).slice(3, 7)).toEqual([
      { name: 'A', value: '1' },
      { name: 'C', value: '3' },
      { name: 'B', value: '2' },
      expect.objectContaining({ name: 'OPENCHOREO_API_URL' }),
    ]);
  });

  test('override the default of the same name', () => {
    const deployment = testDeployment(testChart());
    deployment.addEnv([{ name: 'LOG_LEVEL', value: 'debug' }]);
    const levels = envOf(manifestOf(deployment)).filter(({ name }) => name === 'LOG_LEVEL');
    expect(levels).toEqual([{ name: 'LOG_LEVEL', value: 'debug' }]);
  });

  test('are refused if the Deployment sets them', () => {
    const deployment = testDeployment(testChart());
    deployment.addEnv([{ name: 'BACKEND_SECRET', value: 'x' }]);
    expect(() => manifestOf(deployment)).toThrow('[test/Deployment] env: must not contain BACKEND_SECRET twice');
  });
});

test.each([
  ['that the Deployment sets', [{ name: 'DATABASE_CLIENT', value: 'mysql' }], 'DATABASE_CLIENT'],
  [
    'that is set twice',
    [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ],
    'A',
  ],
])('refuses a variable %s', (_, env, name) => {
  expect(() => deploymentWith({ env })).toThrow(
    `[test/Deployment] env: must not contain ${name} twice; remove it from env or extraEnv, or remove the prop that sets it`,
  );
});

describe('custom configuration', () => {
  /** Returns a Deployment with a configuration, and the configuration. */
  function configured(appConfig: JsonMap, props: Partial<BackstageDeploymentProps> = {}) {
    const chart = testChart();
    const made = new BackstageAppConfig(chart, 'AppConfig', { appConfig });
    return { made, deployment: manifestOf(testDeployment(chart, { appConfig: made, ...props })) };
  }

  test('becomes the last variables if it fits into variables, and keeps the command of the image', () => {
    const { deployment } = configured({ app: { title: 'Portal' }, techdocs: { builder: 'external' } });
    expect(envOf(deployment).slice(-3)).toEqual([
      { name: 'SQLITE_STORAGE_DIR', value: '/app/.config/backstage' },
      { name: 'APP_CONFIG_app_title', value: '"Portal"' },
      { name: 'APP_CONFIG_techdocs_builder', value: '"external"' },
    ]);
    expect(deployment).not.toHaveProperty(`${CONTAINER}.command`);
    expect(deployment).not.toHaveProperty(`${CONTAINER}.args`);
    expect(deployment).not.toHaveProperty('spec.template.metadata.annotations');
  });

  test("becomes a file after the image's file if it does not fit into variables", () => {
    const { made, deployment } = configured({ app: { title: '${TITLE}' } });
    expect(deployment).toHaveProperty(`${CONTAINER}.args`, [
      'node',
      'packages/backend',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.extra.yaml',
    ]);
    expect(deployment).toHaveProperty(`${POD}.volumes.1.configMap.name`, made.configMap?.name);
    expect(envOf(deployment).filter(({ name }) => name.startsWith('APP_CONFIG_'))).toEqual([]);
  });

  test('adds a hash of the file that restarts the pods, next to the hash of the credentials', () => {
    const credentials = { ...CREDENTIALS, contentHash: 'test-hash' };
    const { made, deployment } = configured({ app: { title: '${TITLE}' } }, { credentials });
    expect(deployment).toHaveProperty('spec.template.metadata.annotations', {
      'checksum/secret': 'test-hash',
      'checksum/app-config': made.configMap?.contentHash,
    });
    const other = configured({ app: { title: '${OTHER}' } }, { credentials });
    expect(other.made.configMap?.contentHash).not.toBe(made.configMap?.contentHash);
  });

  test('restarts no pods if restartOnConfigChange is false', () => {
    const credentials = { ...CREDENTIALS, contentHash: 'test-hash' };
    const { deployment } = configured({ app: { title: '${TITLE}' } }, { credentials, restartOnConfigChange: false });
    expect(deployment).toHaveProperty('spec.template.metadata.annotations', { 'checksum/secret': 'test-hash' });
  });

  test('is refused if a custom variable has the same name', () => {
    expect(() =>
      configured({ app: { title: 'a' } }, { extraEnv: [{ name: 'APP_CONFIG_app_title', value: '"b"' }] }),
    ).toThrow('env: must not contain APP_CONFIG_app_title twice');
  });

  test.each([
    ['APP_CONFIG_app', '{"title":"b"}'],
    ['APP_CONFIG_app_title_de', '"b"'],
  ])(
    'is refused if the custom variable %s sets a key above or below, because Backstage would not start',
    (name, value) => {
      expect(() => configured({ app: { title: 'a' } }, { extraEnv: [{ name, value }] })).toThrow(name);
    },
  );
});
