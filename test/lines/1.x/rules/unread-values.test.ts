import { disabled, found, on, type Values, VERSIONS, warning } from '../support';

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
  const corrected = { fidelity: 'corrected' } as const;
  expect(found(on({ externalCI: { jenkins } }), corrected)).toEqual([
    warning(
      'unread-values',
      'backstage.externalCI.jenkins',
      'baseUrl and username have no effect: backstage.externalCI.jenkins.enabled is false',
      'set backstage.externalCI.jenkins.enabled to true, or remove them',
    ),
  ]);
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
      'backstage.secretKeys.backendSecret',
      'has no effect: the ExternalSecret creates the Secret with the default keys',
      'remove it',
    ),
  ]);
  expect(found(on({ secretKeys }))).toEqual([]);
});

/** Values without effect, with the value that they name as the reason. */
const UNREAD: readonly (readonly [Values, string, string])[] = [
  [
    on({ database: { postgresql: { ssl: 'verify-full' } } }),
    'backstage.database.postgresql.ssl',
    'backstage.database.type is sqlite',
  ],
  [
    on({ secretKeys: { postgresHost: 'host' } }),
    'backstage.secretKeys.postgresHost',
    'backstage.database.type is sqlite',
  ],
  [on({ service: { nodePort: 30700 } }), 'backstage.service.nodePort', 'backstage.service.type is ClusterIP'],
  [
    on({ externalSecret: { refreshInterval: '5m' } }),
    'backstage.externalSecret.refreshInterval',
    'backstage.externalSecret.secretStoreRef.name is empty',
  ],
  [on({ http: { enabled: false, className: 'nginx' } }), 'backstage.http.className', 'backstage.http.enabled is false'],
  [
    on({ http: { hostnames: [], timeouts: { request: '9s' } } }),
    'backstage.http.timeouts.request',
    'backstage.http.hostnames is empty',
  ],
  [
    on({ http: { httpsRedirect: { statusCode: 302 } } }),
    'backstage.http.httpsRedirect.statusCode',
    'backstage.http.httpsRedirect.enabled is false',
  ],
  [
    { openchoreoApi: { http: { enabled: false, parentRefs: [{ name: 'public' }] } } },
    'openchoreoApi.http.parentRefs',
    'openchoreoApi.http.enabled is false',
  ],
];

test.each(VERSIONS.flatMap((version) => UNREAD.map((unread) => [version, ...unread] as const)))(
  'warns in chart %s about %j',
  (chartVersion, values, path, reason) => {
    expect(found(values, { chartVersion })).toContainEqual(
      expect.objectContaining({
        rule: 'unread-values',
        path,
        message: expect.stringContaining(`has no effect: ${reason}`),
      }),
    );
  },
);

test('warns about settings of GitHub Actions that are off, but not about a host that the sign-in uses', () => {
  const github = { host: 'github.example.com', apiBaseUrl: 'https://github.example.com/api/v3' };
  expect(found(on({ externalCI: { githubActions: github } }))).toEqual([
    expect.objectContaining({ path: 'backstage.externalCI.githubActions.apiBaseUrl' }),
    expect.objectContaining({ path: 'backstage.externalCI.githubActions.host' }),
  ]);
  const oauth = { clientId: 'portal' };
  expect(found(on({ externalCI: { githubActions: { host: github.host, oauth } } }))).toEqual([]);
  expect(found(on({ externalCI: { githubActions: { ...github, enabled: true } } }))).toEqual([]);
});

test('warns about an upgrade to https that contradicts the URL of the portal', () => {
  const corrected = { fidelity: 'corrected', allow: ['redirect-urls'] } as const;
  const tls = { enabled: true };
  const reported = found(on({ tls, baseUrl: 'http://console.example.com' }), corrected);
  expect(reported.map(({ path }) => path)).toContain('backstage.tls.enabled');
  expect(found(on({ tls }), corrected)).toEqual([]);
});

test('explains how to trust certificates where the chart cannot mount volumes', () => {
  const values = on({ database: { postgresql: { caBundle: { configMap: 'corp-ca' } } } });
  expect(found(values)).toEqual([
    expect.objectContaining({ fix: expect.stringContaining('with --correct extra-volumes') }),
  ]);
  expect(found(values, { fidelity: 'corrected' })).toEqual([
    expect.objectContaining({ fix: expect.not.stringContaining('--correct') }),
  ]);
});

test('does not warn about hosts that nothing routes, which other chart versions require', () => {
  expect(found(on({ http: { enabled: false } }))).toEqual([]);
  expect(found({ openchoreoApi: { http: { enabled: false } } })).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found({ fullnameOverride: 'portal' }, { allow })).toEqual([]);
  expect(found(disabled({ fullnameOverride: 'portal' }))).toEqual([]);
});
