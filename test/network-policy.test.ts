import { BackstageDatabase, type PostgresqlDatabase } from '../lib/database';
import type { BackstageDeploymentProps } from '../lib/deployment';
import type { NetworkPeers } from '../lib/network-peers';
import { BackstageNetworkPolicy, type BackstageNetworkPolicyProps } from '../lib/network-policy';
import { Release } from '../lib/release';
import { LABELS, manifestOf, OIDC, POD_LABELS, testChart, testDeployment } from './support';

const FROM_GATEWAY = {
  from: [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } }],
  ports: [{ protocol: 'TCP', port: 7007 }],
};

const ANYWHERE = [{ namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];

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

/** A rule for TCP at one port. */
function tcp(to: readonly object[], port: number) {
  return { to, ports: [{ protocol: 'TCP', port }] };
}

/** The spec of the policy of a Deployment, on PostgreSQL where a host is given. */
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

test('every prop reaches the NetworkPolicy, rules after those of the peers', () => {
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
    identityProvider: [{ podSelector: { matchLabels: { peer: 'identity' } } }],
    dns: [{ podSelector: { matchLabels: { peer: 'dns' } } }],
  };
  const props: Required<Omit<BackstageNetworkPolicyProps, 'chartDefects'>> = {
    deployment: testDeployment(chart, { release, database }),
    peers,
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] }],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'TCP', port: 25 }] }],
  };
  expect(manifestOf(new BackstageNetworkPolicy(chart, 'NetworkPolicy', props))).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'console-ui', namespace: 'team-a', labels: LABELS },
    spec: {
      podSelector: { matchLabels: POD_LABELS },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        tcpFrom([{ podSelector: { matchLabels: { peer: 'clients' } } }], 7007),
        { from: [{ namespaceSelector: { matchLabels: { team: 'a' } } }] },
      ],
      egress: [
        tcp([{ podSelector: { matchLabels: { peer: 'api' } } }], 8080),
        tcp([{ podSelector: { matchLabels: { peer: 'database' } } }], 6432),
        tcp([{ podSelector: { matchLabels: { peer: 'identity' } } }], 443),
        { to: [{ podSelector: { matchLabels: { peer: 'dns' } } }], ports: DNS_PORTS },
        tcp(ANYWHERE, 443),
        { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'TCP', port: 25 }] },
      ],
    },
  });
});

/** A rule for TCP at one port, from somewhere. */
function tcpFrom(from: readonly object[], port: number) {
  return { from, ports: [{ protocol: 'TCP', port }] };
}

test("it admits the Gateway, and lets out what the Deployment's settings tell of", () => {
  expect(specOf()).toEqual({
    podSelector: { matchLabels: POD_LABELS },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [FROM_GATEWAY],
    egress: [tcp(API_PODS, 8080), tcp(ANYWHERE, 443), TO_DNS, tcp(ANYWHERE, 443)],
  });
});

test('it finds the pods of any release', () => {
  const release = new Release({ name: 'portal', nameOverride: 'choreo' });
  expect(specOf({}, { release })).toHaveProperty('podSelector.matchLabels', {
    'app.kubernetes.io/component': 'backstage',
    'app.kubernetes.io/name': 'choreo',
    'app.kubernetes.io/instance': 'portal',
  });
});

test('no clients admit nobody', () => {
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
  ['a Service of the same namespace', 'pg', [{ podSelector: {} }]],
  ['a host outside of the cluster', 'postgres.example.com', ANYWHERE],
  ["a Secret's key", { secret: { name: 'pg' }, key: 'host' }, ANYWHERE],
])('PostgreSQL at %s is reached at its port', (_, host, to) => {
  expect(specOf({}, {}, host)).toHaveProperty('egress.1', tcp(to, 5432));
});

test('the API is reached at the host of its URL where it is not that of the release', () => {
  expect(specOf({}, { openchoreoApiUrl: 'http://api.choreo.svc.cluster.local:9090/v1' })).toHaveProperty(
    'egress.0',
    tcp([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'choreo' } } }], 9090),
  );
});

test('every host of the identity provider is reached once, at the port of its URL', () => {
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

test("the chart's policy has the chart's rules and the selector given, with own rules after them", () => {
  const props: Required<Omit<BackstageNetworkPolicyProps, 'deployment' | 'peers'>> = {
    chartDefects: { podSelector: { matchLabels: { tier: 'portal' } } },
    ingress: [{ ports: [{ port: 9464 }] }],
    egress: [{ ports: [{ port: 5432 }] }],
  };
  expect(specOf(props)).toEqual({
    podSelector: { matchLabels: { tier: 'portal' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      tcpFrom(
        [
          { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
          { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
        ],
        7007,
      ),
      { ports: [{ port: 9464 }] },
    ],
    egress: [
      tcp(API_PODS, 8080),
      tcp([{ namespaceSelector: {} }], 443),
      { ...TO_DNS, ports: [{ protocol: 'UDP', port: 53 }] },
      { ports: [{ port: 5432 }] },
    ],
  });
});

test('no rule is rendered for a far side without peers, for Kubernetes takes an empty list for everyone', () => {
  const deployment = testDeployment(testChart());
  const peers = { clients: [], dns: [], openchoreoApi: [], identityProvider: [] };
  const policy = new BackstageNetworkPolicy(testChart(), 'NetworkPolicy', { deployment, peers });
  expect(manifestOf(policy)).toMatchObject({
    spec: {
      ingress: [],
      egress: [
        {
          to: [{ namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }],
          ports: [{ protocol: 'TCP', port: 443 }],
        },
      ],
    },
  });
});
