import type { RenderOptions, Values } from '../../../../lib';
import { FIDELITIES } from '../../../../lib/values/fidelity';
import { error, errors } from './support';

type Auth = NonNullable<NonNullable<Values['backstage']>['auth']>;

const RULE = 'client-registration';

const registering = (auth: Auth = {}, others: Values = {}): Values => ({
  ...others,
  backstage: { ...others.backstage, auth: { registration: { enabled: true }, ...auth } },
});

const WITHOUT_THUNDER = error(
  RULE,
  'backstage.auth.registration.enabled',
  'must be false when users sign in with an identity provider other than Thunder',
  'set it to false, and register the URLs with that provider; backstage-synth --redirect-urls prints them',
);

const WITHOUT_SIGN_IN = error(
  RULE,
  'backstage.auth.registration.enabled',
  'must be false when security.enabled is false, because everyone is a guest then',
  'set it to false, or set security.enabled to true',
);

const NO_CLIENT = error(
  RULE,
  'backstage.auth.clientId',
  'is required to register redirect URLs',
  'set it to the id of the OAuth client',
);

const notAbsolute = (index: number, got: string) =>
  error(
    RULE,
    `backstage.auth.redirectUrls[${index}]`,
    `must be an absolute http or https URL, got ${got}`,
    'write it as https://console.example.com/api/auth/openchoreo-auth/handler/frame',
  );

const ELSEWHERE: readonly [string, Values][] = [
  ['Thunder disabled', { thunder: { enabled: false } }],
  ['null for Thunder', { thunder: { enabled: null } }],
  ['another sign-in endpoint', { security: { oidc: { authorizationUrl: 'https://id.example.com/authorize' } } }],
  ['another token endpoint', { security: { oidc: { tokenUrl: 'https://id.example.com/token' } } }],
  ['another discovery document', { security: { oidc: { wellKnownEndpoint: 'https://id.example.com/.well-known' } } }],
];

test.each(ELSEWHERE)('refuses the Job with %s', (_, values) => {
  expect(errors(registering({}, values))).toEqual([WITHOUT_THUNDER]);
});

test.each(FIDELITIES)('reports the same in %s fidelity', (fidelity) => {
  expect(errors(registering({}, { thunder: { enabled: false } }), { fidelity })).toEqual([WITHOUT_THUNDER]);
});

test.each<[string, Values]>([
  ['the bundled Thunder', {}],
  ['Thunder at a custom URL', { backstage: { thunder: { baseUrl: 'https://thunder.example.com' } } }],
  [
    'endpoints of Thunder',
    {
      backstage: { thunder: { baseUrl: 'https://thunder.example.com' } },
      security: { oidc: { tokenUrl: 'https://thunder.example.com/oauth2/token' } },
    },
  ],
  ['empty endpoints', { security: { oidc: { authorizationUrl: '', wellKnownEndpoint: null } } }],
])('accepts the Job with %s', (_, values) => {
  expect(errors(registering({}, values))).toEqual([]);
});

test.each([false, null])('refuses the Job if security.enabled is %j, because everyone is a guest', (enabled) => {
  expect(errors(registering({}, { security: { enabled } }))).toEqual([WITHOUT_SIGN_IN]);
});

test.each(['', null])('refuses the Job for a client with the id %j', (clientId) => {
  expect(errors(registering({ clientId }))).toEqual([NO_CLIENT]);
});

test.each([
  '<protocol>://<backstage-domain>/api/auth/openchoreo-auth/handler/frame',
  'console.example.com/api/auth/openchoreo-auth/handler/frame',
  '/api/auth/openchoreo-auth/handler/frame',
  'https://',
  ' https://console.example.com',
  '*',
  '',
])('refuses to register %j', (url) => {
  expect(errors(registering({ redirectUrls: ['https://console.example.com/frame', url] }))).toEqual([
    notAbsolute(1, JSON.stringify(url)),
  ]);
});

test.each(['https://console.example.com/frame', 'http://localhost:7007/api/auth/openchoreo-auth/handler/frame'])(
  'accepts the redirect URL %s',
  (url) => {
    expect(errors(registering({ redirectUrls: [url, url] }))).toEqual([]);
  },
);

test.each([null, []])('accepts redirect URLs of %j, and registers only the URL of the portal', (redirectUrls) => {
  expect(errors(registering({ redirectUrls }))).toEqual([]);
});

test('does not show a URL with a password', () => {
  expect(errors(registering({ redirectUrls: ['ftp://admin:hunter2@console.example.com'] }))).toEqual([
    notAbsolute(0, 'a URL (not shown)'),
  ]);
});

test('reports all errors at once', () => {
  const without: Values = { thunder: { enabled: false }, security: { enabled: false } };
  expect(errors(registering({ clientId: '', redirectUrls: ['a', 'b'] }, without))).toEqual([
    WITHOUT_SIGN_IN,
    WITHOUT_THUNDER,
    notAbsolute(0, '"a"'),
    notAbsolute(1, '"b"'),
    NO_CLIENT,
  ]);
});

test.each([false, null])('accepts all values if the Job is %j', (enabled) => {
  const auth: Auth = { clientId: '', redirectUrls: ['a'], registration: { enabled } };
  expect(errors(registering(auth, { thunder: { enabled: false } }))).toEqual([]);
});

test('accepts the Job if the rule is switched off', () => {
  const options: RenderOptions = { allow: [RULE] };
  expect(errors(registering({ clientId: '', redirectUrls: ['a'] }, { thunder: { enabled: false } }), options)).toEqual(
    [],
  );
});

test('ignores the Job if Backstage is disabled', () => {
  expect(errors(registering({ clientId: '' }, { backstage: { enabled: false } }))).toEqual([]);
});
