import { behindIngress, found, on } from '../support';

const URL = 'https://console.example.com';

const warned = (...of: Parameters<typeof found>) =>
  found(...of).filter(({ rule }) => rule !== 'redirect-urls' && rule !== 'tls-without-class');

test('warns about a URL whose host is none of the host names', () => {
  expect(warned(on({ http: { hostnames: ['portal.example.com', 'a.example.com'] } }))).toEqual([
    {
      rule: 'routed-url',
      severity: 'warning',
      path: 'backstage.baseUrl',
      message: `is ${URL}, but the HTTPRoute routes only portal.example.com, a.example.com`,
      fix: 'add console.example.com to backstage.http.hostnames, or set the URL to one of the routed hosts',
    },
  ]);
  expect(warned(behindIngress({ hostnames: ['portal.example.com'] })).map(({ rule }) => rule)).toEqual(['routed-url']);
});

test('warns about an https listener with another host', () => {
  expect(warned({ gateway: { tls: { hostname: '*.apps.example.com' } } })).toEqual([
    {
      rule: 'routed-url',
      severity: 'warning',
      path: 'gateway.tls.hostname',
      message: `must match the host of ${URL}, so that the https listener of the Gateway has it, got "*.apps.example.com"`,
      fix: 'set it to console.example.com, or to a wildcard for it',
    },
  ]);
});

test('warns about the path type Exact, with which an Ingress routes only one page', () => {
  expect(warned(behindIngress({ pathType: 'Exact' })).map(({ path, fix }) => [path, fix])).toEqual([
    ['backstage.http.pathType', 'set it to Prefix'],
  ]);
});

test.each([
  ['a wildcard', on({ http: { hostnames: ['*.example.com'] } })],
  ['several hosts', on({ http: { hostnames: ['a.example.com', 'console.example.com'] } })],
  ['no route', on({ http: { enabled: false } })],
  ['an empty list, which renders no route', on({ http: { hostnames: [] } })],
  ['another Gateway', { ...on({ http: { parentRefs: [{ name: 'edge' }] } }), gateway: { tls: { hostname: 'a.b.c' } } }],
  ['a Gateway without https', { gateway: { tls: { enabled: false, hostname: 'a.b.c' } } }],
  ['an Ingress, which uses no listener', { ...behindIngress(), gateway: { tls: { hostname: 'a.b.c' } } }],
  ['a disabled portal', on({ enabled: false, http: { hostnames: ['a.example.com'] } })],
])('does not warn about %s', (_, values) => {
  expect(warned(values)).toEqual([]);
});
