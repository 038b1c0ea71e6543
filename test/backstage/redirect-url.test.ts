import { redirectUrl } from '../../lib/backstage/redirect-url';

const CALLBACK = '/api/auth/openchoreo-auth/handler/frame';

test.each([
  ['https://console.example.com', `https://console.example.com${CALLBACK}`],
  ['https://console.example.com/', `https://console.example.com${CALLBACK}`],
  ['https://console.example.com//', `https://console.example.com${CALLBACK}`],
  ['http://localhost:7007', `http://localhost:7007${CALLBACK}`],
  ['https://example.com/portal/', `https://example.com/portal${CALLBACK}`],
])('the portal at %s has the redirect URL %s', (baseUrl, url) => {
  expect(redirectUrl(baseUrl)).toBe(url);
});
