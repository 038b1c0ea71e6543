import { behindIngress, disabled, found, on, warning } from '../support';

const tls = [{ secretName: 'console-tls', hosts: ['console.example.com'] }];

test('warns about certificates of an HTTPRoute', () => {
  expect(found(on({ http: { tls } }))).toEqual([
    warning(
      'tls-without-class',
      'backstage.http.tls',
      'has no effect on an HTTPRoute: the Gateway terminates TLS with its own certificate',
      'add the certificate to the Gateway and remove it here, or set backstage.http.className to render an Ingress',
    ),
  ]);
});

test('does not warn about an Ingress, and without a route or certificates', () => {
  expect(found(behindIngress({ tls }))).toEqual([]);
  expect(found(on({ http: { tls, enabled: false } }), { allow: ['unread-values'] })).toEqual([]);
  expect(found(on({ http: { tls: [] } }))).toEqual([]);
});

test('does not warn if the rule is switched off or Backstage is disabled', () => {
  expect(found(on({ http: { tls } }), { allow: ['tls-without-class'] })).toEqual([]);
  expect(found(disabled(on({ http: { tls } })))).toEqual([]);
});
