import { Release } from '../../lib/backstage/release';
import { BackstageDatabase, type PostgresqlDatabase } from '../../lib/constructs/database';
import type { BackstageDeploymentProps } from '../../lib/constructs/deployment';
import { ANYWHERE, type NetworkPeers, type NetworkPorts } from '../../lib/constructs/network-peers';
import { BackstageNetworkPolicy, type BackstageNetworkPolicyProps } from '../../lib/constructs/network-policy';
import { LABELS, manifestOf, OIDC, POD_LABELS, testChart, testDeployment } from '../support';

const FROM_GATEWAY = {
  from: [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } }],
  ports: [{ protocol: 'TCP', port: 7007 }],
};

const API_PODS = [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'api-server' } } }];

const DNS_PORTS = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];

const TO_DNS = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: DNS_PORTS,
};

/** Returns a rule for outgoing TCP traffic to one port. */
function tcp(to: readonly object[], port: number) {
  return { to, ports: [{ protocol: 'TCP', port }] };
}

/** Returns the spec of the policy of a Deployment, which uses PostgreSQL if a host is given. */
function specOf(
  props: Omit<BackstageNetworkPolicyProps, 'deployment'> = {},
  deploymentProps: Partial<BackstageDeploymentProps> = {},
  host?: PostgresqlDatabase['host'],
) {
  const chart = testChart();
  const postgresql = host !== undefined && {
    database: new BackstageDatabase(chart, 'PostgreSQL', {
      type: 'postgresql',
      host,
      password: { secret: { name: 'pg' }, key: 'password' },
    }),
  };
  const deployment = testDeployment(chart, { ...deploymentProps, ...postgresql });
  return manifestOf(new BackstageNetworkPolicy(chart, 'NetworkPolicy', { deployment, ...props })).spec;
}

test('renders every prop, and additional rules after the rules for peers', () => {
  const chart = testChart();
  const database = new BackstageDatabase(chart, 'PostgreSQL', {
    type: 'postgresql',
    host: 'postgres.example.com',
    port: 6432,
    password: { secret: { name: 'pg' }, key: 'password' },
  });
  const release = new Release({ namespace: 'team-a', fullnameOverride: 'console' });
  const peers: Required<NetworkPeers> = {
    clients: [{ podSelector: { matchLabels: { peer: 'clients' } } }],
    database: [{ podSelector: { matchLabels: { peer: 'database' } } }],
    openchoreoApi: [{ podSelector: { matchLabels: { peer: 'api' } } }],
    assistant: [{ podSelector: { matchLabels: { peer: 'assistant' } } }],
    identityProvider: [{ podSelector: { matchLabels: { peer: 'identity' } } }],
    externalCi: [{ podSelector: { matchLabels: { peer: 'ci' } } }],
    dns: [{ podSelector: { matchLabels: { peer: 'dns' } } }],
    https: [{ podSelector: { matchLabels: { peer: 'https' } } }],
    kubernetesApi: [{ podSelector: { matchLabels: { peer: 'kubernetes' } } }],
    telemetry: [{ podSelector: { matchLabels: { peer: 'telemetry' } } }],
  };
  const ports: Required<NetworkPorts> = {
    database: [5433],
    openchoreoApi: [8081],
    assistant: [8082],
    identityProvider: [8083],
    externalCi: [8084],
    dns: [5353],
    https: [8443],
    kubernetesApi: [6443],
    telemetry: [4317],
  };
  const props: Required<BackstageNetworkPolicyProps> = {
    deployment: testDeployment(chart, {
      release,
      database,
      features: { assistant: true },
      assistantUrl: 'http://assistant.example.com:8000',
      externalCi: { jenkins: { baseUrl: 'http://jenkins.example.com', username: 'portal' } },
    }),
    peers,
    ports,
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] }],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'TCP', port: 25 }] }],
    metadata: { labels: { team: 'platform' } },
  };
  expect(manifestOf(new BackstageNetworkPolicy(chart, 'NetworkPolicy', props))).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'console-ui', namespace: 'team-a', labels: { ...LABELS, team: 'platform' } },
    spec: {
      podSelector: { matchLabels: POD_LABELS },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        tcpFrom([{ podSelector: { matchLabels: { peer: 'clients' } } }], 7007),
        { from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] },
      ],
      egress: [
        tcp([{ podSelector: { matchLabels: { peer: 'api' } } }], 8081),
        tcp([{ podSelector: { matchLabels: { peer: 'database' } } }], 5433),
        tcp([{ podSelector: { matchLabels: { peer: 'assistant' } } }], 8082),
        tcp([{ podSelector: { matchLabels: { peer: 'identity' } } }], 8083),
        tcp([{ podSelector: { matchLabels: { peer: 'ci' } } }], 8084),
        {
          to: [{ podSelector: { matchLabels: { peer: 'dns' } } }],
          ports: [
            { protocol: 'UDP', port: 5353 },
            { protocol: 'TCP', port: 5353 },
          ],
        },
        tcp([{ podSelector: { matchLabels: { peer: 'kubernetes' } } }], 6443),
        tcp([{ podSelector: { matchLabels: { peer: 'telemetry' } } }], 4317),
        tcp([{ podSelector: { matchLabels: { peer: 'https' } } }], 8443),
        { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'TCP', port: 25 }] },
      ],
    },
  });
});

/** Returns a rule for incoming TCP traffic to one port. */
function tcpFrom(from: readonly object[], port: number) {
  return { from, ports: [{ protocol: 'TCP', port }] };
}

test('allows traffic from the Gateway, and to the destinations of the Deployment', () => {
  expect(specOf()).toEqual({
    podSelector: { matchLabels: POD_LABELS },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [FROM_GATEWAY],
    egress: [tcp(API_PODS, 8080), TO_DNS, tcp(ANYWHERE, 443)],
  });
});

test('selects the pods of the release', () => {
  const release = new Release({ name: 'portal', nameOverride: 'choreo' });
  expect(specOf({}, { release })).toHaveProperty('podSelector.matchLabels', {
    'app.kubernetes.io/component': 'backstage',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'portal',
  });
});

test('allows no incoming traffic if the list of clients is empty', () => {
  expect(specOf({ peers: { clients: [] } })).toHaveProperty('ingress', []);
});

test.each<[string, PostgresqlDatabase['host'], object[]]>([
  [
    'a Service',
    { name: 'pg', namespace: 'databases' },
    [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'databases' } } }],
  ],
  ['an IPv4 address', '10.1.2.3', [{ ipBlock: { cidr: '10.1.2.3/32' } }]],
  ['an IPv6 address', 'fd00::1', [{ ipBlock: { cidr: 'fd00::1/128' } }]],
  ['a Service in the same namespace', 'pg', [{ podSelector: {} }]],
  ['a host outside the cluster', 'postgres.example.com', [...ANYWHERE]],
  ["a Secret's key", { secret: { name: 'pg' }, key: 'host' }, [...ANYWHERE]],
])('allows traffic to PostgreSQL at %s, at its port only', (_, host, to) => {
  expect(specOf({}, {}, host)).toHaveProperty('egress.1', tcp(to, 5432));
});

test('allows traffic to an API in another namespace at the host of its URL', () => {
  expect(specOf({}, { openchoreoApiUrl: 'http://api.choreo.svc.cluster.local:9090/v1' })).toHaveProperty(
    'egress.0',
    tcp([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'choreo' } } }], 9090),
  );
});

describe('the portal assistant', () => {
  const release = new Release({ namespace: 'team-a' });

  test('can be reached at its Service if the portal shows it', () => {
    expect(specOf({}, { release, features: { assistant: true } })).toHaveProperty(
      'egress.1',
      tcp([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-a' } } }], 8080),
    );
  });

  test('can be reached at the host and port of its URL', () => {
    expect(specOf({}, { features: { assistant: true }, assistantUrl: 'http://10.1.2.3:8000' })).toHaveProperty(
      'egress.1',
      tcp([{ ipBlock: { cidr: '10.1.2.3/32' } }], 8000),
    );
  });

  test.each(['empty', false, undefined] as const)('has no rule if its feature is %p', (assistant) => {
    expect(specOf({}, { features: { assistant }, assistantUrl: 'http://10.1.2.3:8000' })).toEqual(specOf());
  });
});

test('renders one rule for each host of the identity provider, at the port of its URL', () => {
  const spec = specOf(
    {},
    {
      oidc: {
        ...OIDC,
        tokenUrl: 'http://thunder-service.idp.svc.cluster.local:8090/oauth2/token',
        wellKnownEndpoint: 'http://thunder-service.idp.svc.cluster.local:8090/.well-known/openid-configuration',
      },
      thunder: { baseUrl: 'http://thunder.example.com' },
    },
  );
  expect(spec).toHaveProperty('egress', [
    tcp(API_PODS, 8080),
    tcp([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'idp' } } }], 8090),
    tcp(ANYWHERE, 80),
    TO_DNS,
    tcp(ANYWHERE, 443),
  ]);
});

test('renders no rule for an empty list of peers, because Kubernetes reads it as every peer', () => {
  const deployment = testDeployment(testChart());
  const peers = { clients: [], dns: [], openchoreoApi: [], identityProvider: [] };
  const policy = new BackstageNetworkPolicy(testChart(), 'NetworkPolicy', { deployment, peers });
  expect(manifestOf(policy)).toMatchObject({
    spec: {
      ingress: [],
      egress: [
        {
          to: ANYWHERE,
          ports: [{ protocol: 'TCP', port: 443 }],
        },
      ],
    },
  });
});
