import { ANY_POD, ANYWHERE, egressRules, gatewayPods, podsOf } from '../lib/network-peers';

const GATEWAY_PODS = { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } };

test("a Gateway's pods are in the policy's own namespace unless told otherwise", () => {
  expect(gatewayPods('edge')).toEqual([{ podSelector: GATEWAY_PODS }]);
  expect(gatewayPods('edge', '')).toEqual([{ podSelector: GATEWAY_PODS }]);
});

test("a Gateway's pods are in the namespace given, and no others of it are meant", () => {
  expect(gatewayPods('edge', 'gateways')).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } },
      podSelector: GATEWAY_PODS,
    },
  ]);
});

test('the pods of a namespace are all of it', () => {
  expect(podsOf('monitoring')).toEqual([
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
  ]);
});

test('anywhere is every pod and every address', () => {
  expect(ANYWHERE).toEqual([...ANY_POD, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }]);
});

describe('the identity provider', () => {
  /** The rules for the URLs of an identity provider, less those for API, DNS and HTTPS. */
  function rules(...identityProvider: string[]) {
    const endpoints = { openchoreoApi: 'http://openchoreo-api.team-a.svc.cluster.local:8080', identityProvider };
    return egressRules(endpoints, {}, 'team-a').slice(1, -2);
  }

  test.each<[string, string, object[], number]>([
    ['an IPv4 address', 'https://10.20.30.40:8443/token', [{ ipBlock: { cidr: '10.20.30.40/32' } }], 8443],
    ['an IPv6 address', 'https://[fd00::1]/token', [{ ipBlock: { cidr: 'fd00::1/128' } }], 443],
    ['a Service of the same namespace', 'http://thunder/token', [{ podSelector: {} }], 80],
    ['a Service of a namespace', 'http://thunder.id.svc.cluster.local/token', podsOf('id') as object[], 80],
    ['a pod of a StatefulSet', 'http://thunder-0.thunder.id.svc.cluster.local/token', podsOf('id') as object[], 80],
    ['a host of no namespace', 'http://a.b.thunder.id.svc.cluster.local/token', [...ANYWHERE], 80],
    ['a host outside of the cluster', 'https://id.example.com/token', [...ANYWHERE], 443],
    ['a host whose name begins with an address', 'https://10.1.2.3.nip.io/token', [...ANYWHERE], 443],
    ['what is no URL', '$(TOKEN_URL)', [...ANYWHERE], 443],
  ])('at %s is reached there', (_, url, to, port) => {
    expect(rules(url)).toEqual([{ to, ports: [{ protocol: 'TCP', port }] }]);
  });

  test('is reached once where several URLs have the same host and port', () => {
    expect(rules('https://id.example.com/a', 'https://id.example.com:443/b')).toHaveLength(1);
    expect(rules('https://id.example.com/a', 'https://id.example.com:8443/b')).toHaveLength(2);
  });
});

describe('the OpenChoreo API', () => {
  const ownPods = [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }];

  test.each<[string, string, object[], number]>([
    ["the Service of the policy's own namespace", 'http://openchoreo-api.team-a.svc:8080', ownPods, 8080],
    ['another port of that namespace', 'http://proxy.team-a.svc:8081', podsOf('team-a') as object[], 8081],
    ['a Service of another namespace', 'http://openchoreo-api.team-b.svc:8080', podsOf('team-b') as object[], 8080],
    ['what is no URL', '$(API_URL)', [...ANYWHERE], 443],
  ])('at %s is reached there', (_, openchoreoApi, to, port) => {
    const [rule] = egressRules({ openchoreoApi, identityProvider: [] }, {}, 'team-a');
    expect(rule).toEqual({ to, ports: [{ protocol: 'TCP', port }] });
  });
});

test('a database whose host and port a Secret holds may be anywhere, at any port', () => {
  const endpoints = { openchoreoApi: 'http://openchoreo-api', identityProvider: [], database: {} };
  expect(egressRules(endpoints, {}, 'team-a')[1]).toEqual({ to: [...ANYWHERE] });
});
