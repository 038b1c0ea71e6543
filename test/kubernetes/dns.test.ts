import { isDnsLabel, isDnsName, isHostName, isLocalhost } from '../../lib/kubernetes/dns';

const label = (length: number) => 'a'.repeat(length);

/** Returns the texts for which a check does not return the expected result. */
function offenders(check: (text: string) => boolean, expected: boolean, texts: readonly string[]): string[] {
  return texts.filter((text) => check(text) !== expected);
}

describe('a DNS name', () => {
  test('consists of lower-case letters, digits and hyphens in parts separated by dots', () => {
    const names = ['example.com', 'a', '1.2.3', 'xn--bcher-kva.example', 'a-b.c-d', '0a.example'];
    expect(offenders(isDnsName, true, names)).toEqual([]);
  });

  test('has no other characters, empty parts, or hyphens at either end of a part', () => {
    const others = [
      '',
      'Example.com',
      'a_b.example',
      'example.com.',
      '.example.com',
      'example..com',
      'a.-b',
      'a-.b',
      '*.example.com',
      'example.com:80',
      'http://example.com',
      'example.com/a',
      'example .com',
      'example.com\n',
      'bücher.example',
    ];
    expect(offenders(isDnsName, false, others)).toEqual([]);
  });

  test('has parts of any length', () => {
    expect([isDnsName(`${label(64)}.a`), isDnsName(`${label(200)}-${label(40)}`)]).toEqual([true, true]);
  });

  test('has at most 253 characters', () => {
    const name = (last: number) => `${label(63)}.${label(63)}.${label(63)}.${label(last)}`;
    expect([isDnsName(name(61)), isDnsName(name(62))]).toEqual([true, false]);
  });
});

test('a DNS label is one part of a name', () => {
  expect(offenders(isDnsLabel, true, ['a', '0', 'openchoreo-ui', label(63)])).toEqual([]);
  expect(offenders(isDnsLabel, false, ['', 'a.b', 'A', '-a', 'a-', label(64), 'a\n'])).toEqual([]);
});

test('a host name may begin with a wildcard, and is not an IP address', () => {
  expect(offenders(isHostName, true, ['example.com', '*.example.com', 'localhost', '1.2.3.example'])).toEqual([]);
  const others = [
    '',
    '*',
    '*.',
    'a.*.example.com',
    '*.*.example.com',
    '*example.com',
    '10.0.0.1',
    'Example.com',
    'example.com:80',
  ];
  expect(offenders(isHostName, false, others)).toEqual([]);
});

describe('a URL', () => {
  test('points to the local machine at localhost, its subdomains and loopback addresses', () => {
    const urls = [
      'http://localhost',
      'http://localhost:7007/path',
      'https://openchoreo.localhost:8443',
      'http://127.0.0.1',
      'http://127.1.2.3:80',
      'http://[::1]:7007',
      'http://LOCALHOST',
      'http://user:password@localhost',
    ];
    expect(offenders(isLocalhost, true, urls)).toEqual([]);
  });

  test('does not point to the local machine at other hosts', () => {
    const urls = [
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
    ];
    expect(offenders(isLocalhost, false, urls)).toEqual([]);
  });
});
