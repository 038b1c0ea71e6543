import { found, LEAST, on, type Values } from '../support';

const at = (authorizationUrl: string, others: Values = {}): Values => ({
  ...others,
  security: { ...others.security, oidc: { ...LEAST.security?.oidc, authorizationUrl } },
});

const warned = (values: Values) => found(values).filter(({ rule }) => rule === 'default-domain');

test.each([
  'http://thunder.openchoreo.localhost:8080/oauth2/authorize',
  'http://localhost:8090/oauth2/authorize',
  'http://thunder.openchoreo.local/oauth2/authorize',
])('warns about a sign-in at %s, which browsers cannot open', (url) => {
  expect(warned(at(url))).toEqual([
    {
      rule: 'default-domain',
      severity: 'warning',
      path: 'security.oidc.authorizationUrl',
      message: `must not be local: browsers sign in at ${url}, but the portal is at https://console.example.com`,
      fix: 'set it to the URL at which browsers reach the identity provider',
    },
  ]);
});

test.each<[string, Values]>([
  ['a sign-in at another host than the portal', at('https://id.example.org/authorize')],
  ['a portal on localhost, too', at('http://localhost:8090/authorize', on({ baseUrl: 'http://localhost:7007' }))],
  ['everyone as a guest', at('http://localhost:8090/authorize', { security: { enabled: false } })],
  ['a disabled portal', at('http://localhost:8090/authorize', on({ enabled: false }))],
])('does not warn about %s', (_, values) => {
  expect(warned(values)).toEqual([]);
});
