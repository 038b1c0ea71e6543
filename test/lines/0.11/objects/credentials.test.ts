import { renderManifests, type Values } from '../../../../lib';
import { REMOTE, TARGET } from '../../../crd-defaults';
import { identities } from '../../../support';
import { changes, changesBy, find, POSTGRESQL, type PodManifest, testChanges, testPlaces } from './support';

const SECRET = 'Secret openchoreo-backstage-secrets';
const base64 = (text: string) => Buffer.from(text).toString('base64');

type ExternalSecret = NonNullable<NonNullable<Values['backstage']>['externalSecret']>;

const STORE: ExternalSecret = {
  secretStoreRef: { name: 'vault' },
  data: { backendSecret: { key: 'backend' }, clientSecret: { key: 'oauth' } },
};
const external = (more: ExternalSecret = {}): Values => ({
  backstage: { externalSecret: { ...STORE, ...more, data: { ...STORE.data, ...more.data } } },
});
const existing = (secretKeys: NonNullable<Values['backstage']>['secretKeys'] = {}): Values => ({
  backstage: { secretName: 'portal-credentials', secretKeys },
});

/** Returns the Secret keys that the variables of the container refer to. */
function references(values: readonly Values[]): Readonly<Record<string, unknown>> {
  const deployment = renderManifests(values).find(({ kind }) => kind === 'Deployment') as PodManifest | undefined;
  const [container] = deployment?.spec.template.spec?.containers ?? [];
  const read = (container?.env ?? []).flatMap(({ name, valueFrom }) =>
    valueFrom?.secretKeyRef ? [[name, `${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`]] : [],
  );
  return Object.fromEntries(read);
}

describe('inline credentials', () => {
  const restart = (path: string, value: string) => ({
    exact: { [path]: value },
    corrected: {
      [path]: value,
      'Deployment openchoreo-ui: spec.template.metadata.annotations["checksum/secret"]':
        expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
  const backend = restart(`${SECRET}: data.backend-secret`, base64('test-other-0123456789abcdefghij'));
  const client = restart(`${SECRET}: data.client-secret`, base64('test-client'));

  testChanges([
    [
      'backendSecret',
      { backstage: { backendSecret: 'test-other-0123456789abcdefghij' } },
      backend.exact,
      backend.corrected,
    ],
    ['auth.clientSecret', { backstage: { auth: { clientSecret: 'test-client' } } }, client.exact, client.corrected],
  ]);

  const password = restart(`${SECRET}: data.postgres-password`, base64('test-other-0123456789abcdefghij'));
  testChanges(
    [
      [
        'database.postgresql.password',
        { backstage: { database: { postgresql: { password: 'test-other-0123456789abcdefghij' } } } },
        password.exact,
        password.corrected,
      ],
    ],
    POSTGRESQL,
  );

  test('thunder.token is in the Secret only in corrected, because exact renders it in the pod', () => {
    const token: Values = { backstage: { thunder: { token: 'test-token' } } };
    const key = `${SECRET}: data.thunder-token`;
    expect(changesBy(token)).not.toHaveProperty([key]);
    expect(changesBy(token, { fidelity: 'corrected' })).toHaveProperty([key], base64('test-token'));
  });
});

describe('credentials in an existing Secret', () => {
  const KEYS = {
    BACKEND_SECRET: 'portal-credentials/backend-secret',
    OPENCHOREO_AUTH_CLIENT_SECRET: 'portal-credentials/client-secret',
  };

  test('render neither a Secret nor an ExternalSecret', () => {
    const kinds = renderManifests(existing()).map(({ kind }) => kind);
    expect(kinds).not.toContain('Secret');
    expect(kinds).not.toContain('ExternalSecret');
  });

  test.each<[string, Values[], object]>([
    ['the documented keys', [existing()], KEYS],
    ['backendSecret', [existing({ backendSecret: 'a' })], { ...KEYS, BACKEND_SECRET: 'portal-credentials/a' }],
    [
      'clientSecret',
      [existing({ clientSecret: 'a' })],
      { ...KEYS, OPENCHOREO_AUTH_CLIENT_SECRET: 'portal-credentials/a' },
    ],
    ['thunderToken', [existing({ thunderToken: 'a' })], { ...KEYS, THUNDER_TOKEN: 'portal-credentials/a' }],
    [
      'all of PostgreSQL',
      [
        existing({ postgresHost: 'h', postgresPort: 'p', postgresUser: 'u', postgresDatabase: 'd' }),
        { backstage: { database: { type: 'postgresql' } } },
      ],
      {
        ...KEYS,
        POSTGRES_HOST: 'portal-credentials/h',
        POSTGRES_PORT: 'portal-credentials/p',
        POSTGRES_USER: 'portal-credentials/u',
        POSTGRES_PASSWORD: 'portal-credentials/postgres-password',
        POSTGRES_DB: 'portal-credentials/d',
      },
    ],
    ['an empty key, which uses the default', [existing({ backendSecret: '', clientSecret: null })], KEYS],
  ])('%s', (_, values, expected) => {
    expect(references(values)).toEqual(expected);
  });
});

describe('credentials in a secret store', () => {
  const EXTERNAL = 'ExternalSecret openchoreo-backstage-secrets';
  const by = (more: ExternalSecret) => changes(renderManifests(external()), renderManifests(external(more)));

  test('render an ExternalSecret for the Secret that variables read', () => {
    expect(renderManifests(external()).map(({ kind }) => kind)).not.toContain('Secret');
    expect(references([external()])).toEqual({
      BACKEND_SECRET: 'openchoreo-backstage-secrets/backend-secret',
      OPENCHOREO_AUTH_CLIENT_SECRET: 'openchoreo-backstage-secrets/client-secret',
    });
  });

  test.each<[string, ExternalSecret, object]>([
    [
      'secretStoreRef',
      { secretStoreRef: { name: 'aws', kind: 'ClusterSecretStore' } },
      {
        [`${EXTERNAL}: spec.secretStoreRef.name`]: 'aws',
        [`${EXTERNAL}: spec.secretStoreRef.kind`]: 'ClusterSecretStore',
      },
    ],
    ['an empty refreshInterval, which uses the default', { refreshInterval: '' }, {}],
    ['an entry without a name, which counts as unset', { data: { postgresHost: { key: '' } } }, {}],
    ['refreshInterval', { refreshInterval: '5m' }, { [`${EXTERNAL}: spec.refreshInterval`]: '5m' }],
    [
      'data with property and version',
      { data: { clientSecret: { key: 'oauth', property: 'secret', version: '3' } } },
      {
        [`${EXTERNAL}: spec.data[1].remoteRef.property`]: 'secret',
        [`${EXTERNAL}: spec.data[1].remoteRef.version`]: '3',
      },
    ],
    ['data with neither', { data: { clientSecret: { key: 'oauth', property: null, version: '' } } }, {}],
  ])('%s changes only its own member', (_, more, expected) => {
    expect(by(more)).toEqual(expected);
  });

  test('target.name sets the names of the ExternalSecret and the Secret', () => {
    const values = external({ target: { name: 'from-vault' } });
    expect(renderManifests(values).find(({ kind }) => kind === 'ExternalSecret')).toMatchObject({
      metadata: { name: 'from-vault' },
      spec: { target: { name: 'from-vault' } },
    });
    expect(references([values])).toMatchObject({ BACKEND_SECRET: 'from-vault/backend-secret' });
  });
});

describe('the rendered Secret', () => {
  testPlaces([
    [
      'backendSecret and auth.clientSecret',
      { backstage: { backendSecret: 'test-1', auth: { clientSecret: 'test-2' } } },
      'Secret openchoreo-backstage-secrets',
      'data',
      { 'backend-secret': 'dGVzdC0x', 'client-secret': 'dGVzdC0y' },
    ],
    [
      'database.postgresql.password',
      POSTGRESQL,
      'Secret openchoreo-backstage-secrets',
      'data.postgres-password',
      'dGVzdC1wYXNzd29yZA==',
    ],
  ]);
});

describe('credentials that are not in the values', () => {
  const ENV = 'spec.template.spec.containers.0.env';
  const PORTAL: Values = {
    backstage: {
      externalSecret: {
        secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
        refreshInterval: '5m',
        data: { backendSecret: { key: 'portal', property: 'session' }, clientSecret: { key: 'oauth' } },
      },
    },
  };

  test('come from an existing Secret, and no Secret is rendered', () => {
    const all = renderManifests({
      backstage: {
        secretName: 'team-secret',
        secretKeys: { clientSecret: 'oauth' },
      },
    });
    expect(identities(all).filter((object) => object.startsWith('Secret'))).toEqual([]);
    expect(find(all, 'Deployment openchoreo-ui')).toHaveProperty(
      ENV,
      expect.arrayContaining([
        { name: 'BACKEND_SECRET', valueFrom: { secretKeyRef: { name: 'team-secret', key: 'backend-secret' } } },
        { name: 'OPENCHOREO_AUTH_CLIENT_SECRET', valueFrom: { secretKeyRef: { name: 'team-secret', key: 'oauth' } } },
      ]),
    );
  });

  test('can include all settings of PostgreSQL', () => {
    const deployment = find(
      renderManifests({
        backstage: {
          secretName: 'team-secret',
          secretKeys: {
            postgresPassword: 'pass',
            postgresHost: 'host',
            postgresPort: 'port',
            postgresUser: 'user',
            postgresDatabase: 'dbname',
          },
          database: { type: 'postgresql' },
        },
      }),
      'Deployment openchoreo-ui',
    );
    const key = (name: string) => ({ secretKeyRef: { name: 'team-secret', key: name } });
    expect(deployment).toHaveProperty(
      ENV,
      expect.arrayContaining([
        { name: 'POSTGRES_HOST', valueFrom: key('host') },
        { name: 'POSTGRES_PORT', valueFrom: key('port') },
        { name: 'POSTGRES_USER', valueFrom: key('user') },
        { name: 'POSTGRES_PASSWORD', valueFrom: key('pass') },
        { name: 'POSTGRES_DB', valueFrom: key('dbname') },
      ]),
    );
  });

  test('come from a store, through an ExternalSecret', () => {
    const all = renderManifests(PORTAL);
    expect(identities(all).filter((object) => object.startsWith('Secret'))).toEqual([]);
    expect(find(all, 'ExternalSecret openchoreo-backstage-secrets')?.spec).toEqual({
      refreshInterval: '5m',
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      target: { ...TARGET, name: 'openchoreo-backstage-secrets' },
      data: [
        { secretKey: 'backend-secret', remoteRef: { ...REMOTE, key: 'portal', property: 'session' } },
        { secretKey: 'client-secret', remoteRef: { ...REMOTE, key: 'oauth' } },
      ],
    });
  });
});
