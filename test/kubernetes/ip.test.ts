import { isCidr, isIp, isIpv4, isSpecialIp, isWithin } from '../../lib/kubernetes/ip';

describe('IP addresses', () => {
  test.each([
    '0.0.0.0',
    '10.9.8.7',
    '255.255.255.255',
    '::',
    '::1',
    '2001:db8::ffff',
    '2001:DB8::1',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7::',
    '64:ff9b::1.2.3.4',
  ])('accepts %s', (text) => {
    expect(isIp(text)).toBe(true);
  });

  test.each(['', ' ', '10.0.0', '10.0.0.256', '10.0.0.1 ', 'localhost', '1:2:3', ':::', 'fe80::1%eth0', '[::1]'])(
    'refuses "%s" in every Kubernetes version',
    (text) => {
      expect([isIp(text), isIp(text, { oldForms: true })]).toEqual([false, false]);
    },
  );

  test.each(['10.0.0.01', '010.0.0.1', '::ffff:10.0.0.1', '::ffff:a00:1', '00001::'])(
    'accepts %s only before Kubernetes 1.36',
    (text) => {
      expect([isIp(text), isIp(text, { oldForms: true })]).toEqual([false, true]);
    },
  );

  test('tells IPv4 from IPv6', () => {
    expect([isIpv4('10.0.0.1'), isIpv4('::1')]).toEqual([true, false]);
  });
});

describe('CIDR blocks', () => {
  test.each(['0.0.0.0/0', '10.0.0.0/8', '10.9.8.7/32', '::/0', '2001:db8::/64', '::1/128'])('accepts %s', (text) => {
    expect(isCidr(text)).toBe(true);
  });

  test.each(['', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '::/129', '10.0.0.0/-1', '10.0.0/8', '/8', '10.0.0.0/8/8'])(
    'refuses "%s" in every Kubernetes version',
    (text) => {
      expect([isCidr(text), isCidr(text, { oldForms: true })]).toEqual([false, false]);
    },
  );

  test.each(['10.0.0.1/8', '10.00.0.0/8', '10.0.0.0/08', '2001:db8::1/64', '::ffff:10.0.0.0/104'])(
    'accepts %s only before Kubernetes 1.36',
    (text) => {
      expect([isCidr(text), isCidr(text, { oldForms: true })]).toEqual([false, true]);
    },
  );
});

test.each([
  ['10.1.0.0/16', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.0.0.0/8', true],
  ['10.1.2.3', '10.0.0.0/8', true],
  ['10.0.0.0/8', '10.1.0.0/16', false],
  ['11.0.0.0/16', '10.0.0.0/8', false],
  ['2001:db8::/32', '::/0', true],
  ['10.0.0.0/8', '::/0', false],
  ['a', '::/0', false],
])('%s within %s: %s', (part, block, expected) => {
  expect(isWithin(part, block)).toBe(expected);
});

test('other networks do not reach loopback, link-local and unspecified addresses', () => {
  const special = ['127.0.0.1', '0.0.0.0', '169.254.1.1', '224.0.0.5', '::1', '::', 'fe80::1', 'ff02::1'];
  expect(special.filter((address) => !isSpecialIp(address))).toEqual([]);
  const others = ['10.0.0.1', '0.0.0.1', '224.0.1.5', '255.255.255.255', '2001:db8::1', '::2'];
  expect(others.filter(isSpecialIp)).toEqual([]);
});
