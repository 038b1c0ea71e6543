import { PLACEHOLDERS } from '../../../../lib/lines/1.x/sections';
import { disabled, error, findings, found, LEAST, on, rulesOn, type Values, VERSIONS } from '../support';

const placeholder = (path: string, got: string, fix: string) =>
  error('placeholders', path, `must not be a placeholder, whose host ends with .invalid, got "${got}"`, fix);

const API_HOST = 'set it to a host of the OpenChoreo API, such as api.example.com';

/** Returns the findings about the chart's defaults. Before chart 1.2, the chart checks hosts of disabled routes, too. */
const ofDefaults = (chartVersion: (typeof VERSIONS)[number]) => [
  placeholder(
    'openchoreoApi.http.hostnames[0]',
    PLACEHOLDERS.apiHostname,
    chartVersion === '1.2.3'
      ? `${API_HOST}, or set openchoreoApi.http.enabled to false if Helm keeps the route`
      : API_HOST,
  ),
  placeholder(
    'backstage.http.hostnames[0]',
    PLACEHOLDERS.hostname,
    'set it to a host of the portal, such as console.example.com',
  ),
  placeholder(
    'backstage.baseUrl',
    PLACEHOLDERS.baseUrl,
    'set it to the URL that users open in the browser, such as https://console.example.com',
  ),
  placeholder(
    'gateway.tls.hostname',
    PLACEHOLDERS.gatewayHostname,
    "set it to the host of the Gateway's https listener, such as *.example.com",
  ),
  placeholder('security.oidc.issuer', PLACEHOLDERS.issuer, 'set it to the issuer of your identity provider'),
  placeholder(
    'security.oidc.authorizationUrl',
    PLACEHOLDERS.authorizationUrl,
    'set it to the URL at which your identity provider signs users in',
  ),
  placeholder(
    'security.oidc.tokenUrl',
    PLACEHOLDERS.tokenUrl,
    'set it to the URL at which your identity provider issues tokens',
  ),
];

const SECRET = { backstage: { secretName: 'backstage-secrets' } };

/** Returns the paths of placeholders among the defaults and these values. */
const paths = (values: Values, chartVersion: (typeof VERSIONS)[number]) =>
  findings([SECRET, values], { chartVersion })
    .filter(({ rule }) => rule === 'placeholders')
    .map(({ path }) => path);

const API = 'openchoreoApi.http.hostnames[0]';
const PORTAL = 'backstage.http.hostnames[0]';
const URL = 'backstage.baseUrl';
const GATEWAY = 'gateway.tls.hostname';
const ISSUER = 'security.oidc.issuer';
const ENDPOINTS = ['security.oidc.authorizationUrl', 'security.oidc.tokenUrl'];

test.each(VERSIONS)('refuses all placeholders of chart %s at once', (chartVersion) => {
  expect(findings([SECRET], { chartVersion })).toEqual(ofDefaults(chartVersion));
});

test.each(VERSIONS)('accepts the least values of chart %s', (chartVersion) => {
  expect(findings([LEAST], { chartVersion }).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('reports a missing Secret together with the placeholders', () => {
  expect(findings([]).map(({ path }) => path)).toContain('backstage.secretName');
  expect(findings([]).filter(({ rule }) => rule === 'placeholders')).toHaveLength(7);
});

test.each<[string, Values, readonly string[], readonly string[]]>([
  ['a disabled portal', on({ enabled: false }), [API, GATEWAY, ISSUER], [API, PORTAL, URL, GATEWAY, ISSUER]],
  ['no route of the portal', on({ http: { enabled: false } }), [API, URL, GATEWAY, ISSUER, ...ENDPOINTS], []],
  ['no API', { openchoreoApi: { enabled: false } }, [PORTAL, URL, GATEWAY, ISSUER, ...ENDPOINTS], []],
  [
    'no route of the API',
    { openchoreoApi: { http: { enabled: false } } },
    [PORTAL, URL, GATEWAY, ISSUER, ...ENDPOINTS],
    [],
  ],
  ['no Gateway', { gateway: { enabled: false } }, [URL, ISSUER, ...ENDPOINTS], []],
  ['no sign-in', { security: { enabled: false } }, [API, PORTAL, URL, GATEWAY], [API, PORTAL, URL, GATEWAY, ISSUER]],
])('looks in chart 1.2 only at what is enabled, with %s', (_, values, newest, older) => {
  const all = older.length > 0 ? older : [API, PORTAL, URL, GATEWAY, ISSUER, ...ENDPOINTS];
  expect(paths(values, '1.2.3')).toEqual(newest);
  expect(paths(values, '1.1.6')).toEqual(all);
  expect(paths(values, '1.0.5')).toEqual(all);
});

test.each(VERSIONS)('ignores the host of the Gateway without TLS in chart %s', (chartVersion) => {
  expect(paths({ gateway: { tls: { enabled: false } } }, chartVersion)).toEqual([
    API,
    PORTAL,
    URL,
    ISSUER,
    ...ENDPOINTS,
  ]);
});

test('looks at the hosts of an Ingress, which needs no Gateway', () => {
  expect(paths({ gateway: { enabled: false }, ...on({ http: { className: 'nginx' } }) }, '1.2.3')).toContain(PORTAL);
});

test.each(['console.openchoreo.invalid', 'invalid', '*.invalid', 'openchoreo.invalid.'])(
  'refuses the host %s',
  (host) => {
    expect(rulesOn(on({ http: { hostnames: [host] } }))).toContain('placeholders');
  },
);

test.each(['portal.invalidate.example.com', 'invalid.example.com', 'my-invalid'])('accepts the host %s', (host) => {
  expect(rulesOn(on({ http: { hostnames: ['console.example.com', host] } }))).toEqual([]);
});

test('names the entry of the list', () => {
  const hostnames = ['console.example.com', 'old.invalid'];
  expect(found(on({ http: { hostnames } })).map(({ path }) => path)).toEqual(['backstage.http.hostnames[1]']);
});

test.each([
  'http://openchoreo.invalid',
  'https://OpenChoreo.Invalid:8443/portal',
  'https://id.openchoreo.invalid/?a=b',
  'https://user@openchoreo.invalid',
  'openchoreo.invalid',
  'openchoreo.invalid:8080/issuer',
  '//openchoreo.invalid',
  ' http://openchoreo.invalid ',
])('refuses the issuer %j', (issuer) => {
  expect(rulesOn({ security: { oidc: { issuer } } })).toEqual(['placeholders']);
});

test.each([
  'https://id.example.com/realms/a.invalid',
  'https://id.invalidate.example.com',
  'https://id.example.com?from=old.invalid',
  '',
])('accepts the issuer %j', (issuer) => {
  expect(rulesOn({ security: { oidc: { issuer } } })).toEqual([]);
});

test('does not show a password in a URL', () => {
  const findingsOf = found({ security: { oidc: { issuer: 'https://admin:hunter2@openchoreo.invalid' } } });
  expect(findingsOf).toHaveLength(1);
  expect(JSON.stringify(findingsOf)).not.toContain('hunter2');
});

test.each(VERSIONS)('accepts placeholders of chart %s if the rule is switched off', (chartVersion) => {
  const rules = findings([SECRET], { chartVersion, allow: ['placeholders'] }).map(({ rule }) => rule);
  expect(rules).not.toContain('placeholders');
});

test('accepts a disabled portal without its hosts in chart 1.2', () => {
  const { openchoreoApi, gateway, security } = LEAST;
  expect(findings([disabled({ openchoreoApi, gateway, security })])).toEqual([]);
});
