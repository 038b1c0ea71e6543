import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { warning, warnings, yaml } from './support';

const empty = (key: string) =>
  warning(
    'oauth-client',
    `backstage.auth.${key}`,
    'is empty: nobody can sign in',
    'set it to that of the OAuth client, or security.enabled to false',
  );

const client = (auth: NonNullable<Values['backstage']>['auth']): Values => ({ backstage: { auth } });

test.each(['', ' ', '\n'])('warns of an id that is %j', (clientId) => {
  expect(warnings(client({ clientId }))).toEqual([empty('clientId')]);
});

test('warns of an id that is taken away', () => {
  expect(warnings(yaml('backstage: {auth: {clientId: null}}'))).toEqual([empty('clientId')]);
});

test.each(['', ' ', '\n'])('warns of a secret that is %j', (clientSecret) => {
  expect(warnings(client({ clientSecret }))).toEqual([empty('clientSecret')]);
});

test('warns of both at once', () => {
  expect(warnings(client({ clientId: '', clientSecret: '' }))).toEqual([empty('clientId'), empty('clientSecret')]);
});

test.each<[string, Values]>([
  ['the documented client', {}],
  ['a client of their own', client({ clientId: 'mine', clientSecret: 'hunter2' })],
  ['guests', { security: { enabled: false }, ...client({ clientId: '', clientSecret: '' }) }],
])('says nothing of %s', (_, values) => {
  expect(warnings(values)).toEqual([]);
});

test.each<[string, Values['backstage']]>([
  ['a Secret that exists already', { secretName: 'mine' }],
  [
    'a store',
    {
      externalSecret: {
        secretStoreRef: { name: 'vault' },
        data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
      },
    },
  ],
])('takes the secret from %s, and not the id', (_, backstage) => {
  const auth = { clientId: '', clientSecret: '' };
  expect(warnings({ backstage: { backendSecret: '', auth, ...backstage } })).toEqual([empty('clientId')]);
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(warnings(client({ clientId: '' }), { fidelity })).toEqual([empty('clientId')]);
});

test('says nothing where allowed', () => {
  expect(warnings(client({ clientId: '' }), { allow: ['oauth-client'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warnings({ backstage: { enabled: false, auth: { clientId: '' } } })).toEqual([]);
});
