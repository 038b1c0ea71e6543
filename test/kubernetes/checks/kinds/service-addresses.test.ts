import { refusals } from '../refusals';

function service(members: object): string[] {
  const spec = { ports: [{ port: 80 }], ...members };
  return refusals({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec }).map((text) =>
    text.replace('spec.', ''),
  );
}

describe('a Service', () => {
  test.each<[string, object, string[]]>([
    ['with an address that is none', { clusterIP: 'none' }, ['clusterIP: must be an IP address, got "none"']],
    [
      'with leading zeros in its address',
      { clusterIP: '10.96.0.05' },
      ['clusterIP: must be an IP address, got "10.96.0.05"'],
    ],
    [
      'with a list that begins with another address',
      { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.2'] },
      ['clusterIP: must be the first entry of clusterIPs, got "10.96.0.1"'],
    ],
    [
      'with a list only',
      { clusterIPs: ['10.96.0.1'] },
      ['clusterIP: must be the first entry of clusterIPs, got no value'],
    ],
    [
      'with two addresses of one family',
      { clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1', '10.96.0.2'], ipFamilyPolicy: 'PreferDualStack' },
      ['clusterIPs[1]: must not repeat spec.clusterIPs[0]'],
    ],
    [
      'with two families, but a policy for one',
      { ipFamilies: ['IPv4', 'IPv6'] },
      ['ipFamilyPolicy: must not be SingleStack with two families'],
    ],
    [
      'with one family twice',
      { ipFamilies: ['IPv4', 'IPv4'], ipFamilyPolicy: 'PreferDualStack' },
      ['ipFamilies[1]: must not repeat spec.ipFamilies[0]'],
    ],
    ['with an empty family', { ipFamilies: [''] }, ['ipFamilies[0]: must not be empty']],
    ['with an empty policy', { ipFamilyPolicy: '' }, ['ipFamilyPolicy: must not be empty']],
    [
      'with an address of another family',
      { clusterIP: '10.96.0.1', ipFamilies: ['IPv6'] },
      ['clusterIP: must be an IPv6 address, as in ipFamilies, got "10.96.0.1"'],
    ],
    [
      'without an address, for a load balancer',
      { type: 'LoadBalancer', clusterIP: 'None' },
      ['clusterIP: must not be None, because the type is LoadBalancer'],
    ],
    [
      'with a loopback address as external address',
      { externalIPs: ['127.0.0.1'] },
      ['externalIPs[0]: must be an address that other machines reach, got "127.0.0.1"'],
    ],
    [
      'with a host name as external address',
      { externalIPs: ['example.com'] },
      ['externalIPs[0]: must be an IP address, got "example.com"'],
    ],
    [
      'with the type ExternalName and no name',
      { type: 'ExternalName' },
      ['externalName: must be a DNS name, got no value'],
    ],
    [
      'with an external name that is a URL',
      { type: 'ExternalName', externalName: 'http://example.com' },
      ['externalName: must be a DNS name, got "http://example.com"'],
    ],
    [
      'with an external name and an address',
      { type: 'ExternalName', externalName: 'example.com', clusterIP: 'None' },
      ['clusterIP: must not be set, because the type is ExternalName'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(service(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without an address', { clusterIP: 'None' }],
    ['without an address, in both forms', { clusterIP: 'None', clusterIPs: ['None'] }],
    ['with an empty address', { clusterIP: '' }],
    ['with two families', { ipFamilies: ['IPv6', 'IPv4'], ipFamilyPolicy: 'PreferDualStack' }],
    ['with two families, but no address and selector', { clusterIP: 'None', ipFamilies: ['IPv4', 'IPv6'] }],
    ['with external addresses', { externalIPs: ['203.0.113.1', '2001:db8::1'] }],
    ['with an external name and a dot after it', { type: 'ExternalName', externalName: 'example.com.', ports: [] }],
  ])('is accepted %s', (_, members) => {
    expect(service(members)).toEqual([]);
  });
});
