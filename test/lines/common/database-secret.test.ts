import { type ChartVersion, type Manifest, type RenderOptions, renderManifests, type Values } from '../../../lib';
import { containers } from '../../rendered';
import { BASE as BASE_0_11, warnings } from '../0.11/rules/support';
import { found, LEAST, on, VERSIONS } from '../1.x/support';

type Database = NonNullable<NonNullable<Values['backstage']>['database']>;
type Options = Pick<RenderOptions, 'fidelity'>;

const FIDELITIES = ['exact', 'corrected'] as const;
const LINES = ['0.11.0', ...VERSIONS] as const;
const CNPG = { host: 'host', port: 'port', user: 'username', password: 'password', database: 'dbname' };

/** Renders a portal of any chart version with an existing Secret. */
function render(chartVersion: ChartVersion, backstage: object, options: Options = {}): Manifest[] {
  const base: Values<ChartVersion> = chartVersion === '0.11.0' ? {} : LEAST;
  const values: Values<ChartVersion> = { backstage: { secretName: 'portal', ...backstage } };
  return renderManifests<ChartVersion>([base, values], { chartVersion, ...options });
}

/** Returns the values of the POSTGRES_ variables: a text, or the name and key of a Secret. */
function connection(manifests: readonly Manifest[]): Readonly<Record<string, string | undefined>> {
  const env = containers(manifests)[0]?.env ?? [];
  const found = env.flatMap(({ name, value, valueFrom }) => {
    const { name: secret, key } = valueFrom?.secretKeyRef ?? {};
    return name.startsWith('POSTGRES_') ? [[name, secret ? `${secret}/${key}` : value]] : [];
  });
  return Object.fromEntries(found);
}

const postgresql = (settings: object) => ({ database: { type: 'postgresql', postgresql: settings } });

describe.each(LINES)('a separate Secret in chart %s', (version) => {
  test.each(FIDELITIES)('provides the parts whose keys the values name, in %s', (fidelity) => {
    const backstage = postgresql({ secretName: 'portal-db-app', secretKeys: CNPG });
    expect(connection(render(version, backstage, { fidelity }))).toEqual({
      POSTGRES_HOST: 'portal-db-app/host',
      POSTGRES_PORT: 'portal-db-app/port',
      POSTGRES_USER: 'portal-db-app/username',
      POSTGRES_PASSWORD: 'portal-db-app/password',
      POSTGRES_DB: 'portal-db-app/dbname',
    });
  });

  test('renders no Secret, and every other credential is read from the Secret of the portal', () => {
    const manifests = render(version, postgresql({ secretName: 'portal-db-app', secretKeys: CNPG }));
    expect(manifests.map(({ kind }) => kind)).not.toContain('Secret');
    const secrets = (containers(manifests)[0]?.env ?? []).flatMap(({ name, valueFrom }) =>
      valueFrom?.secretKeyRef?.name === 'portal' ? [name] : [],
    );
    expect(secrets).toEqual(expect.arrayContaining(['BACKEND_SECRET', 'OPENCHOREO_AUTH_CLIENT_SECRET']));
    expect(secrets.filter((name) => name.startsWith('POSTGRES'))).toEqual([]);
  });

  test('lets the pods reach a host that only the Secret has', () => {
    const backstage = postgresql({ secretName: 'portal-db-app', secretKeys: CNPG });
    const manifests = render(version, { ...backstage, networkPolicy: { enabled: true } }, { fidelity: 'corrected' });
    const policy = manifests.find(({ kind }) => kind === 'NetworkPolicy');
    const egress = JSON.stringify(policy?.spec);
    expect(egress).toContain('{"port":5432,"protocol":"TCP"}');
  });

  test('has no effect with SQLite', () => {
    const database: Database = { type: 'sqlite', postgresql: { secretName: 'portal-db-app' } };
    expect(JSON.stringify(render(version, { database }))).not.toContain('portal-db-app');
  });
});

test('in chart 0.11, only the password comes from the Secret by default', () => {
  const backstage = postgresql({ host: 'pg.example.com', secretName: 'portal-db-app' });
  expect(connection(render('0.11.0', backstage))).toEqual({
    POSTGRES_HOST: 'pg.example.com',
    POSTGRES_PORT: '5432',
    POSTGRES_USER: 'backstage',
    POSTGRES_PASSWORD: 'portal-db-app/password',
    POSTGRES_DB: 'backstage',
  });
});

test.each(VERSIONS)('in chart %s, the keys are those of CloudNativePG and Crunchy by default', (version) => {
  expect(connection(render(version, postgresql({ secretName: 'portal-db-app' })))).toEqual({
    POSTGRES_HOST: 'portal-db-app/host',
    POSTGRES_PORT: 'portal-db-app/port',
    POSTGRES_USER: 'portal-db-app/user',
    POSTGRES_PASSWORD: 'portal-db-app/password',
    POSTGRES_DB: 'portal-db-app/dbname',
  });
});

test.each(VERSIONS)('in chart %s, a part without a key comes from the Secret of the portal', (version) => {
  const secretKeys = { host: null, port: '', database: null };
  const backstage = { ...postgresql({ secretName: 'acid', secretKeys }), secretKeys: { postgresHost: 'pg-host' } };
  expect(connection(render(version, backstage))).toEqual({
    POSTGRES_HOST: 'portal/pg-host',
    POSTGRES_PORT: 'portal/postgres-port',
    POSTGRES_USER: 'acid/user',
    POSTGRES_PASSWORD: 'acid/password',
    POSTGRES_DB: 'portal/postgres-db',
  });
});

test('in chart 0.11, the rendered Secret has no password if the separate one has it', () => {
  const backstage = {
    ...postgresql({ host: 'pg.example.com', secretName: 'portal-db-app' }),
    secretName: null,
    backendSecret: 'kept-for-tests-kept-for-tests',
  };
  const secret = render('0.11.0', backstage).find(({ kind }) => kind === 'Secret');
  expect(Object.keys(Object(secret?.data))).toEqual(['backend-secret', 'client-secret']);
});

test.each(LINES)('an ExternalSecret of chart %s needs no entry for what the separate Secret has', (version) => {
  const data = { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } };
  const backstage = {
    ...postgresql({ secretName: 'portal-db-app', secretKeys: CNPG }),
    ...(version === '0.11.0' && { secretName: null }),
    externalSecret: { secretStoreRef: { name: 'vault' }, data },
  };
  const manifests = render(version, backstage, { fidelity: 'corrected' });
  expect(manifests.find(({ kind }) => kind === 'ExternalSecret')).toHaveProperty('spec.data.length', 2);
  expect(connection(manifests)).toMatchObject({ POSTGRES_PASSWORD: 'portal-db-app/password' });
});

describe('a connection URI', () => {
  const uri = {
    extraEnv: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'portal-db-app', key: 'uri' } } }],
    appConfig: { backend: { database: { connection: '${DATABASE_URL}' } } },
  };

  test.each(LINES)('replaces all variables in corrected of chart %s', (version) => {
    const manifests = render(version, { ...postgresql({}), ...uri }, { fidelity: 'corrected' });
    expect(connection(manifests)).toEqual({});
    expect(JSON.stringify(manifests)).toContain('DATABASE_URL');
  });

  test.each(LINES)('keeps the variables of the chart in exact of chart %s', (version) => {
    const manifests = render(version, { ...postgresql({}), ...uri });
    expect(Object.keys(connection(manifests))).toHaveLength(5);
  });

  test.each(LINES)('keeps variables that the configuration of chart %s refers to', (version) => {
    const connectionText = 'postgresql://${POSTGRES_USER}:${POSTGRES_PASSWORD}@${PGHOST}/portal';
    const backstage = {
      ...postgresql({ secretName: 'portal-db-app', secretKeys: CNPG }),
      extraEnv: [{ name: 'PGHOST', value: 'pg.example.com' }],
      appConfig: { backend: { database: { connection: connectionText } } },
    };
    expect(connection(render(version, backstage, { fidelity: 'corrected' }))).toEqual({
      POSTGRES_USER: 'portal-db-app/username',
      POSTGRES_PASSWORD: 'portal-db-app/password',
    });
  });

  test.each(LINES)("leaves the connection of chart %s as is if it repeats the image's configuration", (version) => {
    const parts = { host: '${POSTGRES_HOST}', user: '${POSTGRES_USER}', password: '${POSTGRES_PASSWORD}' };
    const backstage = {
      ...postgresql({ secretName: 'portal-db-app', secretKeys: CNPG }),
      appConfig: { backend: { database: { connection: parts } } },
    };
    const options = { fidelity: 'corrected' } as const;
    expect(Object.keys(connection(render(version, backstage, options)))).toHaveLength(5);
  });

  test('needs no host of chart 0.11, and lets the pods reach any server', () => {
    const backstage = { ...postgresql({}), ...uri, networkPolicy: { enabled: true } };
    const policy = render('0.11.0', backstage, { fidelity: 'corrected' }).find(({ kind }) => kind === 'NetworkPolicy');
    expect(JSON.stringify(policy?.spec)).toContain('{"port":5432,"protocol":"TCP"}');
  });

  test('makes host, user and Secret of the values pointless', () => {
    const backstage = { ...postgresql({ host: 'db.example.com', user: 'portal' }), ...uri };
    const values: Values = { backstage: { secretName: 'portal', backendSecret: null, ...backstage } as object };
    expect(warnings(values, { fidelity: 'corrected' })).toMatchObject([
      { rule: 'unread-values', path: 'backstage.database.postgresql.host' },
      { rule: 'unread-values', path: 'backstage.database.postgresql.user' },
    ]);
  });
});

describe('values that another source replaces', () => {
  const of = (backstage: object): [string, string][] =>
    warnings({ backstage: { secretName: 'portal', backendSecret: null, ...backstage } as object }).map(
      ({ path, message }) => [path, message],
    );

  test('are a host beside its key', () => {
    const message = 'has no effect: backstage.database.postgresql.secretName provides the host';
    expect(of(postgresql({ host: 'pg', secretName: 'portal-db-app', secretKeys: { host: 'host' } }))).toEqual([
      ['backstage.database.postgresql.host', message],
    ]);
    expect(of({ ...postgresql({ host: 'pg' }), secretKeys: { postgresHost: 'host' } })).toEqual([
      ['backstage.database.postgresql.host', 'has no effect: backstage.secretName provides the host'],
    ]);
  });

  test('are keys of the Secret of the portal', () => {
    const backstage = {
      ...postgresql({ host: 'pg', secretName: 'portal-db-app' }),
      secretKeys: { postgresPassword: 'pass' },
    };
    expect(of(backstage)).toEqual([
      [
        'backstage.secretKeys.postgresPassword',
        'has no effect: the pods read the password from the Secret backstage.database.postgresql.secretName',
      ],
    ]);
  });

  test('are keys without the name of their Secret', () => {
    const secretKeys = { password: 'pass' };
    expect(of(postgresql({ host: 'pg', secretKeys }))).toEqual([
      [
        'backstage.database.postgresql.secretKeys.password',
        'has no effect: backstage.database.postgresql.secretName is empty',
      ],
    ]);
    expect(found(on({ database: { type: 'postgresql', postgresql: { secretKeys } } }))).toMatchObject([
      { rule: 'unread-values', path: 'backstage.database.postgresql.secretKeys.password' },
    ]);
  });

  test('are not there with one source for each part', () => {
    expect(of(postgresql({ host: 'pg', secretName: 'portal-db-app' }))).toEqual([]);
    expect(of(postgresql({ host: '', secretName: 'portal-db-app', secretKeys: CNPG }))).toEqual([]);
    expect(of({ ...postgresql({ host: 'pg' }), secretKeys: { postgresPassword: 'pass' } })).toEqual([]);
  });
});

test('the base has no findings', () => {
  expect(warnings(BASE_0_11)).toEqual([]);
});
