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
    `must contain ${url}, to confirm that the identity provider knows this URL`,
    'register the URL with the identity provider, then add it here',
  );

const unregistered = (...urls: string[]) =>
  found(
    'backstage.auth.redirectUrls',
    `no rendered object registers ${urls.join(', ')} with Thunder`,
    'set backstage.auth.registration.enabled to true, or register the URLs by hand and allow redirect-urls',
  );

/** Returns the findings of the rule, without those about secrets and endpoints, which other rules check. */
function warned(values: Values, options: RenderOptions = {}) {
  const allow = ['inline-secrets', 'public-client-secret', 'oidc-endpoints', ...(options.allow ?? [])];
  return warnings(values, { ...options, allow });
}

const given = (redirectUrls: readonly string[] | null, registers = false): Values => ({
  backstage: { auth: { redirectUrls, registration: { enabled: registers } } },
});

const EXTERNAL: readonly [string, Values][] = [
  ['Thunder disabled', { thunder: { enabled: false } }],
  ['another sign-in endpoint', { security: { oidc: { authorizationUrl: 'https://id.example.com/authorize' } } }],
  ['another token endpoint', { security: { oidc: { tokenUrl: 'https://id.example.com/token' } } }],
  ['another discovery document', { security: { oidc: { wellKnownEndpoint: 'https://id.example.com/.well-known' } } }],
];

describe('with the bundled Thunder', () => {
  test.each([null, []])(
    'does not warn about redirectUrls %j at the console host, which the chart registers',
    (urls) => {
      expect(warned(given(urls))).toEqual([]);
    },
  );

  test('warns about a portal at another URL than the console host', () => {
    expect(warned({ backstage: { baseUrl: ELSEWHERE } })).toEqual([unregistered(`${ELSEWHERE}${PATH}`)]);
    expect(warned({ backstage: { baseUrl: 'https://localhost' } })).toEqual([unregistered(`https://localhost${PATH}`)]);
    expect(warned({ backstage: { baseUrl: 'http://localhost:7007' } })).toEqual([
      unregistered(`http://localhost:7007${PATH}`),
    ]);
  });

  test.each(['http://localhost', 'http://localhost/', 'http://localhost//'])(
    'does not warn about a portal at %s, the URL of the console host',
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

  test('warns about additional URLs that no object registers', () => {
    const other = 'https://portal.example.com/frame';
    expect(warned(given([OWN, other]))).toEqual([unregistered(OWN, other)]);
    expect(warned(given([other]))).toEqual([unregistered(OWN, other)]);
    expect(warned(given([OWN]))).toEqual([unregistered(OWN)]);
  });

  test('does not warn about URLs that a Job registers', () => {
    expect(warned(given([OWN], true))).toEqual([]);
    expect(warned(given(['https://portal.example.com/frame'], true))).toEqual([]);
    expect(warned({ backstage: { baseUrl: ELSEWHERE, auth: { registration: { enabled: true } } } })).toEqual([]);
  });
});

describe.each(EXTERNAL)('with %s', (_, values) => {
  const also = (redirectUrls: readonly string[] | null): Values => ({ ...values, ...given(redirectUrls) });

  test.each([null, []])('reports the URL to register if redirectUrls is %j', (urls) => {
    expect(warned(also(urls))).toEqual([toRegister(OWN)]);
  });

  test('does not warn if redirectUrls contains the URL, which confirms its registration', () => {
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
  ])('reports the URL to register if redirectUrls contains only %j', (url) => {
    expect(warned(also([url]))).toEqual([toRegister(OWN)]);
  });
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(warned({ backstage: { baseUrl: ELSEWHERE } }, { fidelity })).toEqual([unregistered(`${ELSEWHERE}${PATH}`)]);
});

test('does not treat endpoints of Thunder as another identity provider', () => {
  const oidc = { authorizationUrl: 'http://thunder.localhost/oauth2/authorize' };
  expect(warned({ security: { oidc } })).toEqual([]);
});

test('shows no password in the URL of the portal', () => {
  const baseUrl = 'https://admin:hunter2@console.example.com';
  const shown = [
    warned({ backstage: { baseUrl } }, { allow: ['base-url'] }),
    warned({ backstage: { baseUrl }, thunder: { enabled: false } }, { allow: ['base-url'] }),
    warned({ backstage: { baseUrl, auth: { redirectUrls: [OWN] } } }, { allow: ['base-url'] }),
  ];
  expect(shown.map((findings) => findings.length)).toEqual([1, 1, 1]);
  expect(JSON.stringify(shown)).not.toContain('hunter2');
});

test('shows no password in a URL of the values', () => {
  const findings = warned(given([OWN, 'https://admin:hunter2@console.example.com/frame']));
  expect(findings).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test.each([false, null])('does not warn if security.enabled is %j, because everyone is a guest', (enabled) => {
  expect(warned({ backstage: { baseUrl: ELSEWHERE }, security: { enabled } })).toEqual([]);
});

test('does not warn if the rule is switched off', () => {
  expect(warned({ backstage: { baseUrl: ELSEWHERE } }, { allow: [RULE] })).toEqual([]);
});

test('does not warn if Backstage is disabled', () => {
  expect(warned({ ...given([]), thunder: { enabled: false }, backstage: { enabled: false } })).toEqual([]);
});
