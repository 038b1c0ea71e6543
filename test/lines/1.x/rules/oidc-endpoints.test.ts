import { disabled, found, type Values, VERSIONS, warning } from '../support';

const empty = (key: string) =>
  warning(
    'oidc-endpoints',
    `security.oidc.${key}`,
    'is empty, so users cannot sign in',
    'set it to the URL of your identity provider, or set security.enabled to false',
  );

const without: Values = { security: { oidc: { authorizationUrl: '', tokenUrl: null } } };

test.each(VERSIONS)('warns about empty endpoints in chart %s', (chartVersion) => {
  expect(found(without, { chartVersion })).toEqual([empty('authorizationUrl'), empty('tokenUrl')]);
});

test('does not warn with a discovery document, and without sign-in', () => {
  const wellKnownEndpoint = 'https://id.example.com/.well-known/openid-configuration';
  expect(found({ security: { oidc: { ...without.security?.oidc, wellKnownEndpoint } } })).toEqual([]);
  expect(found({ security: { ...without.security, enabled: false } })).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found(without, { allow: ['oidc-endpoints'] })).toEqual([]);
  expect(found(disabled(without))).toEqual([]);
});
