import { disabled, error, found, on, type Values } from '../support';

const refused = (path: string) =>
  error('urls', path, 'must be an absolute http or https URL, got "/a"', 'write it as https://name.example.com/path');

test.each<[string, Values]>([
  ['backstage.openchoreoApi.url', on({ openchoreoApi: { url: '/a' } })],
  ['security.oidc.wellKnownEndpoint', { security: { oidc: { wellKnownEndpoint: '/a' } } }],
  ['security.oidc.authorizationUrl', { security: { oidc: { authorizationUrl: '/a' } } }],
  ['security.oidc.tokenUrl', { security: { oidc: { tokenUrl: '/a' } } }],
  ['backstage.features.assistant.portalAssistantUrl', on({ features: { assistant: { portalAssistantUrl: '/a' } } })],
  ['backstage.externalCI.jenkins.baseUrl', on({ externalCI: { jenkins: { baseUrl: '/a' } } })],
  [
    'backstage.externalCI.githubActions.apiBaseUrl',
    on({ externalCI: { githubActions: { enabled: true, apiBaseUrl: '/a' } } }),
  ],
])('refuses a relative %s', (path, values) => {
  expect(found(values)).toEqual([refused(path)]);
  expect(found(values, { allow: ['urls'] })).toEqual([]);
  expect(found(disabled(values))).toEqual([]);
});

test.each<Values>([
  on({ openchoreoApi: { url: '' } }),
  on({ openchoreoApi: { url: 'http://api:8080/api/v1' } }),
  on({ externalCI: { githubActions: { apiBaseUrl: '/a' } } }),
])('accepts %j', (values) => {
  expect(found(values, { allow: ['unread-values'] })).toEqual([]);
});

test('ignores the URL of a Jenkins that the portal does not use', () => {
  const values = on({ externalCI: { jenkins: { baseUrl: '/a' } } });
  expect(found(values, { fidelity: 'corrected', allow: ['unread-values'] })).toEqual([]);
});
