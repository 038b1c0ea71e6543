import { isHttpUrl } from '../../lib/kubernetes/http-url';

test('accepts http and https URLs with a host', () => {
  const urls = [
    'http://localhost',
    'https://console.example.com:8443/portal?a=b#c',
    'http://[::1]:7007',
    'https://user:test@id.example.com',
    'http://10.0.0.1/',
  ];
  expect(urls.filter((url) => !isHttpUrl(url))).toEqual([]);
});

test('rejects other URLs, mere hosts and texts with spaces', () => {
  const others = [
    '',
    'console.example.com',
    '//console.example.com',
    'ftp://console.example.com',
    'HTTPS://console.example.com',
    'https://',
    'https:///path',
    'https://?a',
    'https:// console.example.com',
    ' https://console.example.com',
    'https://console.example.com ',
    'https://console.example.com/a b',
    'https://console.example.com:port',
  ];
  expect(others.filter(isHttpUrl)).toEqual([]);
});
