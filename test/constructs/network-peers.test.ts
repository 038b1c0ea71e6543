import { ANY_POD, ANYWHERE, egressRules, gatewayPods, podsOf } from '../../lib/constructs/network-peers';

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

test('ANYWHERE contains every pod and every address', () => {
  expect(ANYWHERE).toEqual([...ANY_POD, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }]);
});

describe('the identity provider', () => {
  /** Returns the rules for the URLs of an identity provider, without the rules for API, DNS and HTTPS. */
  function rules(...identityProvider: string[]) {
    const endpoints = { openchoreoApi: 'http://openchoreo-api.team-a.svc.cluster.local:8080', identityProvider };
    return egressRules(endpoints, {}, 8080, 'team-a').slice(1, -2);
  }

  test.each<[string, string, object[], number]>([
    ['an IPv4 address', 'https://10.20.30.40:8443/token', [{ ipBlock: { cidr: '10.20.30.40/32' } }], 8443],
    ['an IPv6 address', 'https://[fd00::1]/token', [{ ipBlock: { cidr: 'fd00::1/128' } }], 443],
    ['a Service in the same namespace', 'http://thunder/token', [{ podSelector: {} }], 80],
    ['a Service in a namespace', 'http://thunder.id.svc.cluster.local/token', podsOf('id') as object[], 80],
    ['a pod of a StatefulSet', 'http://thunder-0.thunder.id.svc.cluster.local/token', podsOf('id') as object[], 80],
    ['a host without a namespace', 'http://a.b.thunder.id.svc.cluster.local/token', [...ANYWHERE], 80],
    ['a host outside the cluster', 'https://id.example.com/token', [...ANYWHERE], 443],
    ['a host whose name begins with an address', 'https://10.1.2.3.nip.io/token', [...ANYWHERE], 443],
    ['an invalid URL', '$(TOKEN_URL)', [...ANYWHERE], 443],
  ])('at %s can be reached', (_, url, to, port) => {
    expect(rules(url)).toEqual([{ to, ports: [{ protocol: 'TCP', port }] }]);
  });

  test('has one rule for several URLs with the same host and port', () => {
    expect(rules('https://id.example.com/a', 'https://id.example.com:443/b')).toHaveLength(1);
    expect(rules('https://id.example.com/a', 'https://id.example.com:8443/b')).toHaveLength(2);
  });
});

describe('the portal assistant', () => {
  /** Returns the rules between the rules for the API and those for DNS and HTTPS. */
  function rules(assistant: string | undefined, peers = {}) {
    const endpoints = { openchoreoApi: 'http://openchoreo-api:8080', assistant, identityProvider: [] };
    return egressRules(endpoints, peers, 8080, 'team-a').slice(1, -2);
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
    return egressRules(endpoints, {}, 8080, 'team-a').slice(1, -2);
  }

  test('can be reached at its port', () => {
    expect(rules('http://jenkins.ci.svc:8080')).toEqual([
      { to: podsOf('ci'), ports: [{ protocol: 'TCP', port: 8080 }] },
    ]);
  });

  test('at the port 443 needs no rule, because the portal may reach every address there', () => {
    expect(rules('https://jenkins.example.com')).toEqual([]);
  });
});

describe('the OpenChoreo API', () => {
  const ownPods = [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }];

  test.each<[string, string, object[], number]>([
    ['a Service in the namespace of the policy', 'http://openchoreo-api.team-a.svc:8080', ownPods, 8080],
    ['another port in that namespace', 'http://proxy.team-a.svc:8081', podsOf('team-a') as object[], 8081],
    ['a Service in another namespace', 'http://openchoreo-api.team-b.svc:8080', podsOf('team-b') as object[], 8080],
    ['an invalid URL', '$(API_URL)', [...ANYWHERE], 443],
  ])('at %s can be reached', (_, openchoreoApi, to, port) => {
    const [rule] = egressRules({ openchoreoApi, identityProvider: [] }, {}, 8080, 'team-a');
    expect(rule).toEqual({ to, ports: [{ protocol: 'TCP', port }] });
  });
});

test('treats a bare name as the API of the release only if the release has no namespace', () => {
  const endpoints = { openchoreoApi: 'http://openchoreo-api:8080', identityProvider: [] };
  const to = (namespace?: string) => egressRules(endpoints, {}, 8080, namespace)[0]?.to;
  expect(to(undefined)).toEqual([{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }]);
  expect(to('team-a')).toEqual([{ podSelector: {} }]);
});

test('does not treat an API outside the cluster as that of a release without namespace', () => {
  const endpoints = { openchoreoApi: 'http://api.example.com:8080', identityProvider: [] };
  expect(egressRules(endpoints, {}, 8080, undefined)[0]?.to).toEqual(ANYWHERE);
});

test('does not choose the API pods for a port other than that of the chart', () => {
  const endpoints = { openchoreoApi: 'http://openchoreo-api.team-a.svc:8080', identityProvider: [] };
  expect(egressRules(endpoints, {}, 9090, 'team-a')[0]?.to).toEqual(podsOf('team-a'));
});

test('allows every address and port for a database whose host and port are in a Secret', () => {
  const endpoints = { openchoreoApi: 'http://openchoreo-api', identityProvider: [], database: {} };
  expect(egressRules(endpoints, {}, 8080, 'team-a')[1]).toEqual({ to: [...ANYWHERE] });
});
