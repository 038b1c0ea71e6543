import { credentialSource, hasKey } from '../../../lib/lines/0.11/credentials';
import type { Values } from '../../../lib/lines/0.11/schema';
import { effective } from '../../values/support';

type Backstage = NonNullable<Values['backstage']>;

const STORE = { secretStoreRef: { name: 'vault' }, data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } } };

const values = (backstage: Backstage) => effective({ backstage });

describe('the source of the credentials', () => {
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

describe('the Secret key of a credential', () => {
  const has = (backstage: Backstage) => hasKey(values(backstage), 'thunderToken');

  test('exists if the selected source contains it', () => {
    expect(has({ secretName: 'mine', secretKeys: { thunderToken: 'token' } })).toBe(true);
    expect(has({ externalSecret: { ...STORE, data: { thunderToken: { key: 'a' } } } })).toBe(true);
  });

  test('does not exist if its entry in the store has no name', () => {
    expect(has({ externalSecret: { ...STORE, data: { thunderToken: { key: '' } } } })).toBe(false);
  });

  test('does not exist if only another source contains it', () => {
    expect(has({ secretKeys: { thunderToken: 'token' } })).toBe(false);
    expect(has({ externalSecret: STORE, secretName: 'mine', secretKeys: { thunderToken: 'token' } })).toBe(false);
  });
});
