import { refusals } from '../refusals';

function service(members: object): string[] {
  const spec = { ports: [{ port: 80 }], ...members };
  return refusals({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec }).map((text) =>
    text.replace('spec.', ''),
  );
}

describe('a Service', () => {
  test.each<[string, object, string[]]>([
    ['without ports', { ports: [] }, ['ports: must have an entry']],
    ['with port 0', { ports: [{ port: 0 }] }, ['ports[0].port: must be an integer from 1 to 65535, got 0']],
    ['without the number of a port', { ports: [{ name: 'http' }] }, ['ports[0].port: is required']],
    [
      'with port 65536',
      { ports: [{ port: 65_536 }] },
      ['ports[0].port: must be an integer from 1 to 65535, got 65536'],
    ],
    [
      'with an unknown protocol',
      { ports: [{ port: 80, protocol: 'tcp' }] },
      ['ports[0].protocol: must be one of SCTP, TCP, UDP, got "tcp"'],
    ],
    [
      'with a dot in the name of a port',
      { ports: [{ port: 80, name: 'a.b' }] },
      [
        'ports[0].name: must be at most 63 lower-case letters, digits and hyphens, with no hyphen at either end, got "a.b"',
      ],
    ],
    [
      'with two ports and one name',
      { ports: [{ port: 80, name: 'a' }, { port: 81 }] },
      ['ports[1].name: is required, because there are several ports'],
    ],
    [
      'with two ports of one name',
      {
        ports: [
          { port: 80, name: 'a' },
          { port: 81, name: 'a' },
        ],
      },
      ['ports[1].name: must be unique, but an earlier entry has a too'],
    ],
    [
      'with one port twice',
      {
        ports: [
          { port: 80, name: 'a' },
          { port: 80, name: 'b', protocol: 'TCP' },
        ],
      },
      ['ports[1].port: must be unique, but an earlier entry has 80/TCP too'],
    ],
    [
      'with a target port that is only digits',
      { ports: [{ port: 80, targetPort: '8080' }] },
      [
        'ports[0].targetPort: must be a port name: at most 15 lower-case letters, digits and single hyphens, with a letter, got "8080"',
      ],
    ],
    [
      'with a target port of 16 characters',
      { ports: [{ port: 80, targetPort: 'a'.repeat(16) }] },
      [
        'ports[0].targetPort: must be a port name: at most 15 lower-case letters, digits and single hyphens, with a letter, got "aaaaaaaaaaaaaaaa"',
      ],
    ],
    [
      'with target port 65536',
      { ports: [{ port: 80, targetPort: 65_536 }] },
      ['ports[0].targetPort: must be an integer from 1 to 65535, got 65536'],
    ],
    [
      'with an application protocol with a space',
      { ports: [{ port: 80, appProtocol: 'my http' }] },
      [
        'ports[0].appProtocol: must be a key of at most 63 letters, digits, -, _ and ., optionally after a DNS name and /, got "my http"',
      ],
    ],
    [
      'with a port of the nodes, but no type',
      { ports: [{ port: 80, nodePort: 30_080 }] },
      ['ports[0].nodePort: must not be set, because the type is ClusterIP'],
    ],
    [
      'with a port of the nodes outside the range',
      { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] },
      ['ports[0].nodePort: must be an integer from 30000 to 32767, got 80'],
    ],
    [
      'with one port of the nodes for two ports',
      {
        type: 'NodePort',
        ports: [
          { port: 80, name: 'a', nodePort: 30_080 },
          { port: 81, name: 'b', nodePort: 30_080 },
        ],
      },
      ['ports[1].nodePort: must be a port that no other entry has, got 30080'],
    ],
    [
      'with an unknown type',
      { type: 'Cluster' },
      ['type: must be one of ClusterIP, ExternalName, LoadBalancer, NodePort, got "Cluster"'],
    ],
    [
      'with a selector with a space',
      { selector: { app: 'a b' } },
      ['selector.app: must be a label value: at most 63 letters, digits, -, _ and ., got "a b"'],
    ],
    [
      'with an affinity of more than a day',
      { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } } },
      ['sessionAffinityConfig.clientIP.timeoutSeconds: must be an integer from 1 to 86400, got 86401'],
    ],
    [
      'with an unknown affinity',
      { sessionAffinity: 'Cookie' },
      ['sessionAffinity: must be one of ClientIP, None, got "Cookie"'],
    ],
    [
      'with an external policy, but no external address',
      { externalTrafficPolicy: 'Local' },
      ['externalTrafficPolicy: must not be set, because the Service is internal'],
    ],
    ['with an empty internal policy', { internalTrafficPolicy: '' }, ['internalTrafficPolicy: must not be empty']],
    [
      'with an unknown distribution',
      { trafficDistribution: 'Close' },
      ['trafficDistribution: must be one of PreferClose, PreferSameZone, PreferSameNode, got "Close"'],
    ],
    [
      'with a class, but no load balancer',
      { loadBalancerClass: 'example.com/a' },
      ['loadBalancerClass: must not be set, because the type is not LoadBalancer'],
    ],
    [
      'with node ports of a load balancer, but none',
      { allocateLoadBalancerNodePorts: false },
      ['allocateLoadBalancerNodePorts: must not be set, because the type is not LoadBalancer'],
    ],
    [
      'with source ranges, but no load balancer',
      { loadBalancerSourceRanges: ['10.0.0.0/8'] },
      ['loadBalancerSourceRanges: must not be set, because the type is not LoadBalancer'],
    ],
    [
      'with a source range that is an address',
      { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.1'] },
      ['loadBalancerSourceRanges: must be blocks of IP addresses, got "10.0.0.1"'],
    ],
    [
      'with a port for health checks without need',
      { type: 'LoadBalancer', healthCheckNodePort: 30_080 },
      [
        'healthCheckNodePort: must not be set, because the Service is not a LoadBalancer with externalTrafficPolicy: Local',
      ],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(service(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with a named target port', { ports: [{ port: 80, targetPort: 'http' }] }],
    ['with a default target port', { ports: [{ port: 80, targetPort: '' }] }],
    [
      'with one number for two protocols',
      {
        ports: [
          { port: 53, name: 'a' },
          { port: 53, name: 'b', protocol: 'UDP' },
        ],
      },
    ],
    ['without ports, if it has no address', { ports: [], clusterIP: 'None' }],
    ['with a port of the nodes', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_000 }] }],
    [
      'with one port of the nodes for two protocols',
      {
        type: 'NodePort',
        ports: [
          { port: 53, name: 'a', nodePort: 30_053 },
          { port: 53, name: 'b', nodePort: 30_053, protocol: 'UDP' },
        ],
      },
    ],
    [
      'with an affinity of a day',
      { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_400 } } },
    ],
    [
      'with an external policy and an external address',
      { externalTrafficPolicy: 'Local', externalIPs: ['203.0.113.1'] },
    ],
    [
      'with a load balancer',
      {
        type: 'LoadBalancer',
        loadBalancerClass: 'example.com/a',
        loadBalancerSourceRanges: [' 10.0.0.0/8 '],
        externalTrafficPolicy: 'Local',
        healthCheckNodePort: 30_080,
      },
    ],
    ['with a distribution', { trafficDistribution: 'PreferSameNode' }],
  ])('is accepted %s', (_, members) => {
    expect(service(members)).toEqual([]);
  });
});

describe('annotations of a Service', () => {
  const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
  const annotated = (annotations: object, type = 'LoadBalancer') =>
    refusals({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', annotations },
      spec: { type, ports: [{ port: 80 }] },
    });

  test('may list source ranges of a load balancer', () => {
    expect(annotated({ [RANGES]: '10.0.0.0/8, 192.168.0.0/16' })).toEqual([]);
    expect(annotated({ [RANGES]: '10.0.0.0/8,' })).toHaveLength(1);
    expect(annotated({ [RANGES]: '10.0.0.0/8' }, 'ClusterIP')).toEqual([
      `metadata.annotations["${RANGES}"]: must not be set, because the type is not LoadBalancer`,
    ]);
  });

  test('must not set the topology in two ways', () => {
    const topology = (mode: string, hints: string) =>
      annotated({ 'service.kubernetes.io/topology-mode': mode, 'service.kubernetes.io/topology-aware-hints': hints });
    expect(topology('Auto', 'Auto')).toEqual([]);
    expect(topology('Auto', 'auto')).toHaveLength(1);
  });
});

test('the distributions PreferSameZone and PreferSameNode need Kubernetes 1.34', () => {
  const spec = { ports: [{ port: 80 }], trafficDistribution: 'PreferSameZone' };
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec };
  expect(refusals(service, '1.33')).toEqual(['spec.trafficDistribution: must be PreferClose, got "PreferSameZone"']);
  expect(refusals(service, '1.34')).toEqual([]);
});
