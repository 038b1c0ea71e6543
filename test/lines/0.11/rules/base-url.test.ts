import type { Values } from '../../../../lib';
import { error, errors, misjudged } from './support';

const PATHS: readonly [string, (url: string) => Values][] = [
  ['backstage.baseUrl', (baseUrl) => ({ backstage: { baseUrl } })],
  ['backstage.appConfig.app.baseUrl', (baseUrl) => ({ backstage: { appConfig: { app: { baseUrl } } } })],
  ['backstage.appConfig.backend.baseUrl', (baseUrl) => ({ backstage: { appConfig: { backend: { baseUrl } } } })],
];

const notAbsolute = (path: string, got: string) =>
  error(
    'base-url',
    path,
    `must be an absolute http or https URL, got ${got}`,
    'write it as https://console.example.com',
  );

const noEnd = (path: string, got: string) =>
  error(
    'base-url',
    path,
    `must not contain ? or #, got ${got}`,
    'remove the part that begins with ? or #; a path after the host is valid',
  );

const disagrees = (path: string, got: string, first: string, url: string) =>
  error(
    'base-url',
    path,
    `must be the same as ${first} (${JSON.stringify(url)}), got ${JSON.stringify(got)}`,
    `remove it, or set it to the value of ${first}`,
  );

const A = 'https://a.example.com';
const B = 'https://b.example.com';

describe.each(PATHS)('%s', (path, values) => {
  test('must not be malformed', () => {
    expect(
      misjudged(
        [
          'console.example.com',
          'console.example.com:8443',
          'localhost:7007',
          '/console',
          '//console.example.com',
          'ftp://console.example.com',
          'javascript:alert(1)',
          'http:console.example.com',
          'https://',
          'https:///console',
          'https://?console',
          'https://console example.com',
          'https://console.example.com/my portal',
          ' https://console.example.com',
          'https://console.example.com ',
          'https://console.example.com\n',
          'https://console.example.com:port',
          'https://console.example.com:65536',
          'https://[::1',
          'https://<console>.example.com',
          '$(BASE_URL)',
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
          'https://console.example.com',
          'http://console.example.com:8443',
          'https://console.example.com/',
          'https://console.example.com/portal',
          'http://localhost:7007',
          'http://10.0.0.5',
          'http://[::1]:7007',
          '',
        ],
        (url) => errors(values(url)),
      ),
    ).toEqual([]);
  });

  test.each([
    'https://console.example.com/?x',
    'https://console.example.com/#/catalog',
    'https://console.example.com/portal#',
  ])('must not be %j, because Backstage appends paths to it', (url) => {
    expect(errors(values(url))).toEqual([noEnd(path, JSON.stringify(url))]);
  });

  test('is not shown if it may contain a token', () => {
    expect(errors(values('https://console.example.com/?x=hunter2'))).toEqual([noEnd(path, 'a URL (not shown)')]);
  });

  test('is not shown if it contains a password', () => {
    // In appConfig the password is also a plain-text secret.
    expect(errors(values('ftp://admin:hunter2@console.example.com'), { allow: ['app-config-secrets'] })).toEqual([
      notAbsolute(path, 'a URL (not shown)'),
    ]);
  });
});

test('shows no password if two values differ', () => {
  const baseUrl = 'https://admin:hunter2@a.example.com';
  const found = errors({ backstage: { baseUrl, appConfig: { app: { baseUrl: B } } } });
  expect(found.map(({ path }) => path)).toEqual(['backstage.baseUrl', 'backstage.appConfig.app.baseUrl']);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('accepts the same URL in all three values', () => {
  const appConfig = { app: { baseUrl: A }, backend: { baseUrl: A } };
  expect(errors({ backstage: { baseUrl: A, appConfig } })).toEqual([]);
});

test('refuses each URL of appConfig that differs from baseUrl', () => {
  const appConfig = { app: { baseUrl: B }, backend: { baseUrl: B } };
  expect(errors({ backstage: { baseUrl: A, appConfig } })).toEqual([
    disagrees('backstage.appConfig.app.baseUrl', B, 'backstage.baseUrl', A),
    disagrees('backstage.appConfig.backend.baseUrl', B, 'backstage.baseUrl', A),
  ]);
});

test('refuses an appConfig with two different URLs', () => {
  expect(errors({ backstage: { appConfig: { app: { baseUrl: A }, backend: { baseUrl: B } } } })).toEqual([
    disagrees('backstage.appConfig.backend.baseUrl', B, 'backstage.appConfig.app.baseUrl', A),
  ]);
});

test.each(['', null])('ignores a URL that is %j', (baseUrl) => {
  expect(errors({ backstage: { baseUrl, appConfig: { app: { baseUrl: A }, backend: { baseUrl } } } })).toEqual([]);
});

test('accepts a URL that is derived from the host', () => {
  expect(errors({ global: { baseDomain: 'example.com' }, backstage: { baseUrl: '' } })).toEqual([]);
});

test('accepts a relative URL if the rule is switched off', () => {
  expect(errors({ backstage: { baseUrl: '/console' } }, { allow: ['base-url'] })).toEqual([]);
});

test('ignores the URL if Backstage is disabled', () => {
  expect(errors({ backstage: { enabled: false, baseUrl: '/console', appConfig: { app: { baseUrl: B } } } })).toEqual(
    [],
  );
});

test('a URL is required when the first host is a wildcard', () => {
  const ingress = { hosts: [{ host: '*.localhost', paths: [{ path: '/' }] }] };
  expect(errors({ backstage: { ingress } })).toEqual([
    error(
      'base-url',
      'backstage.baseUrl',
      'is required when the first host is a wildcard ("*.localhost")',
      'set it to the URL that users open in the browser',
    ),
  ]);
  expect(errors({ backstage: { ingress, baseUrl: 'http://console.localhost' } })).toEqual([]);
});

test.each(PATHS)('%s must not contain a user or password', (path, values) => {
  const found = errors(values('https://admin:hunter2@console.example.com'), { allow: ['app-config-secrets'] });
  expect(found).toEqual([
    error(
      'base-url',
      path,
      'must not contain a user or password, got a URL (not shown)',
      'remove both from the URL; fetch rejects them. Pass credentials as a variable that uses valueFrom.secretKeyRef',
    ),
  ]);
});
