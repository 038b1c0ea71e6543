import { disabled, error, found, on, VERSIONS } from '../support';

/** Rules that also report another URL. */
const allow = ['redirect-urls', 'routed-url'];

const refused = (path: string, message: string, fix: string) => error('base-url', path, message, fix);

test.each(VERSIONS)('refuses an empty URL, which chart %s accepts', (chartVersion) => {
  expect(found(on({ baseUrl: '' }), { chartVersion, allow })).toEqual([
    refused('backstage.baseUrl', 'is required', 'set it to the URL that users open in the browser'),
  ]);
});

test.each(['console.example.com', '/console', 'ftp://console.example.com'])('refuses %s', (baseUrl) => {
  expect(found(on({ baseUrl }), { allow })).toEqual([
    refused(
      'backstage.baseUrl',
      `must be an absolute http or https URL, got "${baseUrl}"`,
      'write it as https://console.example.com',
    ),
  ]);
});

test.each(['http://localhost:7007', 'https://example.com/portal/'])('accepts %s', (baseUrl) => {
  expect(found(on({ baseUrl }), { allow })).toEqual([]);
});

test('refuses another URL in appConfig', () => {
  const appConfig = { app: { baseUrl: 'https://a.example.com' }, backend: { baseUrl: 'https://console.example.com' } };
  expect(found(on({ appConfig }))).toEqual([
    refused(
      'backstage.appConfig.app.baseUrl',
      'must be the same as backstage.baseUrl ("https://console.example.com"), got "https://a.example.com"',
      'remove it, or set it to the value of backstage.baseUrl',
    ),
  ]);
});

test('accepts an empty URL if the rule is switched off or Backstage is disabled', () => {
  expect(found(on({ baseUrl: '' }), { allow: ['base-url', ...allow] })).toEqual([]);
  expect(found(disabled(on({ baseUrl: '' })))).toEqual([]);
});
