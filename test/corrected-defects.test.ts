import type { Deployment } from 'kubernetes-types/apps/v1';
import { type DefectId, type Manifest, renderManifests, type Values } from '../lib';
import { defects } from '../lib/lines/0.11/defects';
import { BASE, find, POSTGRESQL } from './lines/0.11/objects/support';
import { POD_LABELS } from './support';

// What `corrected` fidelity makes of the defects of the chart, one at a time.

const render = (values: Values) => renderManifests(values, { fidelity: 'corrected' });
const ofKind = <T>(manifests: readonly Manifest[], kind: string) =>
  manifests.filter((manifest) => manifest.kind === kind) as unknown as T[];

describe("the hash among the pods' annotations", () => {
  const base: Values = { backstage: { backendSecret: 's' } };
  const hash = (...values: Values[]) => {
    const manifests = renderManifests([base, ...values], { fidelity: 'corrected' });
    return ofKind<Deployment>(manifests, 'Deployment')[0]?.spec?.template.metadata?.annotations;
  };

  test('changes with a value of the Secret', () => {
    expect(hash()).toEqual({ 'checksum/secret': expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(hash({ backstage: { backendSecret: 't' } })).not.toEqual(hash());
    expect(hash({ backstage: { auth: { clientSecret: 't' } } })).not.toEqual(hash());
  });

  test('changes with nothing else', () => {
    expect(hash({ global: { commonLabels: { team: 'a' } }, fullnameOverride: 'portal' })).toEqual(hash());
    expect(hash({ backstage: { replicas: 1, networkPolicy: { enabled: true } } })).toEqual(hash());
  });

  test('is not there for a Secret that is not rendered', () => {
    expect(hash({ backstage: { backendSecret: null, secretName: 'mine' } })).toBeUndefined();
  });
});

test('a budget of 0 and a percentage are bounds', () => {
  const budget = (podDisruptionBudget: object) =>
    ofKind<{ spec: object }>(
      render({ backstage: { backendSecret: 's', podDisruptionBudget: { enabled: true, ...podDisruptionBudget } } }),
      'PodDisruptionBudget',
    )[0]?.spec;
  expect(budget({ minAvailable: 0 })).toMatchObject({ minAvailable: 0 });
  expect(budget({ minAvailable: null, maxUnavailable: '25%' })).toMatchObject({ maxUnavailable: '25%' });
});

test('the URL of the API follows openchoreoApi.name', () => {
  const [deployment] = ofKind<Deployment>(
    render({ openchoreoApi: { name: 'api' }, backstage: { backendSecret: 's' } }),
    'Deployment',
  );
  expect(deployment?.spec?.template.spec?.containers[0]?.env).toContainEqual({
    name: 'OPENCHOREO_API_URL',
    value: 'http://api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
  });
});

describe('the NetworkPolicy', () => {
  const policy = (...values: Values[]) =>
    ofKind<{ spec: { ingress: object[]; egress: { ports: { port: number }[] }[] } }>(
      renderManifests([{ backstage: { backendSecret: 's', networkPolicy: { enabled: true } } }, ...values], {
        fidelity: 'corrected',
      }),
      'NetworkPolicy',
    )[0]?.spec;
  const clients = (...values: Values[]) => policy(...values)?.ingress;

  test('admits the pods of the Gateway, and nobody else', () => {
    expect(clients()).toEqual([
      {
        from: [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } }],
        ports: [{ protocol: 'TCP', port: 7007 }],
      },
    ]);
  });

  test('admits the controller that is named, any pod behind an Ingress, anyone at a node port, and nobody without route', () => {
    const controller = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'traefik' } } };
    const from = (peers: object[]) => [{ from: peers, ports: [{ protocol: 'TCP', port: 7007 }] }];
    const behindIngress: Values = { backstage: { ingress: { ingressClassName: 'traefik' } } };
    expect(clients(behindIngress)).toEqual(from([{ namespaceSelector: {} }]));
    expect(clients(behindIngress, { backstage: { networkPolicy: { peers: { clients: [controller] } } } })).toEqual(
      from([controller]),
    );
    expect(clients({ backstage: { service: { type: 'NodePort' } } })).toEqual(
      from([{ namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }]),
    );
    expect(clients({ backstage: { ingress: { enabled: false } } })).toEqual([]);
  });

  test.each([
    [
      'postgres.databases.svc.cluster.local',
      [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'databases' } } }],
    ],
    ['postgres', [{ podSelector: {} }]],
    ['10.1.2.3', [{ ipBlock: { cidr: '10.1.2.3/32' } }]],
    ['fd00::7', [{ ipBlock: { cidr: 'fd00::7/128' } }]],
    [
      'postgres.example.com',
      [{ namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }],
    ],
  ])('lets Backstage reach PostgreSQL at %s, at its port', (host, to) => {
    const database = { type: 'postgresql' as const, postgresql: { host, port: 5433, password: 'p' } };
    expect(policy({ backstage: { database } })?.egress).toContainEqual({
      to,
      ports: [{ protocol: 'TCP', port: 5433 }],
    });
  });

  test('asks DNS over UDP and TCP', () => {
    expect(policy()?.egress).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [
        { protocol: 'UDP', port: 53 },
        { protocol: 'TCP', port: 53 },
      ],
    });
  });
});

const DEPLOYMENT = 'Deployment openchoreo-ui';
const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers.0`;
const DATABASE = { name: 'backstage-db', emptyDir: {} };

describe('what exact has otherwise', () => {
  const exact = (values: Values) => renderManifests([BASE, values], { fidelity: 'exact' });
  const corrected = (values: Values) => renderManifests([BASE, values], { fidelity: 'corrected' });

  /** Defects with the values that show them, an object, a path in it, and what stands there in exact and fixed. */
  const rows: readonly [DefectId, string, Values, string, string, unknown, unknown][] = [
    [
      'budget-selector',
      'the budget selects the pods',
      { backstage: { podDisruptionBudget: { enabled: true } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec.selector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
      POD_LABELS,
    ],
    [
      'budget-bounds',
      'the budget keeps a bound of 0',
      { backstage: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec.minAvailable',
      undefined,
      0,
    ],
    [
      'network-policy',
      'the network policy selects the pods',
      { backstage: { networkPolicy: { enabled: true } } },
      'NetworkPolicy openchoreo-ui',
      'spec.podSelector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
      POD_LABELS,
    ],
    [
      'network-policy',
      'the network policy admits the Gateway',
      { backstage: { networkPolicy: { enabled: true } } },
      'NetworkPolicy openchoreo-ui',
      'spec.ingress.0.from',
      [
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
        { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
      ],
      [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } }],
    ],
    [
      'network-policy',
      'the network policy admits the clients given',
      { backstage: { networkPolicy: { enabled: true, peers: { clients: [{ podSelector: {} }] } } } },
      'NetworkPolicy openchoreo-ui',
      'spec.ingress.0.from',
      [
        { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } } },
        { namespaceSelector: { matchLabels: { name: 'ingress-nginx' } } },
      ],
      [{ podSelector: {} }],
    ],
    [
      'spread-selector',
      'spread constraints count the pods',
      {},
      DEPLOYMENT,
      `${POD}.topologySpreadConstraints.0.labelSelector.matchLabels`,
      { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
      POD_LABELS,
    ],
    [
      'replicas-under-autoscaler',
      'the autoscaler alone says how many pods there are',
      { backstage: { ...POSTGRESQL.backstage, autoscaling: { enabled: true } } },
      DEPLOYMENT,
      'spec.replicas',
      1,
      undefined,
    ],
    [
      'pull-secrets',
      'registry logins are used',
      { global: { imagePullSecrets: [{ name: 'registry' }] } },
      DEPLOYMENT,
      `${POD}.imagePullSecrets`,
      undefined,
      [{ name: 'registry' }],
    ],
    [
      'claim-update-strategy',
      'SQLite on a claim is not mounted twice',
      { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
      DEPLOYMENT,
      'spec.strategy',
      undefined,
      { type: 'Recreate' },
    ],
    [
      'plain-token',
      "Thunder's token is in the Secret",
      { backstage: { thunder: { token: 'test-token' } } },
      'Secret openchoreo-backstage-secrets',
      'data.thunder-token',
      undefined,
      'dGVzdC10b2tlbg==',
    ],
    [
      'plain-token',
      "Thunder's token is not in the pod",
      { backstage: { env: [], thunder: { token: 'test-token' } } },
      DEPLOYMENT,
      `${CONTAINER}.env.4`,
      { name: 'THUNDER_TOKEN', value: 'test-token' },
      {
        name: 'THUNDER_TOKEN',
        valueFrom: { secretKeyRef: { name: 'openchoreo-backstage-secrets', key: 'thunder-token' } },
      },
    ],
    [
      'api-url',
      'the API is at the Service of its name',
      { openchoreoApi: { name: 'choreo' }, backstage: { env: [] } },
      DEPLOYMENT,
      `${CONTAINER}.env.0.value`,
      'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
      'http://choreo.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
    ],
    [
      'writable-tmp',
      'Backstage may write temporary files beside a read-only root filesystem',
      { backstage: { containerSecurityContext: { readOnlyRootFilesystem: true } } },
      DEPLOYMENT,
      `${POD}.volumes`,
      [DATABASE],
      [DATABASE, { name: 'tmp', emptyDir: {} }],
    ],
    [
      'base-url-slash',
      'the URL of the portal has no slash at its end',
      { backstage: { env: [], baseUrl: 'https://portal.example.com/' } },
      DEPLOYMENT,
      `${CONTAINER}.env.1.value`,
      'https://portal.example.com/',
      'https://portal.example.com',
    ],
    [
      'stale-config',
      'pods restart when a credential changes',
      {},
      DEPLOYMENT,
      'spec.template.metadata.annotations',
      undefined,
      { 'checksum/secret': expect.stringMatching(/^[0-9a-f]{64}$/) },
    ],
  ];
  const ids = defects.map(({ id }) => id);

  test('is shown here for every known defect', () => {
    expect([...new Set(rows.map(([id]) => id))].sort()).toEqual([...ids].sort());
  });

  const at = (all: readonly Manifest[], identity: string, path: string, expected: unknown) => {
    if (expected === undefined) {
      expect(find(all, identity)).not.toHaveProperty(path.split('.'));
    } else {
      expect(find(all, identity)).toHaveProperty(path.split('.'), expected);
    }
  };

  test.each(rows)('%s: %s, other than in exact', (_, __, values, identity, path, exactly, fixed) => {
    at(exact(values), identity, path, exactly);
    at(corrected(values), identity, path, fixed);
  });

  test.each(rows)('%s can be fixed alone, and alone be left: %s', (id, _, values, identity, path, exactly, fixed) => {
    const others = ids.filter((other) => other !== id);
    at(renderManifests([BASE, values], { fidelity: [id] }), identity, path, fixed);
    at(renderManifests([BASE, values], { fidelity: others }), identity, path, exactly);
  });

  test('pods restart when a credential changes, which in exact they do not', () => {
    const annotations = 'spec.template.metadata.annotations';
    expect(find(exact({}), DEPLOYMENT)).not.toHaveProperty(annotations);
    const [one, other] = ['test-1', 'test-2'].map((backendSecret) =>
      find(corrected({ backstage: { backendSecret } }), DEPLOYMENT),
    );
    expect(one).toHaveProperty([...annotations.split('.'), 'checksum/secret']);
    expect(one?.spec).not.toEqual(other?.spec);
  });

  test('selectors are those of exact, for they cannot change on a live Deployment', () => {
    expect(find(corrected({}), DEPLOYMENT)).toHaveProperty('spec.selector.matchLabels', POD_LABELS);
    expect(find(corrected({}), 'Service openchoreo-ui')).toHaveProperty('spec.selector', POD_LABELS);
  });
});
