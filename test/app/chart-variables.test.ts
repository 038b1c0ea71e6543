// The container's variables that values set.
import type { Values } from '../../lib';
import { chart } from './support';

const HOSTS = [
  { host: 'console.example.com', paths: [{ path: '/', pathType: 'Exact' as const }] },
  { host: 'portal.example.com', paths: [{ path: '/a' }, { path: '/b' }] },
];

describe('the variables', () => {
  /** Returns the variables of the container by name, each with its value or the source of its value. */
  function variables(values: Values = {}): Readonly<Record<string, unknown>> {
    const spec = chart(values).deployment?.apiObject.toJson().spec;
    const list: readonly { name: string; value?: string; valueFrom?: object }[] = spec.template.spec.containers[0].env;
    return Object.fromEntries(list.map(({ name, value, valueFrom }) => [name, valueFrom ?? value]));
  }

  test('are the variables of the documented installation, for minimal values', () => {
    expect(variables()).toEqual({
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: '7007',
      OPENCHOREO_API_URL: 'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
      BACKSTAGE_BASE_URL: 'http://openchoreo.local',
      BACKEND_SECRET: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'backend-secret' } },
      THUNDER_BASE_URL: 'http://thunder.openchoreo.local',
      OPENCHOREO_AUTH_AUTHORIZATION_URL: 'http://thunder.openchoreo.local/oauth2/authorize',
      OPENCHOREO_AUTH_TOKEN_URL: 'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
      OPENCHOREO_AUTH_CLIENT_ID: 'openchoreo-backstage-client',
      OPENCHOREO_AUTH_CLIENT_SECRET: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'client-secret' } },
      OPENCHOREO_FEATURES_WORKFLOWS_ENABLED: 'true',
      OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED: 'true',
      OPENCHOREO_FEATURES_AUTH_ENABLED: 'true',
      OPENCHOREO_FEATURES_AUTHZ_ENABLED: 'false',
      DATABASE_CLIENT: 'better-sqlite3',
      SQLITE_STORAGE_DIR: '/app/.config/backstage',
    });
  });

  test.each<[string, Values, Record<string, unknown>]>([
    ['env', { backstage: { env: [{ name: 'A', value: 'b' }] } }, { A: 'b' }],
    [
      'openchoreoApi.url',
      { backstage: { openchoreoApi: { url: 'https://api.example.com' } } },
      { OPENCHOREO_API_URL: 'https://api.example.com' },
    ],
    ['baseUrl', { backstage: { baseUrl: 'https://a.example.com' } }, { BACKSTAGE_BASE_URL: 'https://a.example.com' }],
    [
      'appConfig.app.baseUrl',
      { backstage: { appConfig: { app: { baseUrl: 'https://b.example.com' } } } },
      { BACKSTAGE_BASE_URL: 'https://b.example.com' },
    ],
    [
      'ingress.hosts',
      { backstage: { ingress: { hosts: HOSTS } } },
      { BACKSTAGE_BASE_URL: 'http://console.example.com' },
    ],
    [
      'global.baseDomain, tls and port',
      { global: { baseDomain: 'example.com', tls: { enabled: true }, port: ':8443' } },
      {
        BACKSTAGE_BASE_URL: 'https://example.com:8443',
        THUNDER_BASE_URL: 'https://thunder.example.com:8443',
        OPENCHOREO_AUTH_AUTHORIZATION_URL: 'https://thunder.example.com:8443/oauth2/authorize',
      },
    ],
    [
      'thunder.configuration.server.publicUrl',
      { thunder: { configuration: { server: { publicUrl: 'https://id.example.com:9443/x' } } } },
      {
        THUNDER_BASE_URL: 'http://id.example.com',
        OPENCHOREO_AUTH_AUTHORIZATION_URL: 'http://id.example.com/oauth2/authorize',
      },
    ],
    [
      'thunder.service.port and fullnameOverride',
      { thunder: { fullnameOverride: 'idp', service: { port: 9000 } } },
      {
        OPENCHOREO_AUTH_TOKEN_URL: 'http://idp-service.openchoreo-control-plane.svc.cluster.local:9000/oauth2/token',
      },
    ],
    [
      'backstage.thunder',
      { backstage: { thunder: { baseUrl: 'https://t.example.com', token: 'test-token' } } },
      { THUNDER_BASE_URL: 'https://t.example.com', THUNDER_TOKEN: 'test-token' },
    ],
    [
      'thunder.enabled',
      { thunder: { enabled: false }, backstage: { thunder: { token: 'test-token' } } },
      {
        THUNDER_BASE_URL: undefined,
        THUNDER_TOKEN: undefined,
        OPENCHOREO_AUTH_AUTHORIZATION_URL: 'http://thunder.openchoreo.local/oauth2/authorize',
      },
    ],
    [
      'security.oidc',
      {
        security: {
          oidc: {
            wellKnownEndpoint: 'https://id.example.com/.well-known/openid-configuration',
            authorizationUrl: 'https://id.example.com/authorize',
            tokenUrl: 'https://id.example.com/token',
          },
        },
      },
      {
        OPENCHOREO_AUTH_METADATA_URL: 'https://id.example.com/.well-known/openid-configuration',
        OPENCHOREO_AUTH_AUTHORIZATION_URL: 'https://id.example.com/authorize',
        OPENCHOREO_AUTH_TOKEN_URL: 'https://id.example.com/token',
      },
    ],
    ['auth.clientId', { backstage: { auth: { clientId: 'portal' } } }, { OPENCHOREO_AUTH_CLIENT_ID: 'portal' }],
    [
      'features.workflows',
      { backstage: { features: { workflows: { enabled: false } } } },
      { OPENCHOREO_FEATURES_WORKFLOWS_ENABLED: 'false', OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED: 'true' },
    ],
    [
      'features.observability',
      { backstage: { features: { observability: { enabled: false } } } },
      { OPENCHOREO_FEATURES_WORKFLOWS_ENABLED: 'true', OPENCHOREO_FEATURES_OBSERVABILITY_ENABLED: 'false' },
    ],
    [
      'security.enabled',
      { security: { enabled: false } },
      { OPENCHOREO_FEATURES_AUTH_ENABLED: 'false', OPENCHOREO_FEATURES_AUTHZ_ENABLED: 'false' },
    ],
    [
      'security.authz.enabled',
      { security: { authz: { enabled: true } } },
      { OPENCHOREO_FEATURES_AUTH_ENABLED: 'true', OPENCHOREO_FEATURES_AUTHZ_ENABLED: 'true' },
    ],
    [
      'database.postgresql',
      {
        backstage: {
          database: {
            type: 'postgresql',
            postgresql: { host: 'pg', port: 6432, user: 'u', password: 'test-password', database: 'd' },
          },
        },
      },
      {
        DATABASE_CLIENT: 'pg',
        SQLITE_STORAGE_DIR: undefined,
        POSTGRES_HOST: 'pg',
        POSTGRES_PORT: '6432',
        POSTGRES_USER: 'u',
        POSTGRES_PASSWORD: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'postgres-password' } },
        POSTGRES_DB: 'd',
      },
    ],
  ])('are set by %s', (_, values, expected) => {
    const all = variables(values);
    const picked = Object.fromEntries(Object.keys(expected).map((name) => [name, all[name]]));
    expect(picked).toEqual(expected);
  });

  test('do not contain the default ones if env is set', () => {
    expect(variables({ backstage: { env: [] } })).not.toHaveProperty('NODE_ENV');
  });
});
