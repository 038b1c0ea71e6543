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
    `must have no ? and no #, got ${got}`,
    'leave out what begins with it; a path may follow the host',
  );

const disagrees = (path: string, got: string, first: string, url: string) =>
  error(
    'base-url',
    path,
    `must agree with ${first} (${JSON.stringify(url)}), got ${JSON.stringify(got)}`,
    `remove it, or make it the same as ${first}`,
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
  ])('must not be %j, for paths follow it', (url) => {
    expect(errors(values(url))).toEqual([noEnd(path, JSON.stringify(url))]);
  });

  test('is not shown where there may be a token in it', () => {
    expect(errors(values('https://console.example.com/?x=hunter2'))).toEqual([noEnd(path, 'a URL (not shown)')]);
  });

  test('is not shown where there is a password in it', () => {
    // In appConfig the password is a secret in clear besides.
    expect(errors(values('ftp://admin:hunter2@console.example.com'), { allow: ['app-config-secrets'] })).toEqual([
      notAbsolute(path, 'a URL (not shown)'),
    ]);
  });
});

test('shows no password where two places disagree', () => {
  const baseUrl = 'https://admin:hunter2@a.example.com';
  const found = errors({ backstage: { baseUrl, appConfig: { app: { baseUrl: B } } } });
  expect(found.map(({ path }) => path)).toEqual(['backstage.appConfig.app.baseUrl']);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('takes the same URL in all three places', () => {
  const appConfig = { app: { baseUrl: A }, backend: { baseUrl: A } };
  expect(errors({ backstage: { baseUrl: A, appConfig } })).toEqual([]);
});

test('refuses an appConfig that disagrees with baseUrl, each place for itself', () => {
  const appConfig = { app: { baseUrl: B }, backend: { baseUrl: B } };
  expect(errors({ backstage: { baseUrl: A, appConfig } })).toEqual([
    disagrees('backstage.appConfig.app.baseUrl', B, 'backstage.baseUrl', A),
    disagrees('backstage.appConfig.backend.baseUrl', B, 'backstage.baseUrl', A),
  ]);
});

test('refuses an appConfig that disagrees with itself', () => {
  expect(errors({ backstage: { appConfig: { app: { baseUrl: A }, backend: { baseUrl: B } } } })).toEqual([
    disagrees('backstage.appConfig.backend.baseUrl', B, 'backstage.appConfig.app.baseUrl', A),
  ]);
});

test.each(['', null])('compares no place that is %j', (baseUrl) => {
  expect(errors({ backstage: { baseUrl, appConfig: { app: { baseUrl: A }, backend: { baseUrl } } } })).toEqual([]);
});

test('takes a portal whose URL is derived from its host', () => {
  expect(errors({ global: { baseDomain: 'example.com' }, backstage: { baseUrl: '' } })).toEqual([]);
});

test('lets a relative URL through where allowed', () => {
  expect(errors({ backstage: { baseUrl: '/console' } }, { allow: ['base-url'] })).toEqual([]);
});

test('does not look at the URL of a disabled Backstage', () => {
  expect(errors({ backstage: { enabled: false, baseUrl: '/console', appConfig: { app: { baseUrl: B } } } })).toEqual(
    [],
  );
});

test('a URL is needed where the first host is a wildcard', () => {
  const ingress = { hosts: [{ host: '*.localhost', paths: [{ path: '/' }] }] };
  expect(errors({ backstage: { ingress } })).toEqual([
    error(
      'base-url',
      'backstage.baseUrl',
      'is needed where the first host is a wildcard, got none and "*.localhost"',
      'set it to the URL that browsers open',
    ),
  ]);
  expect(errors({ backstage: { ingress, baseUrl: 'http://console.localhost' } })).toEqual([]);
});
