import { requirements } from '../../../lib/lines/0.11/requirements';
import type { Values } from '../../../lib/lines/0.11/schema';
import { subjectOf } from './support';

type Backstage = NonNullable<Values['backstage']>;

const STORE = { secretStoreRef: { name: 'vault' }, data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } } };

const missing = (values: Values) => requirements(subjectOf(values)).flatMap((found) => [...found]);

describe('hosts without which no URL can be made', () => {
  const global = { baseDomain: '' };

  test('are not asked for with a base domain', () => {
    expect(missing({ global: { baseDomain: 'example.com' } })).toEqual([]);
  });

  test('are all named where nothing gives them', () => {
    expect(missing({ global })).toEqual([
      {
        path: 'backstage.ingress.hosts',
        message: 'the host of the console is needed, got none and no global.baseDomain',
        fix: 'set backstage.ingress.hosts or global.baseDomain',
      },
      {
        path: 'openchoreoApi.ingress.hosts',
        message: 'the host of the OpenChoreo API is needed, got none and no global.baseDomain',
        fix: 'set openchoreoApi.ingress.hosts or global.baseDomain',
      },
      {
        path: 'thunder.configuration.server.publicUrl',
        message: 'the host of the identity provider is needed, got none and no global.baseDomain',
        fix: 'set thunder.configuration.server.publicUrl or global.baseDomain',
      },
    ]);
  });

  test('are not asked for where each is given', () => {
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

  test('are asked for without that of the API where it has no route', () => {
    expect(missing({ global, gateway: { enabled: false } }).map(({ path }) => path)).toEqual([
      'backstage.ingress.hosts',
      'thunder.configuration.server.publicUrl',
    ]);
  });

  test('are that of the API alone where Backstage is disabled', () => {
    expect(missing({ global, backstage: { enabled: false } }).map(({ path }) => path)).toEqual([
      'openchoreoApi.ingress.hosts',
    ]);
  });

  test('are asked for where Thunder is disabled, too, as the chart does', () => {
    expect(missing({ global, thunder: { enabled: false } }).map(({ path }) => path)).toContain(
      'thunder.configuration.server.publicUrl',
    );
  });

  test("are asked for where the portal's URL is given, too, as the chart does", () => {
    expect(missing({ global, backstage: { baseUrl: 'http://a.example.com' } }).map(({ path }) => path)).toContain(
      'backstage.ingress.hosts',
    );
  });
});

/** What an ExternalSecret lacks, as text. */
const missingEntries = (backstage: Backstage) =>
  missing({ backstage }).map(({ path, message, fix }) => `${path}: ${message}; ${fix}`);

describe('an ExternalSecret', () => {
  const entry = (credential: string) =>
    `backstage.externalSecret.data.${credential}: is needed for an ExternalSecret, got none; set its key to the name of the entry in the store`;

  test('needs its store and the entries that variables are made of', () => {
    expect(missingEntries({ externalSecret: { data: { thunderToken: { key: 'a' } } } })).toEqual([
      'backstage.externalSecret.secretStoreRef.name: is needed for an ExternalSecret, got none; set it to the name of the SecretStore or ClusterSecretStore',
      entry('backendSecret'),
      entry('clientSecret'),
    ]);
    expect(missingEntries({ externalSecret: STORE })).toEqual([]);
  });

  test('needs entries that have names', () => {
    expect(
      missingEntries({ externalSecret: { ...STORE, data: { ...STORE.data, clientSecret: { key: '' } } } }),
    ).toEqual([entry('clientSecret')]);
  });

  test('needs the password of PostgreSQL where that is the database', () => {
    expect(missingEntries({ externalSecret: STORE, database: { type: 'postgresql' } })).toEqual([
      entry('postgresPassword'),
    ]);
    const data = { ...STORE.data, postgresPassword: { key: 'c' } };
    expect(missingEntries({ externalSecret: { ...STORE, data }, database: { type: 'postgresql' } })).toEqual([]);
  });

  test.each<[string, Backstage]>([
    ['credentials in clear', { database: { type: 'postgresql' } }],
    ['a Secret that exists already', { secretName: 'mine', database: { type: 'postgresql' } }],
    ['a disabled Backstage', { enabled: false, externalSecret: { secretStoreRef: { name: 'vault' } } }],
  ])('is not looked for with %s', (_, backstage) => {
    expect(missingEntries(backstage)).toEqual([]);
  });
});
