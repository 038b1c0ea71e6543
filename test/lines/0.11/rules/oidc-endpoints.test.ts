import type { RenderOptions, Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { warning, warnings } from './support';

type Oidc = NonNullable<NonNullable<Values['security']>['oidc']>;

const ofThunder = (key: 'authorizationUrl' | 'tokenUrl', url: string) =>
  warning(
    'oidc-endpoints',
    `security.oidc.${key}`,
    `is empty, so it is Thunder's ${url}, but users sign in with another identity provider`,
    'set it to the URL of that identity provider',
  );

const AUTHORIZATION = ofThunder('authorizationUrl', 'http://thunder.localhost/oauth2/authorize');
const TOKEN = ofThunder(
  'tokenUrl',
  'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
);

const authorizationUrl = 'https://id.example.com/authorize';
const tokenUrl = 'https://id.example.com/token';
const wellKnownEndpoint = 'https://id.example.com/.well-known/openid-configuration';

/** Returns the findings of the rule, without those about the redirect URL, which another rule checks. */
function found(oidc: Oidc, { security, ...others }: Values = {}, options: RenderOptions = {}) {
  const allow = ['redirect-urls', ...(options.allow ?? [])];
  return warnings({ ...others, security: { oidc, ...security } }, { ...options, allow });
}

test('warns about tokens from Thunder if users sign in with another provider', () => {
  expect(found({ authorizationUrl })).toEqual([TOKEN]);
});

test('warns about a sign-in with Thunder if tokens come from another provider', () => {
  expect(found({ tokenUrl })).toEqual([AUTHORIZATION]);
});

test('warns about both endpoints if only the discovery document is set, which they override', () => {
  expect(found({ wellKnownEndpoint })).toEqual([AUTHORIZATION, TOKEN]);
});

test('warns about each endpoint that is not set if Thunder is disabled', () => {
  const thunder = { enabled: false };
  expect(found({}, { thunder })).toEqual([AUTHORIZATION, TOKEN]);
  expect(found({ tokenUrl }, { thunder })).toEqual([AUTHORIZATION]);
  expect(found({ authorizationUrl, wellKnownEndpoint }, { thunder })).toEqual([TOKEN]);
});

test.each(['', null])('treats %j as an unset endpoint', (empty) => {
  expect(found({ authorizationUrl, tokenUrl: empty })).toEqual([TOKEN]);
  expect(found({ authorizationUrl: empty, tokenUrl, wellKnownEndpoint })).toEqual([AUTHORIZATION]);
});

test.each<[string, Oidc]>([
  ['both endpoints', { authorizationUrl, tokenUrl }],
  ['all endpoints', { authorizationUrl, tokenUrl, wellKnownEndpoint }],
  ['no endpoints, for the bundled Thunder', {}],
  ['the endpoints of Thunder', { authorizationUrl: 'http://thunder.localhost/oauth2/authorize' }],
  ['endpoints for other components', { issuer: 'https://id.example.com', jwksUrl: 'https://id.example.com/jwks' }],
])('does not warn if the values set %s', (_, oidc) => {
  expect(found(oidc)).toEqual([]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(found({ wellKnownEndpoint }, {}, { fidelity })).toEqual([AUTHORIZATION, TOKEN]);
});

test('shows no password in the URL of Thunder', () => {
  const thunder = { enabled: false, configuration: { server: { publicUrl: 'https://admin:hunter2@id.example.com' } } };
  const findings = found({}, { thunder }, { allow: ['urls'] });
  expect(findings).not.toEqual([]);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test.each([false, null])('does not warn if security.enabled is %j, because everyone is a guest', (enabled) => {
  expect(found({ wellKnownEndpoint }, { security: { enabled } })).toEqual([]);
});

test('does not warn if the rule is switched off', () => {
  expect(found({ wellKnownEndpoint }, {}, { allow: ['oidc-endpoints'] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(found({ wellKnownEndpoint }, { backstage: { enabled: false } })).toEqual([]);
});
