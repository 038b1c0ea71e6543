import type { Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { urlFindings, warning } from './support';

const RULE = 'default-domain';
const URL = 'https://console.example.com';
const ingress = { hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }] };
const DEFAULT: Values = { global: { baseDomain: 'openchoreo.local' }, backstage: { baseUrl: URL, ingress } };
const ALONE: Values = { ...DEFAULT, openchoreoApi: { ingress: { enabled: false } } };

/** Returns the findings about values over those of a portal with its own host. */
const found = (...[others = {}, base = DEFAULT]: readonly Values[]) =>
  urlFindings({ ...base, ...others, global: { ...base.global, ...others.global } });

const SIGN_IN = 'browsers sign in at http://thunder.openchoreo.local/oauth2/authorize';
const OF_API = 'the HTTPRoute to the API has the host api.openchoreo.local';
const OIDC = 'security.oidc.authorizationUrl and backstage.thunder.baseUrl to URLs of Thunder';
const HOSTS = 'openchoreoApi.ingress.hosts, or openchoreoApi.ingress.enabled to false';

test.each(FIDELITIES)('warns once about all hosts of the default domain in %s', (fidelity) => {
  expect(urlFindings(DEFAULT, { fidelity })).toEqual([
    warning(
      RULE,
      'global.baseDomain',
      `is openchoreo.local, so ${SIGN_IN} and ${OF_API}, but the portal is at ${URL}`,
      `set it to the domain of the control plane and global.tls.enabled to true, or set ${OIDC}, and ${HOSTS}`,
    ),
  ]);
});

test('warns about the identity provider alone', () => {
  expect(found({}, ALONE)).toEqual([
    warning(
      RULE,
      'global.baseDomain',
      `is openchoreo.local, so ${SIGN_IN}, but the portal is at ${URL}`,
      `set it to the domain of the control plane and global.tls.enabled to true, or set ${OIDC}`,
    ),
  ]);
});

test('warns about the API alone', () => {
  expect(found({ security: { enabled: false }, global: { tls: { enabled: true } } })).toEqual([
    warning(
      RULE,
      'global.baseDomain',
      `is openchoreo.local, so ${OF_API}, but the portal is at ${URL}`,
      `set it to the domain of the control plane, or set ${HOSTS}`,
    ),
  ]);
});

test('warns about a portal whose host alone is set', () => {
  expect(found({ backstage: { ingress } }, ALONE)).toHaveLength(1);
});

test.each<[string, Values]>([
  ['the domain and https', { global: { baseDomain: 'example.com', tls: { enabled: true } } }],
  [
    'the URLs of Thunder and the host of the API',
    {
      backstage: { baseUrl: URL, ingress, thunder: { baseUrl: 'https://id.example.com' } },
      security: { oidc: { authorizationUrl: 'https://id.example.com/oauth2/authorize' } },
      openchoreoApi: { ingress: { hosts: [{ host: 'api.example.com', paths: [{ path: '/' }] }] } },
    },
  ],
])('accepts the fix that sets %s', (_, values) => {
  expect(found(values)).toEqual([]);
});

test.each([
  ['security.oidc.authorizationUrl', { security: { oidc: { authorizationUrl: 'http://localhost:8090/authorize' } } }],
  [
    'thunder.configuration.server.publicUrl',
    { thunder: { configuration: { server: { publicUrl: 'http://thunder.openchoreo.localhost:8080' } } } },
  ],
])('warns about %s on localhost', (path, values: Values) => {
  expect(found(values, ALONE).map((finding) => finding.path)).toEqual([path]);
});

test('warns about a sign-in over http beside an https portal', () => {
  expect(found({ global: { baseDomain: 'example.com' } }, ALONE)).toEqual([
    warning(
      RULE,
      'global.tls.enabled',
      'is false, so browsers sign in at http://thunder.example.com/oauth2/authorize, but the URL of the portal begins with https',
      'set it to true, or set security.oidc.authorizationUrl and backstage.thunder.baseUrl to https URLs of Thunder',
    ),
  ]);
});

test.each<[string, Values]>([
  ['the default run', { global: { baseDomain: 'openchoreo.local' } }],
  ['a portal on localhost', { ...DEFAULT, backstage: { baseUrl: 'http://localhost:7007' } }],
  [
    'a portal below the default domain',
    { ...DEFAULT, backstage: { baseUrl: 'http://portal.openchoreo.local', ingress: { enabled: false } } },
  ],
  ['everyone as a guest', { ...ALONE, security: { enabled: false } }],
  ['another identity provider, whose endpoints oidc-endpoints checks', { ...ALONE, thunder: { enabled: false } }],
  ['an http portal', { ...ALONE, global: { baseDomain: 'example.com' }, backstage: { ingress } }],
  ['a disabled portal', { ...DEFAULT, backstage: { enabled: false, baseUrl: URL } }],
])('does not warn about %s', (_, values) => {
  expect(urlFindings(values)).toEqual([]);
});
