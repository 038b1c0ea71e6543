import { requirements } from '../../../lib/lines/0.11/requirements';
import type { Values } from '../../../lib/lines/0.11/schema';
import { subjectOf } from './support';

type Backstage = NonNullable<Values['backstage']>;

const STORE = { secretStoreRef: { name: 'vault' }, data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } } };

const missing = (values: Values) => requirements(subjectOf(values)).flatMap((found) => [...found]);

describe('required hosts', () => {
  const global = { baseDomain: '' };

  test('are not reported with a base domain', () => {
    expect(missing({ global: { baseDomain: 'example.com' } })).toEqual([]);
  });

  test('are all reported if no value sets them', () => {
    expect(missing({ global })).toEqual([
      {
        path: 'backstage.ingress.hosts',
        message: 'is required for the host of the console, because global.baseDomain is empty',
        fix: 'set backstage.ingress.hosts or global.baseDomain',
      },
      {
        path: 'openchoreoApi.ingress.hosts',
        message: 'is required for the host of the OpenChoreo API, because global.baseDomain is empty',
        fix: 'set openchoreoApi.ingress.hosts or global.baseDomain',
      },
      {
        path: 'thunder.configuration.server.publicUrl',
        message: 'is required for the host of the identity provider, because global.baseDomain is empty',
        fix: 'set thunder.configuration.server.publicUrl or global.baseDomain',
      },
    ]);
  });

  test('are not reported if each is set', () => {
    const hosts = [{ host: 'a.example.com' }];
    expect(
      missing({
        global,
        backstage: { ingress: { hosts } },
        openchoreoApi: { ingress: { hosts } },
        thunder: { configuration: { server: { publicUrl: 'http://t.example.com' } } },
      }),
    ).toEqual([]);
  });

  test('do not include the API host if the API has no route', () => {
    expect(missing({ global, gateway: { enabled: false } }).map(({ path }) => path)).toEqual([
      'backstage.ingress.hosts',
      'thunder.configuration.server.publicUrl',
    ]);
  });

  test('include only the API host if Backstage is disabled', () => {
    expect(missing({ global, backstage: { enabled: false } }).map(({ path }) => path)).toEqual([
      'openchoreoApi.ingress.hosts',
    ]);
  });

  test('include the Thunder host even if Thunder is disabled, as in the chart', () => {
    expect(missing({ global, thunder: { enabled: false } }).map(({ path }) => path)).toContain(
      'thunder.configuration.server.publicUrl',
    );
  });

  test("include the console host even if the portal's URL is set, as in the chart", () => {
    expect(missing({ global, backstage: { baseUrl: 'http://a.example.com' } }).map(({ path }) => path)).toContain(
      'backstage.ingress.hosts',
    );
  });
});

/** Returns the missing members of an ExternalSecret, as text. */
const missingEntries = (backstage: Backstage) =>
  missing({ backstage }).map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);

describe('an ExternalSecret', () => {
  const entry = (credential: string) =>
    `backstage.externalSecret.data.${credential}: is required for an ExternalSecret; set its key to the name of the entry in the store`;

  test('requires its store and the entries that variables refer to', () => {
    expect(missingEntries({ externalSecret: { data: { thunderToken: { key: 'a' } } } })).toEqual([
      'backstage.externalSecret.secretStoreRef.name: is required for an ExternalSecret; set it to the name of the SecretStore or ClusterSecretStore',
      entry('backendSecret'),
      entry('clientSecret'),
    ]);
    expect(missingEntries({ externalSecret: STORE })).toEqual([]);
  });

  test('requires entries with names', () => {
    expect(
      missingEntries({ externalSecret: { ...STORE, data: { ...STORE.data, clientSecret: { key: '' } } } }),
    ).toEqual([entry('clientSecret')]);
  });

  test('requires the password of PostgreSQL if that is the database', () => {
    expect(missingEntries({ externalSecret: STORE, database: { type: 'postgresql' } })).toEqual([
      entry('postgresPassword'),
    ]);
    const data = { ...STORE.data, postgresPassword: { key: 'c' } };
    expect(missingEntries({ externalSecret: { ...STORE, data }, database: { type: 'postgresql' } })).toEqual([]);
  });

  test.each<[string, Backstage]>([
    ['inline credentials', { database: { type: 'postgresql' } }],
    ['an existing Secret', { secretName: 'mine', database: { type: 'postgresql' } }],
    ['Backstage disabled', { enabled: false, externalSecret: { secretStoreRef: { name: 'vault' } } }],
  ])('is not checked with %s', (_, backstage) => {
    expect(missingEntries(backstage)).toEqual([]);
  });
});
