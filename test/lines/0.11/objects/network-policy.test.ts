import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { ANYWHERE, renderManifests, type Values } from '../../../../lib';
import { BASE, changesBy, find, POSTGRESQL, testChanges, testPlaces } from './support';

const POLICY = 'NetworkPolicy openchoreo-ui';
const ENABLED: Values = { backstage: { networkPolicy: { enabled: true } } };

const gateway = (name: string, namespace?: string) => ({
  ...(namespace && { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }),
  podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } },
});
const monitoring = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };

function specOf(values: readonly Values[], fidelity: 'exact' | 'corrected' = 'corrected') {
  const policy = find(renderManifests([BASE, ENABLED, ...values], { fidelity }), POLICY);
  return (policy as NetworkPolicy | undefined)?.spec;
}

test('adds only a NetworkPolicy', () => {
  for (const fidelity of ['exact', 'corrected'] as const) {
    expect(Object.keys(changesBy(ENABLED, { fidelity }))).toEqual([POLICY]);
  }
});

describe('additional rules', () => {
  const [fromAnyone, toDatabase] = [{ ports: [{ port: 9464 }] }, { ports: [{ port: 5432 }] }];

  testChanges(
    [
      [
        "for incoming traffic come after the chart's",
        { backstage: { networkPolicy: { ingress: [fromAnyone] } } },
        { [`${POLICY}: spec.ingress[1]`]: fromAnyone },
      ],
      [
        "for outgoing traffic come after the chart's",
        { backstage: { networkPolicy: { egress: [toDatabase] } } },
        { [`${POLICY}: spec.egress[3]`]: toDatabase },
        { [`${POLICY}: spec.egress[5]`]: toDatabase },
      ],
    ],
    ENABLED,
  );
});

describe('clients, in corrected', () => {
  const clients = (...values: Values[]) => specOf(values)?.ingress?.map(({ from }) => from);
  const parents = (...parentRefs: { name: string; namespace?: string; sectionName?: string }[]): Values => ({
    backstage: { ingress: { parentRefs } },
  });

  test.each<[string, Values[], object[]]>([
    ['the pods of the default Gateway', [], [gateway('gateway-default')]],
    ['the pods of a Gateway with another name', [parents({ name: 'shared' })], [gateway('shared')]],
    [
      'the pods of a Gateway in another namespace',
      [parents({ name: 'shared', namespace: 'gateways' })],
      [gateway('shared', 'gateways')],
    ],
    [
      'the pods of each Gateway',
      [parents({ name: 'shared', namespace: 'gateways' }, { name: 'own' })],
      [gateway('shared', 'gateways'), gateway('own')],
    ],
    [
      'the pods of a Gateway once, if several of its listeners are set',
      [parents({ name: 'shared', sectionName: 'a' }, { name: 'shared', sectionName: 'b' })],
      [gateway('shared')],
    ],
    [
      'Prometheus, with a ServiceMonitor',
      [{ backstage: { metrics: { serviceMonitor: { enabled: true } } } }],
      [gateway('gateway-default'), monitoring],
    ],
    [
      'only Prometheus, without a route',
      [{ backstage: { ingress: { enabled: false }, metrics: { serviceMonitor: { enabled: true } } } }],
      [monitoring],
    ],
    [
      'only the clients of the values, if they are set',
      [
        {
          backstage: {
            metrics: { serviceMonitor: { enabled: true } },
            networkPolicy: { peers: { clients: [{ podSelector: {} }] } },
          },
        },
      ],
      [{ podSelector: {} }],
    ],
    ['any pod, with an Ingress', [{ backstage: { ingress: { className: 'nginx' } } }], [{ namespaceSelector: {} }]],
    ['any pod and address, with a LoadBalancer', [{ backstage: { service: { type: 'LoadBalancer' } } }], [...ANYWHERE]],
  ])('are %s', (_, values, peers) => {
    expect(clients(...values)).toEqual([peers]);
  });

  test('are empty, without a route', () => {
    expect(clients({ backstage: { ingress: { enabled: false } } })).toEqual([]);
  });

  test('of the chart depend on neither Gateways nor Prometheus', () => {
    const values: Values = {
      backstage: {
        metrics: { serviceMonitor: { enabled: true } },
        ingress: { parentRefs: [{ name: 'shared', namespace: 'gateways' }] },
      },
    };
    expect(specOf([values], 'exact')).toEqual(specOf([], 'exact'));
  });
});

describe('peers in the values, in corrected', () => {
  const peer = { podSelector: { matchLabels: { app: 'other' } } };

  test.each<[string, 'database' | 'openchoreoApi' | 'identityProvider' | 'dns', readonly number[]]>([
    ['PostgreSQL', 'database', [5432]],
    ['the API', 'openchoreoApi', [8080]],
    ['DNS', 'dns', [53, 53]],
  ])('of %s are open only at its ports', (_, side, expected) => {
    const values: Values = { backstage: { networkPolicy: { peers: { [side]: [peer] } } } };
    const rules = specOf([POSTGRESQL, values])?.egress?.filter(
      ({ to }) => JSON.stringify(to) === JSON.stringify([peer]),
    );
    expect(rules?.map(({ ports }) => ports?.map(({ port }) => port))).toEqual([expected]);
  });

  test('of the identity provider are open at each of its ports', () => {
    const values: Values = { backstage: { networkPolicy: { peers: { identityProvider: [peer] } } } };
    const rules = specOf([values])?.egress?.filter(({ to }) => JSON.stringify(to) === JSON.stringify([peer]));
    expect(rules?.map(({ ports }) => ports?.map(({ port }) => port))).toEqual([[8090], [80]]);
  });

  test('narrow HTTPS, which an empty list forbids', () => {
    const toHttps = (https: object[]) =>
      specOf([{ backstage: { networkPolicy: { peers: { https } } } }])?.egress?.filter(({ ports }) =>
        ports?.some(({ port }) => port === 443),
      );
    expect(toHttps([peer])).toEqual([{ to: [peer], ports: [{ protocol: 'TCP', port: 443 }] }]);
    expect(toHttps([])).toEqual([]);
  });

  test('add the Kubernetes API and collectors, at their usual ports', () => {
    const peers = { kubernetesApi: [peer], telemetry: [peer] };
    const rules = specOf([{ backstage: { networkPolicy: { peers } } }])?.egress?.filter(
      ({ to }) => JSON.stringify(to) === JSON.stringify([peer]),
    );
    expect(rules?.map(({ ports }) => ports?.map(({ port }) => port))).toEqual([
      [443, 6443],
      [4317, 4318],
    ]);
  });

  test('stand for the defaults if they are empty lists', () => {
    const peers = { database: [], openchoreoApi: [], identityProvider: [], dns: [], kubernetesApi: [], telemetry: [] };
    const ports = { ...peers, https: [] };
    expect(specOf([POSTGRESQL, { backstage: { networkPolicy: { peers, ports } } }])).toEqual(specOf([POSTGRESQL]));
  });

  test.each([
    ['database', [6432]],
    ['openchoreoApi', [9090, 9091]],
    ['identityProvider', [8443]],
    ['https', [8443]],
  ] as const)('can have other ports: %s', (name, given) => {
    const egress = specOf([POSTGRESQL, { backstage: { networkPolicy: { ports: { [name]: given } } } }])?.egress;
    const rules = egress?.filter(({ ports }) => ports?.[0]?.port === given[0]);
    expect(rules?.length).toBeGreaterThan(0);
    expect(rules?.[0]?.ports).toEqual(given.map((port) => ({ protocol: 'TCP', port })));
  });

  test('have no effect in exact', () => {
    const peers = { clients: [peer], database: [peer], openchoreoApi: [peer], identityProvider: [peer], dns: [peer] };
    expect(specOf([{ backstage: { networkPolicy: { peers } } }], 'exact')).toEqual(specOf([], 'exact'));
  });
});

describe("the chart's policy", () => {
  testPlaces([
    [
      'networkPolicy.ingress',
      { backstage: { networkPolicy: { enabled: true, ingress: [{ ports: [{ port: 9464 }] }] } } },
      'NetworkPolicy openchoreo-ui',
      'spec.ingress.1',
      { ports: [{ port: 9464 }] },
    ],
    [
      'networkPolicy.egress',
      { backstage: { networkPolicy: { enabled: true, egress: [{ ports: [{ port: 5432 }] }] } } },
      'NetworkPolicy openchoreo-ui',
      'spec.egress.3',
      { ports: [{ port: 5432 }] },
    ],
    [
      "networkPolicy, with the chart's selector",
      { backstage: { networkPolicy: { enabled: true } } },
      'NetworkPolicy openchoreo-ui',
      'spec.podSelector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
    ],
  ]);
});
