import { behindIngress, disabled, error, found, on, type Values } from '../support';

type Http = NonNullable<NonNullable<Values['backstage']>['http']>;

const refused = (path: string, message: string, fix: string) => error('route-options', path, message, fix);

test.each<[string, Http]>([
  ['parentRefs', { parentRefs: [{ name: 'gateway' }] }],
  ['timeouts.request', { timeouts: { request: '30s' } }],
  ['timeouts.backendRequest', { timeouts: { backendRequest: '30s' } }],
  ['httpsRedirect.enabled', { httpsRedirect: { enabled: true } }],
])('refuses %s for an Ingress', (key, http) => {
  expect(found(behindIngress(http))).toEqual([
    refused(
      `backstage.http.${key}`,
      'must not be set for an Ingress, because only an HTTPRoute has this option',
      'remove it and use annotations of the Ingress controller, or remove className',
    ),
  ]);
});

test.each<[string, Http]>([
  ['defaultBackend', { defaultBackend: true }],
  ['pathType', { pathType: 'Prefix' }],
])('refuses %s for an HTTPRoute, but not for an Ingress', (key, http) => {
  expect(found(on({ http }))).toEqual([
    refused(
      `backstage.http.${key}`,
      'must not be set for an HTTPRoute, because only an Ingress has this option',
      'remove it, or set className to the class of an Ingress',
    ),
  ]);
  expect(found(behindIngress(http))).toEqual([]);
});

test('refuses a redirect to https if the portal has an http URL', () => {
  const values = on({ baseUrl: 'http://console.example.com', http: { httpsRedirect: { enabled: true } } });
  expect(found(values, { allow: ['redirect-urls'] })).toEqual([
    refused(
      'backstage.http.httpsRedirect.enabled',
      "must be false when the portal's URL does not begin with https",
      'set backstage.baseUrl to the https URL, or set this value to false',
    ),
  ]);
});

test.each<Http>([
  { timeouts: { request: '30s', backendRequest: '30s' } },
  {
    parentRefs: [
      { name: 'gateway', sectionName: 'a' },
      { name: 'gateway', sectionName: 'b' },
    ],
  },
  { httpsRedirect: { enabled: true } },
  { pathType: 'Prefix', enabled: false },
  { pathType: 'Prefix', hostnames: [] },
])('accepts %j', (http) => {
  expect(found(on({ http }), { allow: ['unread-values'] })).toEqual([]);
});

test('accepts an option without effect if the rule is switched off or Backstage is disabled', () => {
  const values = on({ http: { defaultBackend: true } });
  expect(found(values, { allow: ['route-options'] })).toEqual([]);
  expect(found(disabled(values))).toEqual([]);
});
