// Deployments of chart version 1.2.3, which read more settings than 0.11.0, and configuration files.
import type { Deployment } from 'kubernetes-types/apps/v1';
import { parse } from 'yaml';
import type { PortalOptions } from '../../lib/backstage/portal';
import { Release } from '../../lib/backstage/release';
import { BackstageAppConfig } from '../../lib/constructs/app-config';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { BackstageSecret } from '../../lib/constructs/secret';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { sha256 } from '../../lib/util/sha256';
import { CREDENTIALS, identities, manifests, testChart, testDeployment } from '../support';
import { CONTAINER, envOf, POD } from './support';

const CI_MOUNT = {
  name: 'ci-config',
  mountPath: '/app/app-config.ci.yaml',
  subPath: 'app-config.ci.yaml',
  readOnly: true,
};

const CSP_MOUNT = {
  name: 'csp-config',
  mountPath: '/app/app-config.csp.yaml',
  subPath: 'app-config.csp.yaml',
  readOnly: true,
};

/** Returns the default release of chart version 1.2.3. */
function release(): Release {
  return new Release({ chartVersion: '1.2.3', namespace: 'team-a' });
}

/** Returns the objects of a Deployment at an http URL. The Deployment is the last object. */
function objects(props: Partial<BackstageDeploymentProps> = {}): Manifest[] {
  const chart = testChart();
  testDeployment(chart, { release: release(), baseUrl: 'http://console.example.com', ...props });
  return manifests(chart);
}

/** Returns a Deployment at an http URL. */
function deployment(props: Partial<BackstageDeploymentProps> = {}): Manifest {
  const [found] = objects(props).filter(({ kind }) => kind === 'Deployment');
  return found as Manifest;
}

/** Returns the hash of the configuration files in the annotations of the pods. */
function checksum(props: Partial<BackstageDeploymentProps>): string | undefined {
  const { spec } = deployment(props) as Deployment;
  return spec?.template.metadata?.annotations?.['checksum/app-config'];
}

/** Returns a configuration that sets the title of the portal. */
function titled(title: string): BackstageAppConfig {
  return new BackstageAppConfig(testChart(), 'AppConfig', { release: release(), appConfig: { app: { title } } });
}

describe('configuration files of the chart version', () => {
  test('are ConfigMaps in the namespace of the release', () => {
    const found = objects().filter(({ kind }) => kind === 'ConfigMap');
    expect(identities(found)).toEqual(['ConfigMap backstage-ci-config', 'ConfigMap backstage-csp-config']);
    expect(found.map(({ metadata }) => metadata.namespace)).toEqual(['team-a', 'team-a']);
    expect(found.map(({ data }) => data)).toEqual([
      { 'app-config.ci.yaml': '{}\n' },
      { 'app-config.csp.yaml': 'backend:\n  csp:\n    upgrade-insecure-requests: false\n' },
    ]);
  });

  test('are mounted after the database, and passed to Backstage after the file of the image', () => {
    const manifest = deployment();
    expect(manifest).toHaveProperty(`${CONTAINER}.args`, [
      'node',
      'packages/backend',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.ci.yaml',
      '--config',
      'app-config.csp.yaml',
    ]);
    expect(manifest).toHaveProperty(`${CONTAINER}.volumeMounts`, [
      { name: 'backstage-db', mountPath: '/app/.config/backstage' },
      CI_MOUNT,
      CSP_MOUNT,
    ]);
    expect(manifest).toHaveProperty(`${POD}.volumes`, [
      { name: 'backstage-db', emptyDir: {} },
      { name: 'ci-config', configMap: { name: 'backstage-ci-config' } },
      { name: 'csp-config', configMap: { name: 'backstage-csp-config' } },
    ]);
  });

  test('come before custom configuration, which is always a file', () => {
    const manifest = deployment({ appConfig: titled('Portal'), extraArgs: ['--verbose'] });
    expect(manifest).toHaveProperty(`${CONTAINER}.args`, [
      'node',
      'packages/backend',
      '--config',
      'app-config.yaml',
      '--config',
      'app-config.ci.yaml',
      '--config',
      'app-config.csp.yaml',
      '--config',
      'app-config.extra.yaml',
      '--verbose',
    ]);
    expect(manifest).toHaveProperty(`${CONTAINER}.volumeMounts.3.mountPath`, '/app/app-config.extra.yaml');
    expect(manifest).toHaveProperty(`${POD}.volumes.3`, {
      name: 'extra-app-config',
      configMap: { name: 'backstage-extra-config' },
    });
    expect(envOf(manifest).filter(({ name }) => name.startsWith('APP_CONFIG_'))).toEqual([]);
  });

  test('have the name of the portal', () => {
    const found = objects({ release: new Release({ chartVersion: '1.2.3', portalName: 'console' }) });
    expect(identities(found.filter(({ kind }) => kind === 'ConfigMap'))).toEqual([
      'ConfigMap console-ci-config',
      'ConfigMap console-csp-config',
    ]);
  });

  test.each<[string, Partial<BackstageDeploymentProps>, boolean]>([
    ['an http URL', {}, true],
    ['an https URL', { baseUrl: 'https://console.example.com' }, false],
    ['an http URL and upgradesToHttps', { upgradesToHttps: true }, false],
    ['an https URL without upgradesToHttps', { baseUrl: 'https://console.example.com', upgradesToHttps: false }, true],
  ])('switch upgrades to https off or not: %s', (_, props, switchesOff) => {
    expect(identities(objects(props)).includes('ConfigMap backstage-csp-config')).toBe(switchesOff);
  });

  test.each<[string, Partial<BackstageDeploymentProps>, string]>([
    [
      'a custom volume of the same name',
      { extraVolumes: [{ name: 'ci-config', emptyDir: {} }] },
      'extraVolumes[0].name: must not be ci-config',
    ],
    [
      'a custom mount at the same path',
      { extraVolumeMounts: [{ name: 'backstage-db', mountPath: '/app/app-config.csp.yaml' }] },
      'extraVolumeMounts[0].mountPath: must not be /app/app-config.csp.yaml',
    ],
  ])('refuse %s', (_, props, message) => {
    expect(() => objects(props)).toThrow(message);
  });
});

describe('pods restart after a change of the configuration', () => {
  test('because an annotation contains the hash of the only file', () => {
    expect(checksum({ upgradesToHttps: true })).toBe(sha256('{}\n'));
  });

  test.each<[string, Partial<BackstageDeploymentProps>]>([
    ['a file of the chart version', { externalCi: { jenkins: { baseUrl: null, username: null } } }],
    ['the list of files', { upgradesToHttps: true }],
    ['custom configuration', { appConfig: titled('Console') }],
  ])('because the annotation changes with %s', (_, change) => {
    const before = checksum({ appConfig: titled('Portal') });
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum({ appConfig: titled('Portal') })).toBe(before);
    expect(checksum({ appConfig: titled('Portal'), ...change })).not.toBe(before);
  });

  test('unless restartOnConfigChange is false', () => {
    const credentials = { ...CREDENTIALS, contentHash: 'test-hash' };
    const manifest = deployment({ appConfig: titled('Portal'), credentials, restartOnConfigChange: false });
    expect(manifest).toHaveProperty('spec.template.metadata.annotations', { 'checksum/secret': 'test-hash' });
  });
});

test('renders every setting of the portal that the chart version reads', () => {
  const options: Required<Omit<PortalOptions, 'thunder'>> = {
    clientId: 'portal',
    scopes: { oidcScope: 'openid', scope: 'api' },
    serviceClient: { clientId: 'tasks', clientSecret: { secret: { name: 'tasks-credentials' }, key: 'secret' } },
    features: {
      workflows: false,
      observability: false,
      auth: false,
      authz: false,
      redirectFlow: false,
      assistant: true,
      secretManagement: true,
    },
    assistantUrl: 'http://assistant.example.com',
    catalogSync: { frequency: 60 },
    events: false,
    wirelogs: { streamTimeoutSeconds: '30' },
    externalCi: {
      jenkins: { baseUrl: 'https://jenkins.example.com', username: 'portal' },
      githubActions: { host: 'github.example.com', apiBaseUrl: 'https://github.example.com/api/v3' },
      githubOauth: { clientId: 'portal-github', host: 'github.example.com' },
    },
    upgradesToHttps: true,
  };
  const secretKey = (key: string) => ({ valueFrom: { secretKeyRef: { name: 'portal-credentials', key } } });
  const optionalKey = (key: string) => ({
    valueFrom: { secretKeyRef: { name: 'portal-credentials', key, optional: true } },
  });
  expect(envOf(deployment({ ...options, env: [] }))).toEqual([
    { name: 'OPENCHOREO_API_URL', value: 'http://openchoreo-api.team-a.svc.cluster.local:8080/api/v1' },
    { name: 'BACKSTAGE_BASE_URL', value: 'http://console.example.com' },
    { name: 'BACKEND_SECRET', ...secretKey('signing-key') },
    { name: 'OPENCHOREO_AUTH_AUTHORIZATION_URL', value: 'https://id.example.com/authorize' },
    { name: 'OPENCHOREO_AUTH_TOKEN_URL', value: 'https://id.example.com/token' },
    { name: 'OPENCHOREO_AUTH_CLIENT_ID', value: 'portal' },
    { name: 'OPENCHOREO_AUTH_CLIENT_SECRET', ...secretKey('oauth-secret') },
    { name: 'OPENCHOREO_AUTH_OIDC_SCOPE', value: 'openid' },
    { name: 'OPENCHOREO_AUTH_SCOPE', value: 'api' },
    { name: 'OPENCHOREO_SERVICE_CLIENT_ID', value: 'tasks' },
    {
      name: 'OPENCHOREO_SERVICE_CLIENT_SECRET',
      valueFrom: { secretKeyRef: { name: 'tasks-credentials', key: 'secret' } },
    },
    { name: 'OPENCHOREO_FEATURES_WORKFLOWS_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_FEATURES_AUTH_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_FEATURES_AUTHZ_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_FEATURES_AUTH_REDIRECT_FLOW_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_FEATURES_ASSISTANT_ENABLED', value: 'true' },
    { name: 'OPENCHOREO_PORTAL_ASSISTANT_URL', value: 'http://assistant.example.com' },
    { name: 'OPENCHOREO_FEATURES_SECRET_MANAGEMENT_ENABLED', value: 'true' },
    { name: 'OPENCHOREO_CATALOG_SYNC_FREQUENCY', value: '60' },
    { name: 'OPENCHOREO_EVENTS_ENABLED', value: 'false' },
    { name: 'OPENCHOREO_OBSERVABILITY_WIRELOGS_STREAM_TIMEOUT_SECONDS', value: '30' },
    { name: 'JENKINS_BASE_URL', value: 'https://jenkins.example.com' },
    { name: 'JENKINS_USERNAME', value: 'portal' },
    { name: 'JENKINS_API_KEY', ...secretKey('jenkins-api-key') },
    { name: 'GITHUB_HOST', value: 'github.example.com' },
    { name: 'GITHUB_API_BASE_URL', value: 'https://github.example.com/api/v3' },
    { name: 'GITHUB_TOKEN', ...optionalKey('github-actions-token') },
    { name: 'AUTH_GITHUB_CLIENT_ID', value: 'portal-github' },
    { name: 'AUTH_GITHUB_CLIENT_SECRET', ...optionalKey('github-oauth-client-secret') },
    { name: 'DATABASE_CLIENT', value: 'better-sqlite3' },
    { name: 'SQLITE_STORAGE_DIR', value: '/app/.config/backstage' },
  ]);
});

describe('the portal assistant', () => {
  const url = (manifest: Manifest) =>
    envOf(manifest).find(({ name }) => name === 'OPENCHOREO_PORTAL_ASSISTANT_URL')?.value;

  test('is a Service in the namespace of the release by default', () => {
    expect(url(deployment())).toBe('http://portal-assistant.team-a.svc.cluster.local:8080');
  });

  test('is a bare Service name if the release has no namespace', () => {
    expect(url(deployment({ release: new Release({ chartVersion: '1.2.3' }) }))).toBe('http://portal-assistant:8080');
  });

  test('is a destination of the pods only if the portal shows it', () => {
    const assistant = (features: BackstageDeploymentProps['features']) =>
      testDeployment(testChart(), { release: release(), features }).endpoints.assistant;
    expect(assistant({ assistant: true })).toBe('http://portal-assistant.team-a.svc.cluster.local:8080');
    expect(assistant({})).toBeUndefined();
  });
});

test('sets no variables of external CI systems by default', () => {
  const names = envOf(deployment()).flatMap(({ name }) =>
    /^(?:JENKINS|GITHUB|AUTH_GITHUB)_/.test(name) ? [name] : [],
  );
  expect(names).toEqual([]);
});

test.each([
  [undefined, undefined],
  ['github.com', undefined],
  ['github.example.com', 'https://github.example.com'],
])('signs in to GitHub at the host %s with the instance URL %s', (host, enterpriseInstanceUrl) => {
  const manifests = objects({ externalCi: { githubOauth: { clientId: 'portal-github', host } } });
  const file = manifests.find(({ metadata }) => metadata.name.endsWith('-ci-config'));
  expect(parse(Reflect.get(Object(file), 'data')['app-config.ci.yaml'])).toEqual({
    auth: {
      providers: {
        github: {
          development: {
            clientId: '${AUTH_GITHUB_CLIENT_ID}',
            clientSecret: '${AUTH_GITHUB_CLIENT_SECRET}',
            ...(enterpriseInstanceUrl && { enterpriseInstanceUrl }),
          },
        },
      },
    },
  });
});

test('reads the credentials of external CI systems from a BackstageSecret', () => {
  const chart = testChart();
  const credentials = new BackstageSecret(chart, 'Secret', {
    release: release(),
    backendSecret: 'test-1',
    clientSecret: 'test-2',
    jenkinsApiKey: 'test-3',
  });
  const externalCi = {
    jenkins: { baseUrl: 'https://ci.example.com', username: 'portal' },
    githubActions: { host: 'github.com' },
  };
  const keys = envOf(deployment({ credentials, externalCi })).map(({ valueFrom }) => valueFrom?.secretKeyRef?.key);
  expect(keys).toEqual(expect.arrayContaining(['jenkins-api-key', 'github-actions-token']));
});
