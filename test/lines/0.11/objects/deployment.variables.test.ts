import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import { FIDELITIES, type Manifest, type RenderOptions, renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, find, POSTGRESQL, type PodManifest, REMOVED, testChanges } from './support';

const DEPLOYMENT = 'Deployment openchoreo-ui';
const SPEC = `${DEPLOYMENT}: spec`;
const TEMPLATE = `${SPEC}.template`;
const POD = `${TEMPLATE}.spec`;
const CONTAINER = `${POD}.containers[0]`;

type Backstage = NonNullable<Values['backstage']>;

function podOf(manifests: readonly Manifest[]) {
  const pod = (find(manifests, DEPLOYMENT) as PodManifest | undefined)?.spec.template.spec;
  const [container] = pod?.containers ?? [];
  if (!pod || !container) {
    throw new Error('the output must contain a pod');
  }
  return { pod, container };
}

/** Returns the container of Backstage for these values over the minimal ones. */
function containerOf(backstage: Backstage, options: RenderOptions = {}): Container {
  return podOf(renderManifests([BASE, { backstage }], options)).container;
}

const variables = ({ env = [] }: Container): EnvVar[] => env;
const names = (container: Container): string[] => variables(container).map(({ name }) => name);

/** Returns the path of a variable that is rendered by default. */
function variable(name: string, over: Values = BASE): string {
  const { container } = podOf(renderManifests([BASE, over]));
  return `${CONTAINER}.env[${names(container).indexOf(name)}]`;
}

describe('variables', () => {
  const RENDERED = names(containerOf({ env: [] }));
  const APP_CONFIG = { app: { title: 'Portal' } };

  test('come in order: env, extraEnv, variables of other values, variables of appConfig', () => {
    const container = containerOf({
      env: [{ name: 'A', value: '1' }],
      extraEnv: [
        { name: 'B', value: '$(A)' },
        { name: 'C', valueFrom: { secretKeyRef: { name: 'more', key: 'c' } } },
      ],
      appConfig: APP_CONFIG,
    });
    expect(names(container)).toEqual(['A', 'B', 'C', ...RENDERED, 'APP_CONFIG_app_title']);
    expect(variables(container).slice(0, 3)).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '$(A)' },
      { name: 'C', valueFrom: { secretKeyRef: { name: 'more', key: 'c' } } },
    ]);
  });

  test('of the default env stay if extraEnv is set, and are replaced if env is set', () => {
    const defaults = ['NODE_ENV', 'LOG_LEVEL', 'PORT'];
    expect(names(containerOf({}))).toEqual([...defaults, ...RENDERED]);
    expect(names(containerOf({ extraEnv: [{ name: 'A', value: '1' }] }))).toEqual([...defaults, 'A', ...RENDERED]);
    expect(names(containerOf({ env: [{ name: 'A', value: '1' }] }))).toEqual(['A', ...RENDERED]);
    expect(names(containerOf({ env: null }))).toEqual(RENDERED);
  });

  test('of the default env are dropped if extraEnv overrides them', () => {
    const container = containerOf({ extraEnv: [{ name: 'LOG_LEVEL', value: 'debug' }] });
    expect(names(container)).toEqual(['NODE_ENV', 'PORT', 'LOG_LEVEL', ...RENDERED]);
    expect(variables(container)).toContainEqual({ name: 'LOG_LEVEL', value: 'debug' });
  });

  test('of the database come before variables of appConfig', () => {
    const [values] = [POSTGRESQL.backstage ?? {}];
    expect(names(containerOf({ ...values, appConfig: APP_CONFIG })).slice(-2)).toEqual([
      'POSTGRES_DB',
      'APP_CONFIG_app_title',
    ]);
  });

  test('are the only change of env and extraEnv', () => {
    const lists: Values = { backstage: { env: [{ name: 'A', value: '1' }], extraEnv: [{ name: 'B', value: '2' }] } };
    for (const fidelity of FIDELITIES) {
      const paths = Object.keys(changesBy(lists, { fidelity }));
      expect(paths).not.toEqual([]);
      expect(paths.filter((path) => !path.startsWith(`${CONTAINER}.env[`))).toEqual([]);
    }
  });

  testChanges([
    [
      'baseUrl',
      { backstage: { baseUrl: 'https://console.example.com' } },
      { [`${variable('BACKSTAGE_BASE_URL')}.value`]: 'https://console.example.com' },
    ],
    [
      'openchoreoApi.url',
      { backstage: { openchoreoApi: { url: 'https://api.example.com/v1' } } },
      { [`${variable('OPENCHOREO_API_URL')}.value`]: 'https://api.example.com/v1' },
    ],
    [
      'thunder.baseUrl',
      { backstage: { thunder: { baseUrl: 'https://id.example.com' } } },
      { [`${variable('THUNDER_BASE_URL')}.value`]: 'https://id.example.com' },
    ],
    [
      'auth.clientId',
      { backstage: { auth: { clientId: 'portal' } } },
      { [`${variable('OPENCHOREO_AUTH_CLIENT_ID')}.value`]: 'portal' },
    ],
    [
      'features.workflows.enabled',
      { backstage: { features: { workflows: { enabled: false } } } },
      { [`${variable('OPENCHOREO_FEATURES_WORKFLOWS_ENABLED')}.value`]: 'false' },
    ],
    [
      'features.observability.enabled',
      { backstage: { features: { observability: { enabled: false } } } },
      { [`${variable('OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED')}.value`]: 'false' },
    ],
    [
      'features.workflows.enabled null, which leaves the variable without a value',
      { backstage: { features: { workflows: { enabled: null } } } },
      { [`${variable('OPENCHOREO_FEATURES_WORKFLOWS_ENABLED')}.value`]: REMOVED },
    ],
    [
      'security.enabled',
      { security: { enabled: false } },
      { [`${variable('OPENCHOREO_FEATURES_AUTH_ENABLED')}.value`]: 'false' },
    ],
    [
      'security.authz.enabled',
      { security: { authz: { enabled: true } } },
      { [`${variable('OPENCHOREO_FEATURES_AUTHZ_ENABLED')}.value`]: 'true' },
    ],
    [
      'security.oidc.authorizationUrl and tokenUrl',
      { security: { oidc: { authorizationUrl: 'https://id.example.com/a', tokenUrl: 'https://id.example.com/t' } } },
      {
        [`${variable('OPENCHOREO_AUTH_AUTHORIZATION_URL')}.value`]: 'https://id.example.com/a',
        [`${variable('OPENCHOREO_AUTH_TOKEN_URL')}.value`]: 'https://id.example.com/t',
      },
    ],
  ]);

  test('of the discovery document and of Thunder are optional', () => {
    const withOidc = containerOf({}, {});
    const wellKnownEndpoint = 'https://id.example.com/.well-known/openid-configuration';
    const { container } = podOf(
      renderManifests([BASE, { security: { oidc: { wellKnownEndpoint } }, thunder: { enabled: false } }]),
    );
    expect(names(withOidc)).not.toContain('OPENCHOREO_AUTH_METADATA_URL');
    expect(variables(container)).toContainEqual({ name: 'OPENCHOREO_AUTH_METADATA_URL', value: wellKnownEndpoint });
    expect(names(withOidc)).toContain('THUNDER_BASE_URL');
    expect(names(container)).not.toContain('THUNDER_BASE_URL');
  });
});

describe("Thunder's token", () => {
  const token: Values = { backstage: { thunder: { token: 'test-token' } } };

  test('is plain text in exact, and in the Secret in corrected', () => {
    const [exact, corrected] = FIDELITIES.map((fidelity) => {
      const { container } = podOf(renderManifests([BASE, token], { fidelity }));
      return variables(container).find(({ name }) => name === 'THUNDER_TOKEN');
    });
    expect(exact).toEqual({ name: 'THUNDER_TOKEN', value: 'test-token' });
    expect(corrected?.valueFrom?.secretKeyRef).toEqual({ name: 'openchoreo-backstage-secrets', key: 'thunder-token' });
  });

  test('is omitted if Thunder is not installed', () => {
    for (const fidelity of FIDELITIES) {
      const over = { thunder: { enabled: false } };
      expect(changesBy(token, { over, fidelity })).toEqual({});
    }
  });
});
