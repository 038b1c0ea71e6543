import type { RenderOptions, Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { warning, warnings } from './support';

type Oidc = NonNullable<NonNullable<Values['security']>['oidc']>;

const ofThunder = (key: 'authorizationUrl' | 'tokenUrl', url: string) =>
  warning(
    'oidc-endpoints',
    `security.oidc.${key}`,
    `is Thunder's ${url}, beside another identity provider`,
    'set it to that of the identity provider',
  );

const AUTHORIZATION = ofThunder('authorizationUrl', 'http://thunder.localhost/oauth2/authorize');
const TOKEN = ofThunder(
  'tokenUrl',
  'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
);

const authorizationUrl = 'https://id.example.com/authorize';
const tokenUrl = 'https://id.example.com/token';
const wellKnownEndpoint = 'https://id.example.com/.well-known/openid-configuration';

/** What the rule says; the redirect URL at another identity provider has a rule of its own. */
function found(oidc: Oidc, { security, ...others }: Values = {}, options: RenderOptions = {}) {
  const allow = ['redirect-urls', ...(options.allow ?? [])];
  return warnings({ ...others, security: { oidc, ...security } }, { ...options, allow });
}

test('warns of tokens from Thunder where users sign in elsewhere', () => {
  expect(found({ authorizationUrl })).toEqual([TOKEN]);
});

test('warns of a sign-in with Thunder where tokens come from elsewhere', () => {
  expect(found({ tokenUrl })).toEqual([AUTHORIZATION]);
});

test('warns of both endpoints where only the discovery document is given, which they win over', () => {
  expect(found({ wellKnownEndpoint })).toEqual([AUTHORIZATION, TOKEN]);
});

test('warns of each endpoint that is left where Thunder is disabled', () => {
  const thunder = { enabled: false };
  expect(found({}, { thunder })).toEqual([AUTHORIZATION, TOKEN]);
  expect(found({ tokenUrl }, { thunder })).toEqual([AUTHORIZATION]);
  expect(found({ authorizationUrl, wellKnownEndpoint }, { thunder })).toEqual([TOKEN]);
});

test.each(['', null])('takes %j for an endpoint that is not given', (empty) => {
  expect(found({ authorizationUrl, tokenUrl: empty })).toEqual([TOKEN]);
  expect(found({ authorizationUrl: empty, tokenUrl, wellKnownEndpoint })).toEqual([AUTHORIZATION]);
});

test.each<[string, Oidc]>([
  ['both endpoints', { authorizationUrl, tokenUrl }],
  ['all endpoints', { authorizationUrl, tokenUrl, wellKnownEndpoint }],
  ['none, for the bundled Thunder', {}],
  ['those of Thunder', { authorizationUrl: 'http://thunder.localhost/oauth2/authorize' }],
  ['those that other components read', { issuer: 'https://id.example.com', jwksUrl: 'https://id.example.com/jwks' }],
])('says nothing where %s are given', (_, oidc) => {
  expect(found(oidc)).toEqual([]);
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(found({ wellKnownEndpoint }, {}, { fidelity })).toEqual([AUTHORIZATION, TOKEN]);
});

test('shows no password in the URL of Thunder', () => {
  const thunder = { enabled: false, configuration: { server: { publicUrl: 'https://admin:hunter2@id.example.com' } } };
  expect(JSON.stringify(found({}, { thunder }))).not.toContain('hunter2');
});

test.each([false, null])('says nothing where security.enabled is %j: everyone is a guest', (enabled) => {
  expect(found({ wellKnownEndpoint }, { security: { enabled } })).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(found({ wellKnownEndpoint }, {}, { allow: ['oidc-endpoints'] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(found({ wellKnownEndpoint }, { backstage: { enabled: false } })).toEqual([]);
});
