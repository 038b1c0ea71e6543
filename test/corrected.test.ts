import fc from 'fast-check';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Container, PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { FIDELITIES, type Fidelity, type Manifest, renderManifests, type Values } from '../lib';
import { MARKER, OWN, validValues } from './arbitrary-values';
import { BASE, find, POSTGRESQL } from './from-values/support';
import { POD_LABELS } from './support';

// What holds for any values in `corrected` fidelity; some of it in `exact`, too. At the end, what `exact` has otherwise.

const render = (values: Values, fidelity: Fidelity = 'corrected') => renderManifests(values, { fidelity });
const ofKind = <T>(manifests: readonly Manifest[], kind: string) =>
  manifests.filter((manifest) => manifest.kind === kind) as unknown as T[];
const names = (manifests: readonly Manifest[], kind: string) =>
  ofKind<Manifest>(manifests, kind).map(({ metadata }) => metadata.name);
const twice = (list: readonly unknown[]) => list.filter((entry, index) => list.indexOf(entry) !== index);

/** What was rendered: every test has the same random values. */
const rendered = new Map<string, readonly Manifest[]>();

function renderOnce(values: Values, fidelity: Fidelity): readonly Manifest[] {
  const key = JSON.stringify([values, fidelity]);
  const manifests = rendered.get(key) ?? render(values, fidelity);
  rendered.set(key, manifests);
  return manifests;
}

function forAll(
  check: (manifests: readonly Manifest[], values: Values) => void,
  fidelities: readonly Fidelity[] = ['corrected'],
) {
  fc.assert(
    fc.property(validValues, (values) => {
      for (const fidelity of fidelities) {
        check(renderOnce(values, fidelity), values);
      }
    }),
    { numRuns: 150 },
  );
}

/** An object that makes pods. */
interface PodManifest extends Manifest {
  readonly spec: { readonly template: PodTemplateSpec };
}

function podTemplate(manifests: readonly Manifest[], kind: 'Deployment' | 'Job' = 'Deployment') {
  const [{ spec = undefined } = {}] = ofKind<PodManifest>(manifests, kind);
  return { labels: spec?.template.metadata?.labels ?? {}, spec: spec?.template.spec as PodSpec };
}

/** All containers of the objects that make pods. */
function containers(manifests: readonly Manifest[]): Container[] {
  return (['Deployment', 'Job'] as const).flatMap((kind) => {
    const { spec } = podTemplate(manifests, kind);
    return spec ? [...(spec.initContainers ?? []), ...spec.containers] : [];
  });
}

/** Everything that selects pods. */
function podSelectors(manifests: readonly Manifest[]): (LabelSelector | undefined)[] {
  const { spec } = podTemplate(manifests);
  return [
    ...ofKind<Deployment>(manifests, 'Deployment').map((object) => object.spec?.selector),
    ...ofKind<{ spec: { selector: LabelSelector } }>(manifests, 'PodDisruptionBudget').map(
      (object) => object.spec.selector,
    ),
    ...ofKind<{ spec: { podSelector: LabelSelector } }>(manifests, 'NetworkPolicy').map(
      (object) => object.spec.podSelector,
    ),
    ...ofKind<{ spec: { selector: Record<string, string> } }>(manifests, 'Service').map((object) => ({
      matchLabels: object.spec.selector,
    })),
    ...(spec.topologySpreadConstraints ?? []).map(({ labelSelector }) => labelSelector),
  ];
}

test('the values make each kind of object, some of them with options that they have not always', () => {
  const all = fc.sample(validValues, { numRuns: 100 }).map((values) => render(values));
  expect([...new Set(all.flat().map(({ kind }) => kind))].sort()).toEqual([
    'ConfigMap',
    'Deployment',
    'ExternalSecret',
    'HTTPRoute',
    'HorizontalPodAutoscaler',
    'Ingress',
    'Job',
    'NetworkPolicy',
    'PersistentVolumeClaim',
    'PodDisruptionBudget',
    'PriorityClass',
    'Secret',
    'Service',
    'ServiceAccount',
    'ServiceMonitor',
  ]);
  const members = ['"filters":', '"timeouts":', '"defaultBackend":', '"initContainers":', '"lifecycle":', '"/tmp"'];
  expect(members.filter((member) => !JSON.stringify(all).includes(member))).toEqual([]);
});

test('every selector selects the pods of the Deployment', () => {
  forAll((manifests) => {
    const { labels } = podTemplate(manifests);
    for (const selector of podSelectors(manifests)) {
      expect(selector).toEqual({
        matchLabels: expect.objectContaining({ 'app.kubernetes.io/component': 'backstage' }),
      });
      expect(labels).toMatchObject(selector?.matchLabels ?? {});
    }
  });
});

test('no selector selects the pods of the Job that registers redirect URLs', () => {
  forAll((manifests) => {
    const { labels, spec } = podTemplate(manifests, 'Job');
    for (const { matchLabels = {} } of spec ? podSelectors(manifests).map((selector) => selector ?? {}) : []) {
      expect(labels).not.toMatchObject(matchLabels);
    }
  }, FIDELITIES);
});

test('a ServiceMonitor selects the Service, and Prometheus may connect', () => {
  forAll((manifests) => {
    const [service] = ofKind<Manifest>(manifests, 'Service');
    const [policy] = ofKind<NetworkPolicy>(manifests, 'NetworkPolicy');
    type Monitor = Manifest & { spec: { selector: LabelSelector; namespaceSelector: { matchNames: string[] } } };
    for (const { spec, metadata } of ofKind<Monitor>(manifests, 'ServiceMonitor')) {
      expect(service?.metadata.labels).toMatchObject(spec.selector.matchLabels ?? {});
      expect(spec.namespaceSelector.matchNames).toEqual([service?.metadata.namespace]);
      const admitted = policy?.spec?.ingress?.flatMap(({ from = [] }) => from) ?? [];
      if (policy) {
        const { namespace = '' } = metadata;
        const peers = [{}, { matchLabels: { 'kubernetes.io/metadata.name': namespace } }].map((namespaceSelector) =>
          JSON.stringify({ namespaceSelector }),
        );
        expect(admitted.some((peer) => peers.includes(JSON.stringify(peer)))).toBe(true);
      }
    }
  });
});

test('no two routes take the same requests', () => {
  forAll((manifests) => {
    type Route = Manifest & {
      spec: { hostnames: string[]; parentRefs: { name: string; namespace: string; sectionName?: string }[] };
    };
    const routes = ofKind<Route>(manifests, 'HTTPRoute').filter(
      ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'backstage',
    );
    const listeners = routes.flatMap(({ spec }) =>
      spec.parentRefs.map(({ name, namespace, sectionName }) => [namespace, name, sectionName].join('/')),
    );
    expect(twice(listeners)).toEqual([]);
    if (routes.length > 1) {
      // One without a listener attaches to all of them.
      expect(listeners.filter((listener) => listener.endsWith('/'))).toEqual([]);
    }
  }, FIDELITIES);
});

test("the number of pods is the autoscaler's where there is one", () => {
  forAll((manifests) => {
    const [deployment] = ofKind<Deployment>(manifests, 'Deployment');
    const isAutoscaled = names(manifests, 'HorizontalPodAutoscaler').length > 0;
    expect(deployment?.spec?.replicas === undefined).toBe(isAutoscaled);
  });
});

test('everything that is referred to is rendered, or named by a value', () => {
  forAll((manifests, { backstage = {}, global }) => {
    const caBundle = backstage.database?.postgresql?.caBundle;
    const declared = {
      Secret: [
        ...names(manifests, 'Secret'),
        ...names(manifests, 'ExternalSecret'),
        ...(global?.imagePullSecrets ?? []).map(({ name }) => name),
        ...(backstage.imagePullSecrets ?? []).map(({ name }) => name),
        backstage.secretName,
        caBundle?.secret,
        OWN.secret,
      ],
      ConfigMap: [...names(manifests, 'ConfigMap'), caBundle?.configMap, OWN.configMap],
      PersistentVolumeClaim: [
        ...names(manifests, 'PersistentVolumeClaim'),
        backstage.database?.sqlite?.persistence?.existingClaim,
      ],
    };
    for (const { env = [], envFrom = [] } of containers(manifests)) {
      for (const { valueFrom } of env) {
        expect([...declared.Secret, undefined]).toContain(valueFrom?.secretKeyRef?.name);
        expect(valueFrom && !valueFrom.secretKeyRef).toBeFalsy();
      }
      for (const { configMapRef, secretRef } of envFrom) {
        expect([...declared.ConfigMap, undefined]).toContain(configMapRef?.name);
        expect([...declared.Secret, undefined]).toContain(secretRef?.name);
      }
    }
    for (const kind of ['Deployment', 'Job'] as const) {
      for (const { name } of podTemplate(manifests, kind).spec?.imagePullSecrets ?? []) {
        expect(declared.Secret).toContain(name);
      }
    }
    const { spec } = podTemplate(manifests);
    for (const { configMap, secret, persistentVolumeClaim } of spec.volumes ?? []) {
      expect([...declared.ConfigMap, undefined]).toContain(configMap?.name);
      expect([...declared.Secret, undefined]).toContain(secret?.secretName);
      expect([...declared.PersistentVolumeClaim, undefined]).toContain(persistentVolumeClaim?.claimName);
    }
    expect(names(manifests, 'ServiceAccount')).toEqual([spec.serviceAccountName]);
    expect(names(manifests, 'PriorityClass')).toEqual(spec.priorityClassName ? [spec.priorityClassName] : []);
    const [service] = ofKind<{ spec: { ports: { targetPort: string }[] } }>(manifests, 'Service');
    const [container] = spec.containers;
    expect(container?.ports?.map(({ name }) => name)).toContain(service?.spec.ports[0]?.targetPort);
  });
});

test('everything that is rendered to be referred to is', () => {
  forAll((manifests) => {
    const { spec } = podTemplate(manifests);
    expect(names(manifests, 'ConfigMap')).toEqual(
      (spec.volumes ?? []).flatMap(({ name, configMap }) => (name === 'extra-app-config' ? [configMap?.name] : [])),
    );
  });
});

test('every key of the rendered Secret that a variable reads is there', () => {
  forAll((manifests) => {
    const [secret] = ofKind<{ metadata: { name: string }; data: object }>(manifests, 'Secret');
    for (const { valueFrom } of containers(manifests).flatMap(({ env = [] }) => env)) {
      if (secret && valueFrom?.secretKeyRef?.name === secret.metadata.name) {
        expect(Object.keys(secret.data)).toContain(valueFrom.secretKeyRef.key);
      }
    }
  });
});

test('no variable, container, volume or registry login is there twice', () => {
  forAll((manifests) => {
    for (const { env = [] } of containers(manifests)) {
      expect(twice(env.map(({ name }) => name))).toEqual([]);
    }
    const { spec } = podTemplate(manifests);
    expect(twice([...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name))).toEqual([]);
    expect(twice((spec.volumes ?? []).map(({ name }) => name))).toEqual([]);
    expect(twice((spec.imagePullSecrets ?? []).map(({ name }) => name))).toEqual([]);
  }, FIDELITIES);
});

test('every mount has a volume and a folder of its own, and every rendered volume a mount', () => {
  forAll((manifests) => {
    const { spec } = podTemplate(manifests);
    const volumes = (spec.volumes ?? []).map(({ name }) => name);
    const mounted = spec.containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
    for (const { volumeMounts = [] } of spec.containers) {
      expect(twice(volumeMounts.map(({ mountPath }) => mountPath.replace(/\/+$/, '')))).toEqual([]);
    }
    expect(mounted.filter((name) => !volumes.includes(name))).toEqual([]);
    expect(volumes.filter((name) => !mounted.includes(name))).toEqual([]);
  }, FIDELITIES);
});

test('there is a writable /tmp wherever the root filesystem is read-only', () => {
  forAll((manifests) => {
    const { spec } = podTemplate(manifests);
    const [{ securityContext, volumeMounts = [] } = { volumeMounts: [] }] = spec.containers;
    const tmp = volumeMounts.filter(({ mountPath }) => mountPath === '/tmp');
    expect(!securityContext?.readOnlyRootFilesystem || (tmp.length === 1 && !tmp[0]?.readOnly)).toBe(true);
  });
});

test('no secret is in clear outside the rendered Secret, and none at all with other sources', () => {
  forAll((manifests, { backstage }) => {
    const isInline = backstage?.backendSecret !== undefined;
    const hidden = Buffer.from(MARKER).toString('base64').slice(0, -2);
    const text = JSON.stringify(manifests.filter(({ kind }) => !(isInline && kind === 'Secret')));
    expect(text).not.toContain(MARKER);
    expect(text).not.toContain(hidden);
    expect(names(manifests, 'Secret').length).toBe(isInline ? 1 : 0);
  });
});

test('SQLite on a claim stops the old pod first', () => {
  forAll((manifests, { backstage }) => {
    const { type, sqlite } = backstage?.database ?? {};
    const [deployment] = ofKind<Deployment>(manifests, 'Deployment');
    const isOnClaim = type === 'sqlite' && sqlite?.persistence?.enabled === true;
    const { strategy } = backstage ?? {};
    expect(deployment?.spec?.strategy).toEqual(strategy ?? (isOnClaim ? { type: 'Recreate' } : undefined));
    if (isOnClaim && deployment?.spec?.strategy?.type !== 'Recreate') {
      expect(deployment?.spec?.strategy?.rollingUpdate?.maxSurge).toBe(0);
    }
  });
});

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
  const [container] = podTemplate(render({ openchoreoApi: { name: 'api' }, backstage: { backendSecret: 's' } })).spec
    .containers;
  expect(container?.env).toContainEqual({
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

describe('what exact has otherwise', () => {
  const exact = (values: Values) => renderManifests([BASE, values], { fidelity: 'exact' });
  const corrected = (values: Values) => renderManifests([BASE, values], { fidelity: 'corrected' });

  test.each<[string, Values, string, string, unknown, unknown]>([
    [
      'the budget selects the pods',
      { backstage: { podDisruptionBudget: { enabled: true } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec.selector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
      POD_LABELS,
    ],
    [
      'the budget keeps a bound of 0',
      { backstage: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } },
      'PodDisruptionBudget openchoreo-ui',
      'spec.minAvailable',
      undefined,
      0,
    ],
    [
      'the network policy selects the pods',
      { backstage: { networkPolicy: { enabled: true } } },
      'NetworkPolicy openchoreo-ui',
      'spec.podSelector.matchLabels',
      { 'app.kubernetes.io/component': 'backstage', 'app.kubernetes.io/name': 'openchoreo' },
      POD_LABELS,
    ],
    [
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
      'spread constraints count the pods',
      {},
      DEPLOYMENT,
      `${POD}.topologySpreadConstraints.0.labelSelector.matchLabels`,
      { 'app.kubernetes.io/name': 'openchoreo', 'app.kubernetes.io/component': 'backstage' },
      POD_LABELS,
    ],
    [
      'the autoscaler alone says how many pods there are',
      { backstage: { ...POSTGRESQL.backstage, autoscaling: { enabled: true } } },
      DEPLOYMENT,
      'spec.replicas',
      1,
      undefined,
    ],
    [
      'registry logins are used',
      { global: { imagePullSecrets: [{ name: 'registry' }] } },
      DEPLOYMENT,
      `${POD}.imagePullSecrets`,
      undefined,
      [{ name: 'registry' }],
    ],
    [
      'SQLite on a claim is not mounted twice',
      { backstage: { database: { sqlite: { persistence: { enabled: true } } } } },
      DEPLOYMENT,
      'spec.strategy',
      undefined,
      { type: 'Recreate' },
    ],
    [
      "Thunder's token is in the Secret",
      { backstage: { thunder: { token: 'test-token' } } },
      'Secret openchoreo-backstage-secrets',
      'data.thunder-token',
      undefined,
      'dGVzdC10b2tlbg==',
    ],
    [
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
      'the API is at the Service of its name',
      { openchoreoApi: { name: 'choreo' }, backstage: { env: [] } },
      DEPLOYMENT,
      `${CONTAINER}.env.0.value`,
      'http://openchoreo-api.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
      'http://choreo.openchoreo-control-plane.svc.cluster.local:8080/api/v1',
    ],
  ])('%s, other than in exact', (_, values, identity, path, exactly, mended) => {
    const at = (all: readonly Manifest[], expected: unknown) => {
      if (expected === undefined) {
        expect(find(all, identity)).not.toHaveProperty(path.split('.'));
      } else {
        expect(find(all, identity)).toHaveProperty(path.split('.'), expected);
      }
    };
    at(exact(values), exactly);
    at(corrected(values), mended);
  });

  test.each<[string, Values['backstage'], object[]]>([
    [
      'the Gateway',
      {},
      [
        {
          from: [{ podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'gateway-default' } } }],
          ports: [{ protocol: 'TCP', port: 7007 }],
        },
      ],
    ],
    [
      'any pod, for an Ingress',
      { ingress: { className: 'nginx' } },
      [{ from: [{ namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 7007 }] }],
    ],
    ['nobody, with ingress off', { ingress: { enabled: false } }, []],
    [
      'anyone, for a Service of type NodePort',
      { service: { type: 'NodePort' } },
      [
        {
          from: [{ namespaceSelector: {} }, { ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }],
          ports: [{ protocol: 'TCP', port: 7007 }],
        },
      ],
    ],
  ])('the network policy admits %s', (_, backstage, ingress) => {
    const all = corrected({ backstage: { ...backstage, networkPolicy: { enabled: true } } });
    expect(find(all, 'NetworkPolicy openchoreo-ui')).toHaveProperty('spec.ingress', ingress);
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
