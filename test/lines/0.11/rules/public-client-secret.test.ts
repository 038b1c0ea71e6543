import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

const isPublic = warning(
  'public-client-secret',
  'backstage.auth.clientSecret',
  'is the secret of the documented test client, which is public',
  'create an OAuth client for this portal, and set backstage.auth.clientId and clientSecret to its id and secret',
);

/** Other rules that report a portal outside localhost. */
const OTHERS = ['inline-secrets', 'redirect-urls', 'oauth-client', 'base-url'];

function found(values: Values) {
  return warnings(values, { allow: OTHERS });
}

const at = (baseUrl: string): Values => ({ backstage: { baseUrl } });

test('warns about the default client secret outside localhost', () => {
  expect(found(at('https://console.example.com'))).toEqual([isPublic]);
});

test('does not warn if the portal is at the base domain of the chart', () => {
  expect(found({ global: { baseDomain: 'openchoreo.local' } })).toEqual([]);
});

test('warns if the portal is below the base domain of the chart', () => {
  expect(found(at('http://console.openchoreo.local'))).toEqual([isPublic]);
});

test('warns if the values contain the documented secret together with a custom client id', () => {
  const auth = { clientId: 'mine', clientSecret: 'backstage-portal-secret' };
  expect(found({ backstage: { baseUrl: 'https://console.example.com', auth } })).toEqual([isPublic]);
});

test.each(['own-secret', ''])('does not warn about the client secret %j', (clientSecret) => {
  expect(found({ backstage: { baseUrl: 'https://console.example.com', auth: { clientSecret } } })).toEqual([]);
});

test.each([
  'http://localhost:7007',
  'http://LOCALHOST:7007',
  'https://localhost',
  'http://openchoreo.localhost:8080',
  'http://127.0.0.1:7007',
  'http://127.0.1.1',
  'http://[::1]:7007',
])('does not warn about a portal at %s', (baseUrl) => {
  expect(found(at(baseUrl))).toEqual([]);
});

test.each([
  'http://localhost.example.com',
  'http://notlocalhost',
  'http://127.0.0.1.nip.io',
  'http://[::2]:7007',
  'http://localhost@console.example.com',
  'http://localhost:7007@console.example.com',
])('warns about a portal at %s, which is not local', (baseUrl) => {
  expect(found(at(baseUrl))).toEqual([isPublic]);
});

test('does not warn if the rule is switched off', () => {
  expect(warnings(at('https://console.example.com'), { allow: ['public-client-secret', ...OTHERS] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(found({ backstage: { enabled: false, baseUrl: 'https://console.example.com' } })).toEqual([]);
});
