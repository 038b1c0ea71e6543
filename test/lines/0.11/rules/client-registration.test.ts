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
  'must be false without Thunder: users sign in with another identity provider',
  'set it to false, and register the URLs there; backstage-synth --redirect-urls prints them',
);

const WITHOUT_SIGN_IN = error(
  RULE,
  'backstage.auth.registration.enabled',
  'must be false without sign-in: security.enabled is false, and everyone is a guest',
  'set it to false, or security.enabled to true',
);

const NO_CLIENT = error(
  RULE,
  'backstage.auth.clientId',
  'is needed to register redirect URLs, got none',
  'set it to the id of the OAuth client',
);

const notAbsolute = (index: number, got: string) =>
  error(
    RULE,
    `backstage.auth.redirectUrls[${index}]`,
    `must be an absolute http or https URL to be registered, got ${got}`,
    'write it as https://console.example.com/api/auth/openchoreo-auth/handler/frame',
  );

const ELSEWHERE: readonly [string, Values][] = [
  ['Thunder disabled', { thunder: { enabled: false } }],
  ['null for Thunder', { thunder: { enabled: null } }],
  ['another place to sign in', { security: { oidc: { authorizationUrl: 'https://id.example.com/authorize' } } }],
  ['another place to get tokens', { security: { oidc: { tokenUrl: 'https://id.example.com/token' } } }],
  ['another discovery document', { security: { oidc: { wellKnownEndpoint: 'https://id.example.com/.well-known' } } }],
];

test.each(ELSEWHERE)('refuses the Job with %s', (_, values) => {
  expect(errors(registering({}, values))).toEqual([WITHOUT_THUNDER]);
});

test.each(FIDELITIES)('says the same in %s fidelity', (fidelity) => {
  expect(errors(registering({}, { thunder: { enabled: false } }), { fidelity })).toEqual([WITHOUT_THUNDER]);
});

test.each<[string, Values]>([
  ['the bundled Thunder', {}],
  ['Thunder at a URL of its own', { backstage: { thunder: { baseUrl: 'https://thunder.example.com' } } }],
  [
    'endpoints that are its own',
    {
      backstage: { thunder: { baseUrl: 'https://thunder.example.com' } },
      security: { oidc: { tokenUrl: 'https://thunder.example.com/oauth2/token' } },
    },
  ],
  ['endpoints that are empty', { security: { oidc: { authorizationUrl: '', wellKnownEndpoint: null } } }],
])('takes the Job with %s', (_, values) => {
  expect(errors(registering({}, values))).toEqual([]);
});

test.each([false, null])('refuses the Job where security.enabled is %j: everyone is a guest', (enabled) => {
  expect(errors(registering({}, { security: { enabled } }))).toEqual([WITHOUT_SIGN_IN]);
});

test.each(['', null])('refuses the Job for a client whose id is %j', (clientId) => {
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
  'takes %s to register',
  (url) => {
    expect(errors(registering({ redirectUrls: [url, url] }))).toEqual([]);
  },
);

test.each([null, []])('takes %j as URLs, in place of which it registers that of the portal', (redirectUrls) => {
  expect(errors(registering({ redirectUrls }))).toEqual([]);
});

test('does not show a URL with a password in it', () => {
  expect(errors(registering({ redirectUrls: ['ftp://admin:hunter2@console.example.com'] }))).toEqual([
    notAbsolute(0, 'a URL (not shown)'),
  ]);
});

test('tells everything that is wrong at once', () => {
  const without: Values = { thunder: { enabled: false }, security: { enabled: false } };
  expect(errors(registering({ clientId: '', redirectUrls: ['a', 'b'] }, without))).toEqual([
    WITHOUT_SIGN_IN,
    WITHOUT_THUNDER,
    notAbsolute(0, '"a"'),
    notAbsolute(1, '"b"'),
    NO_CLIENT,
  ]);
});

test.each([false, null])('says nothing where the Job is %j', (enabled) => {
  const auth: Auth = { clientId: '', redirectUrls: ['a'], registration: { enabled } };
  expect(errors(registering(auth, { thunder: { enabled: false } }))).toEqual([]);
});

test('lets the Job through where allowed', () => {
  const options: RenderOptions = { allow: [RULE] };
  expect(errors(registering({ clientId: '', redirectUrls: ['a'] }, { thunder: { enabled: false } }), options)).toEqual(
    [],
  );
});

test('does not look at the Job of a disabled Backstage', () => {
  expect(errors(registering({ clientId: '' }, { backstage: { enabled: false } }))).toEqual([]);
});
