import { disabled, found, on, VERSIONS, warning } from '../support';

const none = on({ auth: { redirectUrls: [] } });

test.each(VERSIONS)('warns about a redirect URL that the user has not confirmed in chart %s', (chartVersion) => {
  expect(found(none, { chartVersion })).toEqual([
    warning(
      'redirect-urls',
      'backstage.auth.redirectUrls',
      'must contain https://console.example.com/api/auth/openchoreo-auth/handler/frame, to confirm that the identity provider knows this URL',
      'register the URL with the identity provider, then add it here',
    ),
  ]);
});

test('accepts a slash at the end of the URL of the portal', () => {
  expect(found(on({ baseUrl: 'https://console.example.com/' }))).toEqual([]);
});

test('does not warn without sign-in, if the rule is switched off, and if Backstage is disabled', () => {
  expect(found({ ...none, security: { enabled: false } })).toEqual([]);
  expect(found(none, { allow: ['redirect-urls'] })).toEqual([]);
  expect(found(disabled(none))).toEqual([]);
});
