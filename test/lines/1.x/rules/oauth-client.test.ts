import { disabled, found, on, warning } from '../support';

test.each(['', ' ', null])('warns about an id that is %j', (clientId) => {
  expect(found(on({ auth: { clientId } }))).toEqual([
    warning(
      'oauth-client',
      'backstage.auth.clientId',
      'is empty, so users cannot sign in',
      'set it to the value from your identity provider, or set security.enabled to false',
    ),
  ]);
});

test('does not warn about an id, and without sign-in', () => {
  expect(found(on({ auth: { clientId: 'portal' } }))).toEqual([]);
  expect(found({ security: { enabled: false }, ...on({ auth: { clientId: '' } }) })).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found(on({ auth: { clientId: '' } }), { allow: ['oauth-client'] })).toEqual([]);
  expect(found(disabled(on({ auth: { clientId: '' } })))).toEqual([]);
});
