import { credentialSource, hasKey, missingCredentials } from '../../lib/values/credentials';
import type { Values } from '../../lib/values/schema';
import { effective } from './support';

type Backstage = NonNullable<Values['backstage']>;

const STORE = { secretStoreRef: { name: 'vault' }, data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } } };

const values = (backstage: Backstage) => effective({ backstage });

/** What is missing, as text. */
const missing = (backstage: Backstage) =>
  [...missingCredentials(values(backstage))].map(({ path, message, mend }) => `${path}: ${message}; ${mend}`);

describe('the source', () => {
  test.each<[string, Backstage]>([
    ['inline', {}],
    ['inline', { secretName: '' }],
    ['inline', { secretKeys: { thunderToken: 'token' } }],
    ['existing', { secretName: 'mine' }],
    ['external', { externalSecret: STORE }],
    ['external', { externalSecret: { secretStoreRef: { name: 'vault' } } }],
    ['external', { externalSecret: { data: { thunderToken: { key: 'a' } } } }],
    ['external', { externalSecret: STORE, secretName: 'mine' }],
    ['inline', { externalSecret: { data: { thunderToken: { key: '' } } } }],
    ['existing', { secretName: 'mine', externalSecret: { data: { thunderToken: { key: '' } } } }],
  ])('is %s with %j', (source, backstage) => {
    expect(credentialSource(values(backstage))).toBe(source);
  });
});

describe('a key', () => {
  const has = (backstage: Backstage) => hasKey(values(backstage), 'thunderToken');

  test('is there where the chosen source has it', () => {
    expect(has({ secretName: 'mine', secretKeys: { thunderToken: 'token' } })).toBe(true);
    expect(has({ externalSecret: { ...STORE, data: { thunderToken: { key: 'a' } } } })).toBe(true);
  });

  test('is not there where its entry in the store has no name', () => {
    expect(has({ externalSecret: { ...STORE, data: { thunderToken: { key: '' } } } })).toBe(false);
  });

  test('is not there where another source has it', () => {
    expect(has({ secretKeys: { thunderToken: 'token' } })).toBe(false);
    expect(has({ externalSecret: STORE, secretName: 'mine', secretKeys: { thunderToken: 'token' } })).toBe(false);
  });
});

describe('an ExternalSecret', () => {
  const entry = (credential: string) =>
    `backstage.externalSecret.data.${credential}: is needed for an ExternalSecret, got none; set its key to the name of the entry in the store`;

  test('needs its store and the entries that variables are made of', () => {
    expect(missing({ externalSecret: { data: { thunderToken: { key: 'a' } } } })).toEqual([
      'backstage.externalSecret.secretStoreRef.name: is needed for an ExternalSecret, got none; set it to the name of the SecretStore or ClusterSecretStore',
      entry('backendSecret'),
      entry('clientSecret'),
    ]);
    expect(missing({ externalSecret: STORE })).toEqual([]);
  });

  test('needs entries that have names', () => {
    expect(missing({ externalSecret: { ...STORE, data: { ...STORE.data, clientSecret: { key: '' } } } })).toEqual([
      entry('clientSecret'),
    ]);
  });

  test('needs the password of PostgreSQL where that is the database', () => {
    expect(missing({ externalSecret: STORE, database: { type: 'postgresql' } })).toEqual([entry('postgresPassword')]);
    const data = { ...STORE.data, postgresPassword: { key: 'c' } };
    expect(missing({ externalSecret: { ...STORE, data }, database: { type: 'postgresql' } })).toEqual([]);
  });

  test.each<[string, Backstage]>([
    ['credentials in clear', { database: { type: 'postgresql' } }],
    ['a Secret that exists already', { secretName: 'mine', database: { type: 'postgresql' } }],
    ['a disabled Backstage', { enabled: false, externalSecret: { secretStoreRef: { name: 'vault' } } }],
  ])('is not looked for with %s', (_, backstage) => {
    expect(missing(backstage)).toEqual([]);
  });
});
