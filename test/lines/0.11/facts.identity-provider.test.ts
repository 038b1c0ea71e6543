import { Release } from '../../../lib/backstage/release';
import type { Values } from '../../../lib/lines/0.11/schema';
import { factsOf } from './support';

const isExternal = (...of: Parameters<typeof factsOf>): boolean => factsOf(...of).hasExternalProvider;

const ENDPOINTS = ['authorizationUrl', 'tokenUrl', 'wellKnownEndpoint'] as const;

test('users sign in with the bundled Thunder by default', () => {
  expect(isExternal({})).toBe(false);
});

test.each([false, null])('users sign in with another provider if thunder.enabled is %j', (enabled) => {
  expect(isExternal({ thunder: { enabled } })).toBe(true);
  expect(
    isExternal({ thunder: { enabled }, security: { oidc: { tokenUrl: 'http://thunder.openchoreo.local' } } }),
  ).toBe(true);
});

describe.each(ENDPOINTS)('security.oidc.%s', (key) => {
  const at = (url: string | null, others: Values = {}): Values => ({ ...others, security: { oidc: { [key]: url } } });

  test.each([
    'https://id.example.com/oauth2',
    'http://thunder.openchoreo.local.example.com/oauth2',
    'http://thunder.openchoreo.local:8443/oauth2',
    'http://my-thunder.openchoreo.local',
    'https://thunder.openchoreo.local/oauth2',
    'thunder.openchoreo.local/oauth2',
  ])('at %s belongs to another identity provider', (url) => {
    expect(isExternal(at(url))).toBe(true);
  });

  test.each([
    '',
    null,
    'http://thunder.openchoreo.local',
    'http://thunder.openchoreo.local/oauth2/authorize',
    'http://thunder-service.openchoreo-control-plane.svc.cluster.local:8090/oauth2/token',
  ])('at %j belongs to Thunder', (url) => {
    expect(isExternal(at(url))).toBe(false);
  });

  test('is compared with the URLs of Thunder in the values', () => {
    const others: Values = {
      backstage: { thunder: { baseUrl: 'https://login.example.com/id' } },
      thunder: { fullnameOverride: 'idp', service: { port: 80 } },
    };
    const release = new Release({ namespace: 'apps' });
    expect(isExternal(at('https://login.example.com/id/oauth2', others), release)).toBe(false);
    expect(isExternal(at('http://idp-service.apps.svc.cluster.local:80/oauth2', others), release)).toBe(false);
    expect(isExternal(at('https://login.example.com/oauth2', others), release)).toBe(true);
    expect(isExternal(at('http://thunder.openchoreo.local/oauth2', others), release)).toBe(true);
  });

  test.each(['/', '//'])('belongs to Thunder if the URL of Thunder ends with %s', (slashes) => {
    const others: Values = { backstage: { thunder: { baseUrl: `https://login.example.com${slashes}` } } };
    expect(isExternal(at('https://login.example.com/oauth2', others))).toBe(false);
  });
});

test('users sign in with another provider if one endpoint belongs to it', () => {
  const authorizationUrl = 'http://thunder.openchoreo.local/oauth2/authorize';
  expect(isExternal({ security: { oidc: { authorizationUrl } } })).toBe(false);
  expect(isExternal({ security: { oidc: { authorizationUrl, tokenUrl: 'https://id.example.com/token' } } })).toBe(true);
});

test('endpoints for other components do not count', () => {
  expect(
    isExternal({ security: { oidc: { issuer: 'https://id.example.com', jwksUrl: 'https://id.example.com/jwks' } } }),
  ).toBe(false);
});

test('a Thunder in another namespace, with a host of its own, is no other identity provider', () => {
  const oidc = {
    tokenUrl: 'http://thunder-service.identity.svc.cluster.local:8090/oauth2/token',
    authorizationUrl: 'https://id.example.com/oauth2/authorize',
  };
  expect(isExternal({ security: { oidc } })).toBe(false);
  expect(isExternal({ security: { oidc }, thunder: { enabled: false } })).toBe(false);
  expect(isExternal({ security: { oidc }, thunder: { fullnameOverride: 'idp' } })).toBe(true);
});
