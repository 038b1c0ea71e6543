import { BlockList } from 'node:net';
import fc from 'fast-check';
import type { DeploymentEndpoints } from '../../lib/backstage/endpoints';
import {
  ANY_POD,
  ANYWHERE,
  egressRules,
  gatewayPods,
  type NetworkPeers,
  type NetworkPorts,
  podsOf,
} from '../../lib/constructs/network-peers';

interface Options {
  readonly peers?: NetworkPeers;
  readonly ports?: NetworkPorts;
  readonly apiPort?: number;
  readonly namespace?: string;
}

/** Returns all rules for outgoing traffic of a policy in the namespace `team-a`. */
function allRules(endpoints: DeploymentEndpoints, options: Options = {}) {
  return egressRules({ endpoints, peers: {}, ports: {}, apiPort: 8080, namespace: 'team-a', ...options });
}

const GATEWAY_PODS = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } };

test('gatewayPods selects pods in the namespace of the policy by default', () => {
  expect(gatewayPods('edge')).toEqual([{ podSelector: GATEWAY_PODS }]);
  expect(gatewayPods('edge', '')).toEqual([{ podSelector: GATEWAY_PODS }]);
});

test('gatewayPods selects pods in another namespace', () => {
  expect(gatewayPods('edge', 'gateways')).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } },
      podSelector: GATEWAY_PODS,
    },
  ]);
});

test('podsOf selects every pod of a namespace', () => {
  expect(podsOf('monitoring')).toEqual([
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
  ]);
});

describe('ANYWHERE', () => {
  const blocks = ANYWHERE.flatMap(({ ipBlock }) => (ipBlock ? [ipBlock] : []));
  const excluded = new BlockList();
  for (const { except = [] } of blocks) {
    for (const range of except) {
      const [address = '', prefix] = range.split('/');
      excluded.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
    }
  }
  const isExcluded = (address: string) => excluded.check(address, address.includes(':') ? 'ipv6' : 'ipv4');

  test('contains every pod, and one block for each IP version', () => {
    expect(ANYWHERE.slice(0, 1)).toEqual(ANY_POD);
    expect(blocks.map(({ cidr }) => cidr)).toEqual(['0.0.0.0/0', '::/0']);
  });

  test.each([
    ['AWS, Azure, Google Cloud and others', '169.254.169.254'],
    ['the credentials of tasks on AWS', '169.254.170.2'],
    ['the credentials of pods on AWS', '169.254.170.23'],
    ['the credentials of pods on AWS over IPv6', 'fd00:ec2::23'],
    ['AWS over IPv6', 'fd00:ec2::254'],
    ['Google Cloud over IPv6', 'fd20:ce::254'],
    ['the agents of Azure', '168.63.129.16'],
    ['Alibaba Cloud', '100.100.100.200'],
    ['Oracle Cloud over IPv6', 'fd00:c1::a9fe:a9fe'],
    ['OpenStack over IPv6', 'fe80::a9fe:a9fe'],
    ['Scaleway', '169.254.42.42'],
    ['Scaleway over IPv6', 'fd00:42::42'],
    ['Akamai over IPv6', 'fd00:a9fe:a9fe::1'],
    ['Tencent Cloud', '169.254.0.23'],
  ])('does not contain the metadata of %s (%s)', (_, address) => {
    expect(isExcluded(address)).toBe(true);
  });

  test('contains no link-local address', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, fc.integer({ min: 0xfe80, max: 0xfebf }), (third, fourth, group) => {
        expect(isExcluded(`169.254.${third}.${fourth}`)).toBe(true);
        expect(isExcluded(`${group.toString(16)}::${third.toString(16)}`)).toBe(true);
      }),
    );
  });

  test.each(['8.8.8.8', '10.0.0.1', '100.64.0.1', '2606:4700::1111', 'fd00::1'])('contains %s', (address) => {
    expect(isExcluded(address)).toBe(false);
  });
});

describe('the identity provider', () => {
  /** Returns the rules for the URLs of an identity provider, without the rules for API, DNS and HTTPS. */
  function rules(...identityProvider: string[]) {
    const endpoints = { openchoreoApi: 'http://openchoreo-api.team-a.svc.cluster.local:8080', identityProvider };
    return allRules(endpoints).slice(1, -2);
  }

  test.each<[string, string, object[], number]>([
    ['an IPv4 address', 'https://10.20.30.40:8443/token', [{ ipBlock: { cidr: '10.20.30.40/32' } }], 8443],
    ['an IPv6 address', 'https://[fd00::1]/token', [{ ipBlock: { cidr: 'fd00::1/128' } }], 443],
    ['a Service in the same namespace', 'http://thunder/token', [{ podSelector: {} }], 80],
    ['a Service in a namespace', 'http://thunder.id.svc.cluster.local/token', podsOf('id') as object[], 80],
    ['a pod of a StatefulSet', 'http://thunder-0.thunder.id.svc.cluster.local/token', podsOf('id') as object[], 80],
    ['a host without a namespace', 'http://a.b.thunder.id.svc.cluster.local/token', [...ANYWHERE], 80],
    ['a host outside the cluster', 'https://id.example.com:8443/token', [...ANYWHERE], 8443],
    ['a host whose name begins with an address', 'http://10.1.2.3.nip.io/token', [...ANYWHERE], 80],
  ])('at %s can be reached', (_, url, to, port) => {
    expect(rules(url)).toEqual([{ to, ports: [{ protocol: 'TCP', port }] }]);
  });

  test.each(['https://id.example.com/token', 'https://10.1.2.3.nip.io/token', '$(TOKEN_URL)'])(
    'at %s has no rule of its own, because the rule for HTTPS covers it',
    (url) => {
      expect(rules(url)).toEqual([]);
    },
  );

  test.each(['http://localhost:8080/token', 'http://127.0.0.1/token', 'http://[::1]/token'])(
    'at %s has no rule, because the traffic stays in the pod',
    (url) => {
      expect(rules(url)).toEqual([]);
    },
  );

  test('has one rule for several URLs with the same host and port', () => {
    expect(rules('http://id.example.com/a', 'http://id.example.com:80/b')).toHaveLength(1);
    expect(rules('http://id.example.com/a', 'http://id.example.com:8080/b')).toHaveLength(2);
  });
});

describe('the portal assistant', () => {
  /** Returns the rules between the rules for the API and those for DNS and HTTPS. */
  function rules(assistant: string | undefined, peers = {}) {
    const endpoints = { openchoreoApi: 'http://openchoreo-api:8080', assistant, identityProvider: [] };
    return allRules(endpoints, { peers }).slice(1, -2);
  }

  test('at a Service can be reached', () => {
    expect(rules('http://portal-assistant.team-a.svc.cluster.local:8080')).toEqual([
      { to: podsOf('team-a'), ports: [{ protocol: 'TCP', port: 8080 }] },
    ]);
  });

  test('has no rule if the portal does not use it, or if its list of peers is empty', () => {
    expect(rules(undefined)).toEqual([]);
    expect(rules('http://portal-assistant:8080', { assistant: [] })).toEqual([]);
  });
});

describe('an external CI system', () => {
  function rules(...externalCi: string[]) {
    const endpoints = { openchoreoApi: 'http://openchoreo-api:8080', identityProvider: [], externalCi };
    return allRules(endpoints).slice(1, -2);
  }

  test('can be reached at its port', () => {
    expect(rules('http://jenkins.ci.svc:8080')).toEqual([
      { to: podsOf('ci'), ports: [{ protocol: 'TCP', port: 8080 }] },
    ]);
  });

  test('at the port 443 has no rule, because the rule for HTTPS covers it', () => {
    expect(rules('https://jenkins.example.com')).toEqual([]);
  });
});

describe('the OpenChoreo API', () => {
  const ownPods = [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }];

  test.each<[string, string, object[], number]>([
    ['a Service in the namespace of the policy', 'http://openchoreo-api.team-a.svc:8080', ownPods, 8080],
    ['another port in that namespace', 'http://proxy.team-a.svc:8081', podsOf('team-a') as object[], 8081],
    ['a Service in another namespace', 'http://openchoreo-api.team-b.svc:8080', podsOf('team-b') as object[], 8080],
    ['a host outside the cluster', 'http://api.example.com', [...ANYWHERE], 80],
  ])('at %s can be reached', (_, openchoreoApi, to, port) => {
    const [rule] = allRules({ openchoreoApi, identityProvider: [] });
    expect(rule).toEqual({ to, ports: [{ protocol: 'TCP', port }] });
  });
});

test('treats a bare name as the API of the release only if the release has no namespace', () => {
  const endpoints = { openchoreoApi: 'http://openchoreo-api:8080', identityProvider: [] };
  const to = (namespace?: string) => allRules(endpoints, { namespace })[0]?.to;
  expect(to(undefined)).toEqual([{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }]);
  expect(to('team-a')).toEqual([{ podSelector: {} }]);
});

test('does not treat an API outside the cluster as that of a release without namespace', () => {
  const endpoints = { openchoreoApi: 'http://api.example.com:8080', identityProvider: [] };
  expect(allRules(endpoints, { namespace: undefined })[0]?.to).toEqual(ANYWHERE);
});

test('does not choose the API pods for a port other than that of the chart', () => {
  const endpoints = { openchoreoApi: 'http://openchoreo-api.team-a.svc:8080', identityProvider: [] };
  expect(allRules(endpoints, { apiPort: 9090 })[0]?.to).toEqual(podsOf('team-a'));
});

describe('a database whose host and port are in a Secret', () => {
  const rules = (options?: Options) =>
    allRules({ openchoreoApi: 'http://openchoreo-api', identityProvider: [], database: {} }, options)[1];

  test("can be reached at PostgreSQL's default port", () => {
    expect(rules()).toEqual({ to: [...ANYWHERE], ports: [{ protocol: 'TCP', port: 5432 }] });
  });

  test('can be reached at its peers and ports, if they are set', () => {
    expect(rules({ peers: { database: podsOf('databases') }, ports: { database: [6432, 6433] } })).toEqual({
      to: podsOf('databases'),
      ports: [
        { protocol: 'TCP', port: 6432 },
        { protocol: 'TCP', port: 6433 },
      ],
    });
  });
});

describe('peers and ports', () => {
  const endpoints = {
    openchoreoApi: 'http://openchoreo-api.team-a.svc:8080',
    identityProvider: ['https://id.example.com/token', 'http://id.example.com/token'],
  };
  const github = [{ ipBlock: { cidr: '140.82.112.0/20' } }];
  const node = [{ ipBlock: { cidr: '169.254.20.10/32' } }];
  const tcp = (to: readonly object[], ...ports: number[]) => ({
    to,
    ports: ports.map((port) => ({ protocol: 'TCP', port })),
  });

  test('narrow HTTPS for every host outside the cluster', () => {
    const [, ...rules] = allRules(endpoints, { peers: { https: github } });
    expect(rules.filter(({ ports }) => ports?.some(({ port }) => port === 443))).toEqual([tcp(github, 443)]);
  });

  test('forbid HTTPS with an empty list', () => {
    expect(JSON.stringify(allRules(endpoints, { peers: { https: [] } }))).not.toContain('"port":443');
  });

  test('of the identity provider apply at each of its ports', () => {
    const peers = { identityProvider: github };
    expect(allRules(endpoints, { peers }).slice(1, 3)).toEqual([tcp(github, 443), tcp(github, 80)]);
    expect(allRules(endpoints, { peers, ports: { identityProvider: [8443] } })[1]).toEqual(tcp(github, 8443));
  });

  test('of DNS can be a cache on each node, and pods that listen on another port', () => {
    const dns = [...node, ...podsOf('openshift-dns')];
    expect(allRules(endpoints, { peers: { dns }, ports: { dns: [53, 5353] } })).toContainEqual({
      to: dns,
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'UDP', port: 5353 },
        { protocol: 'TCP', port: 53 },
        { protocol: 'TCP', port: 5353 },
      ],
    });
  });

  test('of the Kubernetes API and of collectors have rules only if they are set', () => {
    const servers = [{ ipBlock: { cidr: '10.0.0.10/32' } }];
    const before = allRules(endpoints);
    const peers = { kubernetesApi: servers, telemetry: podsOf('observability') };
    const added = [tcp(servers, 443, 6443), tcp(podsOf('observability'), 4317, 4318)];
    expect(allRules(endpoints, { peers })).toEqual([...before.slice(0, -1), ...added, ...before.slice(-1)]);
    expect(allRules(endpoints, { peers, ports: { kubernetesApi: [6443], telemetry: [4317] } })).toEqual(
      expect.arrayContaining([tcp(servers, 6443), tcp(podsOf('observability'), 4317)]),
    );
  });

  test('keep the pods of the API if only its port is set', () => {
    expect(allRules(endpoints, { ports: { openchoreoApi: [9090] } })[0]).toEqual(
      tcp([{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }], 9090),
    );
  });

  test('have no rule with an empty list of ports, which Kubernetes reads as every port', () => {
    const none = { openchoreoApi: [], identityProvider: [], dns: [], https: [] };
    expect(allRules(endpoints, { ports: none })).toEqual([]);
  });
});
