import { isDnsLabel, isDnsName, isHostName, isLocalhost } from '../../lib/values/dns';

const label = (length: number) => 'a'.repeat(length);

describe('isDnsName', () => {
  test.each(['example.com', 'a', '1.2.3', 'xn--bcher-kva.example', 'a-b.c-d', '0a.example'])('takes %s', (name) => {
    expect(isDnsName(name)).toBe(true);
  });

  test.each([
    ['no character', ''],
    ['capitals', 'Example.com'],
    ['an underscore', 'a_b.example'],
    ['a dot at the end', 'example.com.'],
    ['a dot in front', '.example.com'],
    ['two dots', 'example..com'],
    ['a hyphen in front of a part', 'a.-b'],
    ['a hyphen behind a part', 'a-.b'],
    ['a wildcard', '*.example.com'],
    ['a port', 'example.com:80'],
    ['a protocol', 'http://example.com'],
    ['a path', 'example.com/a'],
    ['a space', 'example .com'],
    ['a line break at the end', 'example.com\n'],
    ['letters beyond ASCII', 'bücher.example'],
  ])('refuses a name with %s', (_what, name) => {
    expect(isDnsName(name)).toBe(false);
  });

  test('takes parts of 63 characters and refuses longer ones', () => {
    expect([isDnsName(`${label(63)}.a`), isDnsName(`${label(64)}.a`)]).toEqual([true, false]);
  });

  test('takes 253 characters and refuses more', () => {
    const name = (last: number) => `${label(63)}.${label(63)}.${label(63)}.${label(last)}`;
    expect([isDnsName(name(61)), isDnsName(name(62))]).toEqual([true, false]);
  });
});

describe('isDnsLabel', () => {
  test.each(['a', '0', 'openchoreo-ui', label(63)])('takes %s', (text) => {
    expect(isDnsLabel(text)).toBe(true);
  });

  test.each([
    ['no character', ''],
    ['a dot', 'a.b'],
    ['a capital', 'A'],
    ['a hyphen in front', '-a'],
    ['a hyphen at the end', 'a-'],
    ['64 characters', label(64)],
    ['a line break at the end', 'a\n'],
  ])('refuses a text with %s', (_what, text) => {
    expect(isDnsLabel(text)).toBe(false);
  });
});

describe('isHostName', () => {
  test.each(['example.com', '*.example.com', 'localhost', '1.2.3.example'])('takes %s', (host) => {
    expect(isHostName(host)).toBe(true);
  });

  test.each([
    '',
    '*',
    '*.',
    'a.*.example.com',
    '*.*.example.com',
    '*example.com',
    '10.0.0.1',
    'Example.com',
    'example.com:80',
  ])('refuses "%s"', (host) => {
    expect(isHostName(host)).toBe(false);
  });
});

describe('isLocalhost', () => {
  test.each([
    'http://localhost',
    'http://localhost:7007/path',
    'https://openchoreo.localhost:8443',
    'http://127.0.0.1',
    'http://127.1.2.3:80',
    'http://[::1]:7007',
    'http://LOCALHOST',
    'http://user:password@localhost',
  ])('takes %s', (url) => {
    expect(isLocalhost(url)).toBe(true);
  });

  test.each([
    '',
    'localhost',
    'http://localhost.example.com',
    'http://notlocalhost',
    'http://128.0.0.1',
    'http://127.0.0.1.example.com',
    'http://10.127.0.0',
    'http://[::2]',
    'http://example.com/localhost',
    'http://localhost@example.com',
  ])('refuses "%s"', (url) => {
    expect(isLocalhost(url)).toBe(false);
  });
});
