import { refusals } from '../refusals';

function policy(spec: object): string[] {
  return refusals({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec });
}

function peer(members: object): string[] {
  return policy({ ingress: [{ from: [members] }] }).map((text) => text.replace('spec.ingress[0].from[0]', ''));
}

function port(members: object): string[] {
  return policy({ egress: [{ ports: [members] }] }).map((text) => text.replace('spec.egress[0].ports[0]', ''));
}

describe('a peer', () => {
  test.each<[string, object, string[]]>([
    ['without members', {}, [': must have podSelector, namespaceSelector or ipBlock']],
    [
      'with a block and a selector',
      { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} },
      [': must not have a selector beside ipBlock'],
    ],
    [
      'with a block without addresses',
      { ipBlock: {} },
      ['.ipBlock.cidr: must be a block of IP addresses, got no value'],
    ],
    [
      'with an address as block',
      { ipBlock: { cidr: '10.0.0.1' } },
      ['.ipBlock.cidr: must be a block of IP addresses, got "10.0.0.1"'],
    ],
    [
      'with a block with bits after its length',
      { ipBlock: { cidr: '10.0.0.1/8' } },
      ['.ipBlock.cidr: must be a block of IP addresses, got "10.0.0.1/8"'],
    ],
    [
      'with an exception outside the block',
      { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } },
      ['.ipBlock.except[0]: must be a part of 10.0.0.0/8, got "11.0.0.0/16"'],
    ],
    [
      'with the block as exception',
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } },
      ['.ipBlock.except[0]: must be a part of 10.0.0.0/8, got "10.0.0.0/8"'],
    ],
    [
      'with an exception of another family',
      { ipBlock: { cidr: '::/0', except: ['10.0.0.0/8'] } },
      ['.ipBlock.except[0]: must be a part of ::/0, got "10.0.0.0/8"'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(peer(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with empty selectors', { podSelector: {}, namespaceSelector: {} }],
    ['with a block and exceptions', { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '10.0.0.0/8'] } }],
    ['with a block of IPv6', { ipBlock: { cidr: '::/0', except: ['2001:db8::/32'] } }],
  ])('is accepted %s', (_, members) => {
    expect(peer(members)).toEqual([]);
  });
});

describe('a port', () => {
  test.each<[string, object, string[]]>([
    ['with port 0', { port: 0 }, ['.port: must be an integer from 1 to 65535, got 0']],
    ['with port 65536', { port: 65_536 }, ['.port: must be an integer from 1 to 65535, got 65536']],
    [
      'with a number in quotes',
      { port: '80' },
      ['.port: must be a port name: at most 15 lower-case letters, digits and single hyphens, with a letter, got "80"'],
    ],
    ['with an empty name', { port: '' }, ['.port: must not be empty']],
    [
      'with two hyphens in its name',
      { port: 'a--b' },
      [
        '.port: must be a port name: at most 15 lower-case letters, digits and single hyphens, with a letter, got "a--b"',
      ],
    ],
    [
      'with a last port before the first',
      { port: 80, endPort: 79 },
      ['.endPort: must be at least the port, which is 80, got 79'],
    ],
    ['with a last port only', { endPort: 80 }, ['.endPort: must not be set, because port is not a number']],
    [
      'with a last port after a name',
      { port: 'http', endPort: 80 },
      ['.endPort: must not be set, because port is not a number'],
    ],
    ['with an empty protocol', { protocol: '' }, ['.protocol: must not be empty']],
    ['with an unknown protocol', { protocol: 'tcp' }, ['.protocol: must be one of SCTP, TCP, UDP, got "tcp"']],
  ])('is refused %s', (_, members, refused) => {
    expect(port(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without members', {}],
    ['with a name', { port: 'http' }],
    ['with a range of one port', { port: 80, endPort: 80 }],
    ['with SCTP', { port: 80, protocol: 'SCTP' }],
  ])('is accepted %s', (_, members) => {
    expect(port(members)).toEqual([]);
  });
});

test('the types of a policy are Ingress and Egress', () => {
  expect(policy({ policyTypes: ['Egress', 'Egress'] })).toEqual([]);
  expect(policy({ policyTypes: ['Ingress', 'Egress', 'Ingress'] })).toEqual([
    'spec.policyTypes: must have at most 2 entries, got 3',
  ]);
  expect(policy({ policyTypes: [''] })).toEqual(['spec.policyTypes[0]: must not be empty']);
});

test('blocks with bits after their length are accepted before Kubernetes 1.36', () => {
  const spec = { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.1/8' } }] }] };
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a' }, spec };
  expect(refusals(object, '1.35')).toEqual([]);
  expect(refusals(object, '1.36')).toHaveLength(1);
});
