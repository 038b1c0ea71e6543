import type { Values } from '../../../../lib';
import { warning, warnings } from './support';

const isPublic = warning(
  'public-client-secret',
  'backstage.auth.clientSecret',
  "is the documented test client's, which everyone knows",
  'create an OAuth client of your own, and set backstage.auth.clientId and clientSecret to it',
);

/** What is said of a portal outside localhost by rules of their own. */
const OTHERS = ['inline-secrets', 'redirect-urls', 'oauth-client'];

function found(values: Values) {
  return warnings(values, { allow: OTHERS });
}

const at = (baseUrl: string): Values => ({ backstage: { baseUrl } });

test('warns of the default client secret outside localhost', () => {
  expect(found(at('https://console.example.com'))).toEqual([isPublic]);
});

test('says nothing where the portal is at the base domain of the chart', () => {
  expect(found({ global: { baseDomain: 'openchoreo.local' } })).toEqual([]);
});

test('warns where the portal is below the base domain of the chart', () => {
  expect(found(at('http://console.openchoreo.local'))).toEqual([isPublic]);
});

test('warns where the documented secret is written out, beside an own client id', () => {
  const auth = { clientId: 'mine', clientSecret: 'backstage-portal-secret' };
  expect(found({ backstage: { baseUrl: 'https://console.example.com', auth } })).toEqual([isPublic]);
});

test.each(['own-secret', ''])('says nothing of the client secret %j', (clientSecret) => {
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
])('says nothing of a portal at %s', (baseUrl) => {
  expect(found(at(baseUrl))).toEqual([]);
});

test.each([
  'http://localhost.example.com',
  'http://notlocalhost',
  'http://127.0.0.1.nip.io',
  'http://[::2]:7007',
  'http://localhost@console.example.com',
  'http://localhost:7007@console.example.com',
])('warns of a portal at %s, which is elsewhere', (baseUrl) => {
  expect(found(at(baseUrl))).toEqual([isPublic]);
});

test('says nothing where allowed', () => {
  expect(warnings(at('https://console.example.com'), { allow: ['public-client-secret', ...OTHERS] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(found({ backstage: { enabled: false, baseUrl: 'https://console.example.com' } })).toEqual([]);
});
