import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { warning, warnings, yaml } from './support';

const empty = (key: string) =>
  warning(
    'oauth-client',
    `backstage.auth.${key}`,
    'is empty, so users cannot sign in',
    'set it to the value from your identity provider, or set security.enabled to false',
  );

const client = (auth: NonNullable<Values['backstage']>['auth']): Values => ({ backstage: { auth } });

test.each(['', ' ', '\n'])('warns about an id that is %j', (clientId) => {
  expect(warnings(client({ clientId }))).toEqual([empty('clientId')]);
});

test('warns about an id that is null', () => {
  expect(warnings(yaml('backstage: {auth: {clientId: null}}'))).toEqual([empty('clientId')]);
});

test.each(['', ' ', '\n'])('warns about a secret that is %j', (clientSecret) => {
  expect(warnings(client({ clientSecret }))).toEqual([empty('clientSecret')]);
});

test('warns about both at once', () => {
  expect(warnings(client({ clientId: '', clientSecret: '' }))).toEqual([empty('clientId'), empty('clientSecret')]);
});

test.each<[string, Values]>([
  ['the documented client', {}],
  ['a custom client', client({ clientId: 'mine', clientSecret: 'hunter2' })],
  ['guests', { security: { enabled: false }, ...client({ clientId: '', clientSecret: '' }) }],
])('does not warn about %s', (_, values) => {
  expect(warnings(values)).toEqual([]);
});

test.each<[string, Values['backstage']]>([
  ['an existing Secret', { secretName: 'mine' }],
  [
    'a store',
    {
      externalSecret: {
        secretStoreRef: { name: 'vault' },
        data: { backendSecret: { key: 'a' }, clientSecret: { key: 'b' } },
      },
    },
  ],
])('does not require the secret with %s, but requires the id', (_, backstage) => {
  const auth = { clientId: '', clientSecret: '' };
  expect(warnings({ backstage: { backendSecret: '', auth, ...backstage } })).toEqual([empty('clientId')]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(warnings(client({ clientId: '' }), { fidelity })).toEqual([empty('clientId')]);
});

test('does not warn if the rule is switched off', () => {
  expect(warnings(client({ clientId: '' }), { allow: ['oauth-client'] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(warnings({ backstage: { enabled: false, auth: { clientId: '' } } })).toEqual([]);
});
