import type { Values } from '../../../../lib';
import { error, errors, misjudged } from './support';

const PATHS: readonly [string, (url: string) => Values][] = [
  ['backstage.openchoreoApi.url', (url) => ({ backstage: { openchoreoApi: { url } } })],
  ['backstage.thunder.baseUrl', (baseUrl) => ({ backstage: { thunder: { baseUrl } } })],
  ['security.oidc.wellKnownEndpoint', (wellKnownEndpoint) => ({ security: { oidc: { wellKnownEndpoint } } })],
  ['security.oidc.authorizationUrl', (authorizationUrl) => ({ security: { oidc: { authorizationUrl } } })],
  ['security.oidc.tokenUrl', (tokenUrl) => ({ security: { oidc: { tokenUrl } } })],
  [
    'thunder.configuration.server.publicUrl',
    (publicUrl) => ({ thunder: { configuration: { server: { publicUrl } } } }),
  ],
];

const notAbsolute = (path: string, got: string) =>
  error('urls', path, `must be an absolute http or https URL, got ${got}`, 'write it as https://name.example.com/path');

describe.each(PATHS)('%s', (path, values) => {
  test('must not be malformed', () => {
    expect(
      misjudged(
        [
          'id.example.com',
          'id.example.com:8090/oauth2/token',
          '/oauth2/token',
          'ftp://id.example.com',
          'https://',
          'https://id.example.com/a b',
          ' https://id.example.com',
          'https://id.example.com\n',
        ],
        (url) => errors(values(url)),
        (url) => [notAbsolute(path, JSON.stringify(url))],
      ),
    ).toEqual([]);
  });

  test('may be well-formed', () => {
    expect(
      misjudged(
        [
          'https://id.example.com',
          'http://id.example.com:8090/oauth2/token',
          'https://id.example.com/authorize?prompt=login',
          'http://thunder-service.identity.svc.cluster.local:8090',
          '',
        ],
        (url) => errors(values(url)),
      ),
    ).toEqual([]);
  });

  test('is not shown if it contains a password', () => {
    expect(errors(values('ftp://admin:hunter2@id.example.com'))).toEqual([notAbsolute(path, 'a URL (not shown)')]);
  });
});

test.each(['<protocol>://<backstage-domain>/api/auth/openchoreo-auth/handler/frame', 'console.example.com', ''])(
  'leaves the redirect URL %j to the rules about it',
  (url) => {
    expect(errors({ backstage: { auth: { redirectUrls: [url] } } })).toEqual([]);
  },
);

test('accepts null for every URL', () => {
  expect(
    errors({
      backstage: { openchoreoApi: { url: null }, thunder: { baseUrl: null }, auth: { redirectUrls: null } },
      security: { oidc: { wellKnownEndpoint: null, authorizationUrl: null, tokenUrl: null } },
      thunder: { configuration: { server: { publicUrl: null } } },
    }),
  ).toEqual([]);
});

test('accepts a relative URL if the rule is switched off', () => {
  expect(errors({ security: { oidc: { tokenUrl: '/oauth2/token' } } }, { allow: ['urls'] })).toEqual([]);
});

test('ignores the URLs if Backstage is disabled', () => {
  expect(
    errors({
      security: { oidc: { tokenUrl: '/token' } },
      backstage: { enabled: false, openchoreoApi: { url: 'api' } },
    }),
  ).toEqual([]);
});

test.each([
  'https://admin:hunter2@id.example.com/a',
  'https://hunter2@id.example.com/a',
  'https://:hunter2@id.example.com/a',
  'https://hunter2:@id.example.com/a',
])('must not contain a user or password: %s', (url) => {
  const found = PATHS.map(([, values]) => errors(values(url)));
  const refused = PATHS.map(([path]) => [
    error(
      'urls',
      path,
      'must not contain a user or password, got a URL (not shown)',
      'remove both from the URL; fetch rejects them. Pass credentials as a variable that uses valueFrom.secretKeyRef',
    ),
  ]);
  expect(found).toEqual(refused);
  expect(PATHS.flatMap(([, values]) => errors(values(url), { allow: ['urls'] }))).toEqual([]);
});

test('must not contain a secret as a parameter', () => {
  const found = PATHS.flatMap(([, values]) => errors(values('https://id.example.com/a?client_secret=hunter2')));
  expect(found.map(({ path, message }) => [path, message])).toEqual(
    PATHS.map(([path]) => [path, 'must not contain a secret, got a URL (not shown)']),
  );
});

test('may contain another parameter', () => {
  expect(PATHS.flatMap(([, values]) => errors(values('https://id.example.com/a?tenant=acme@example.com')))).toEqual([]);
});
