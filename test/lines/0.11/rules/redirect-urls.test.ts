import type { RenderOptions, Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { warning, warnings } from './support';

const RULE = 'redirect-urls';
const PATH = '/api/auth/openchoreo-auth/handler/frame';
const OWN = `http://localhost${PATH}`;
const ELSEWHERE = 'https://console.example.com';

const found = (path: string, message: string, fix: string) => warning(RULE, path, message, fix);

const toRegister = (url: string) =>
  found(
    'backstage.auth.redirectUrls',
    `the identity provider must have ${url} among the redirect URLs of the OAuth client`,
    'register it there, and say so by adding it here',
  );

const unregistered = (...urls: string[]) =>
  found(
    'backstage.auth.redirectUrls',
    `nothing that is rendered registers ${urls.join(', ')} with Thunder`,
    'set backstage.auth.registration.enabled to true, or register it by hand',
  );

/** What the rule says; secrets outside localhost and half of an identity provider have rules of their own. */
function warned(values: Values, options: RenderOptions = {}) {
  const allow = ['inline-secrets', 'public-client-secret', 'oidc-endpoints', ...(options.allow ?? [])];
  return warnings(values, { ...options, allow });
}

const given = (redirectUrls: readonly string[] | null, registers = false): Values => ({
  backstage: { auth: { redirectUrls, registration: { enabled: registers } } },
});

const EXTERNAL: readonly [string, Values][] = [
  ['Thunder disabled', { thunder: { enabled: false } }],
  ['another place to sign in', { security: { oidc: { authorizationUrl: 'https://id.example.com/authorize' } } }],
  ['another place to get tokens', { security: { oidc: { tokenUrl: 'https://id.example.com/token' } } }],
  ['another discovery document', { security: { oidc: { wellKnownEndpoint: 'https://id.example.com/.well-known' } } }],
];

describe('with the bundled Thunder', () => {
  test.each([null, []])('says nothing of %j for the host of the console, which Thunder is set up for', (urls) => {
    expect(warned(given(urls))).toEqual([]);
  });

  test('warns of a portal at another URL than that of the console host', () => {
    expect(warned({ backstage: { baseUrl: ELSEWHERE } })).toEqual([unregistered(`${ELSEWHERE}${PATH}`)]);
    expect(warned({ backstage: { baseUrl: 'https://localhost' } })).toEqual([unregistered(`https://localhost${PATH}`)]);
    expect(warned({ backstage: { baseUrl: 'http://localhost:7007' } })).toEqual([
      unregistered(`http://localhost:7007${PATH}`),
    ]);
  });

  test.each(['http://localhost', 'http://localhost/', 'http://localhost//'])(
    'says nothing of a portal at %s, which is that of the console host',
    (baseUrl) => {
      expect(warned({ backstage: { baseUrl } })).toEqual([]);
    },
  );

  test('follows the host, protocol and port of the console', () => {
    const ingress = { hosts: [{ host: 'console.example.com', paths: [{ path: '/' }] }] };
    expect(warned({ global: { tls: { enabled: true } }, backstage: { ingress, baseUrl: ELSEWHERE } })).toEqual([]);
    expect(
      warned({
        global: { port: ':8443', tls: { enabled: true } },
        backstage: { ingress, baseUrl: `${ELSEWHERE}:8443` },
      }),
    ).toEqual([]);
    expect(warned({ backstage: { ingress, baseUrl: ELSEWHERE } })).toEqual([unregistered(`${ELSEWHERE}${PATH}`)]);
  });

  test('follows the URL of appConfig', () => {
    expect(warned({ backstage: { appConfig: { app: { baseUrl: ELSEWHERE } } } })).toEqual([
      unregistered(`${ELSEWHERE}${PATH}`),
    ]);
  });

  test('warns of URLs that are given and that nothing registers', () => {
    const other = 'https://portal.example.com/frame';
    expect(warned(given([OWN, other]))).toEqual([unregistered(OWN, other)]);
    expect(warned(given([other]))).toEqual([unregistered(OWN, other)]);
    expect(warned(given([OWN]))).toEqual([unregistered(OWN)]);
  });

  test('says nothing of URLs that a Job registers', () => {
    expect(warned(given([OWN], true))).toEqual([]);
    expect(warned(given(['https://portal.example.com/frame'], true))).toEqual([]);
    expect(warned({ backstage: { baseUrl: ELSEWHERE, auth: { registration: { enabled: true } } } })).toEqual([]);
  });
});

describe.each(EXTERNAL)('with %s', (_, values) => {
  const also = (redirectUrls: readonly string[] | null): Values => ({ ...values, ...given(redirectUrls) });

  test.each([null, []])('tells which URL to register where %j is given', (urls) => {
    expect(warned(also(urls))).toEqual([toRegister(OWN)]);
  });

  test('says nothing where the URL is given, which says that it is registered', () => {
    expect(warned(also([OWN]))).toEqual([]);
    expect(warned(also(['https://portal.example.com/frame', OWN]))).toEqual([]);
  });

  test.each([
    '',
    'http://localhost',
    `${OWN}/`,
    `https://localhost${PATH}`,
    `http://localhost:80${PATH}`,
    '<protocol>://<backstage-domain>/api/auth/openchoreo-auth/handler/frame',
  ])('tells which URL to register where %j is given, which is another', (url) => {
    expect(warned(also([url]))).toEqual([toRegister(OWN)]);
  });
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(warned({ backstage: { baseUrl: ELSEWHERE } }, { fidelity })).toEqual([unregistered(`${ELSEWHERE}${PATH}`)]);
});

test('takes endpoints of Thunder for those of no other identity provider', () => {
  const oidc = { authorizationUrl: 'http://thunder.localhost/oauth2/authorize' };
  expect(warned({ security: { oidc } })).toEqual([]);
});

test('shows no password in the URL of the portal', () => {
  const baseUrl = 'https://admin:hunter2@console.example.com';
  const shown = [
    warned({ backstage: { baseUrl } }),
    warned({ backstage: { baseUrl }, thunder: { enabled: false } }),
    warned({ backstage: { baseUrl, auth: { redirectUrls: [OWN] } } }),
  ];
  expect(shown.map((findings) => findings.length)).toEqual([1, 1, 1]);
  expect(JSON.stringify(shown)).not.toContain('hunter2');
});

test('shows no password in a URL that is given', () => {
  const findings = warned(given([OWN, 'https://admin:hunter2@console.example.com/frame']));
  expect(findings).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test.each([false, null])('says nothing where security.enabled is %j: everyone is a guest', (enabled) => {
  expect(warned({ backstage: { baseUrl: ELSEWHERE }, security: { enabled } })).toEqual([]);
});

test('says nothing where allowed', () => {
  expect(warned({ backstage: { baseUrl: ELSEWHERE } }, { allow: [RULE] })).toEqual([]);
});

test('says nothing of a disabled Backstage', () => {
  expect(warned({ ...given([]), thunder: { enabled: false }, backstage: { enabled: false } })).toEqual([]);
});
