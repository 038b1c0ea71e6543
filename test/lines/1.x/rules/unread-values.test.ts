import { disabled, found, on, VERSIONS, warning } from '../support';

const allow = ['unread-values'];

test.each(VERSIONS)('warns about fullnameOverride, which names no object of chart %s', (chartVersion) => {
  expect(found({ fullnameOverride: 'portal' }, { chartVersion })).toEqual([
    warning(
      'unread-values',
      'fullnameOverride',
      'names no object since chart version 1.0: only selectors of the chart read it',
      'remove it, and set backstage.name instead',
    ),
  ]);
});

test.each(['openchoreo', 'openchoreo-control-plane', '', null])(
  'does not warn about the fullnameOverride %j',
  (fullnameOverride) => {
    expect(found({ fullnameOverride })).toEqual([]);
  },
);

test('warns about settings of a Jenkins that the portal does not use', () => {
  const jenkins = { baseUrl: 'https://ci.example.com', username: 'portal' };
  const unused = (key: string) =>
    warning(
      'unread-values',
      `backstage.externalCI.jenkins.${key}`,
      'has no effect: the portal uses no Jenkins',
      'remove it, or set backstage.externalCI.jenkins.enabled to true',
    );
  const corrected = { fidelity: 'corrected' } as const;
  expect(found(on({ externalCI: { jenkins } }), corrected)).toEqual([unused('baseUrl'), unused('username')]);
  expect(found(on({ externalCI: { jenkins: { ...jenkins, enabled: true } } }), corrected)).toEqual([]);
  expect(found(on({ externalCI: { jenkins } }))).toEqual([]);
});

test('warns about keys of a Secret that an ExternalSecret creates', () => {
  const secretKeys = { backendSecret: 'backend' };
  const data = { backendSecret: { key: 'a' }, clientSecret: { key: 'b' }, jenkinsApiKey: { key: 'c' } };
  const externalSecret = { secretStoreRef: { name: 'vault' }, data };
  expect(found(on({ secretKeys, externalSecret }))).toEqual([
    warning(
      'unread-values',
      'backstage.secretKeys',
      'has no effect: the ExternalSecret creates the Secret with the default keys',
      'remove it',
    ),
  ]);
  expect(found(on({ secretKeys }))).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found({ fullnameOverride: 'portal' }, { allow })).toEqual([]);
  expect(found(disabled({ fullnameOverride: 'portal' }))).toEqual([]);
});
