import { behindIngress, found, on, type Values } from '../support';

const HTTP = 'http://console.example.com';

const warned = (values: Values) => found(values).filter(({ rule }) => rule === 'url-scheme');

const withHttp = (values: Values): Values => ({ ...values, backstage: { ...values.backstage, baseUrl: HTTP } });

test.each<[string, Values]>([
  ['the https listener of the Gateway has the host *.example.com', {}],
  [
    'the HTTPRoute attaches only to the listener https',
    on({ http: { parentRefs: [{ name: 'edge', sectionName: 'https' }] } }),
  ],
  ['the Ingress has a certificate', behindIngress({ tls: [{ secretName: 'tls', hosts: ['console.example.com'] }] })],
])('warns about an http URL if %s', (reason, values) => {
  expect(warned(withHttp(values))).toEqual([
    {
      rule: 'url-scheme',
      severity: 'warning',
      path: 'backstage.baseUrl',
      message: `is ${HTTP}, but ${reason}`,
      fix: 'begin it with https://, and remove the port or set it to that of https',
    },
  ]);
  expect(warned(values)).toEqual([]);
});

test.each<[string, Values]>([
  ['a Gateway without https', { gateway: { tls: { enabled: false } } }],
  ['an https listener of another host', { gateway: { tls: { hostname: '*.other.example' } } }],
  ['an http listener', on({ http: { parentRefs: [{ name: 'edge', sectionName: 'http' }] } })],
  ['an Ingress without certificates', behindIngress()],
  ['a disabled portal', on({ enabled: false })],
])('does not warn about an http URL with %s', (_, values) => {
  expect(warned(withHttp(values))).toEqual([]);
});

test('does not warn about an http portal on localhost', () => {
  expect(warned(on({ baseUrl: 'http://localhost:7007' }))).toEqual([]);
});
