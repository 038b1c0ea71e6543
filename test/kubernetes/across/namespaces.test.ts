import { acrossViolations } from '../../../lib/kubernetes/across';

const PODS = {
  metadata: { labels: { app: 'portal' } },
  spec: {
    serviceAccountName: 'portal',
    imagePullSecrets: [{ name: 'registry' }],
    initContainers: [{ envFrom: [{ secretRef: { name: 'init' } }, { configMapRef: { name: 'init' } }] }],
    containers: [
      {
        env: [
          { name: 'A', valueFrom: { secretKeyRef: { name: 'credentials', key: 'a' } } },
          { name: 'B', valueFrom: { secretKeyRef: { name: 'credentials', key: 'b' } } },
          { name: 'C', valueFrom: { configMapKeyRef: { name: 'settings', key: 'c' } } },
        ],
      },
    ],
    volumes: [
      { name: 'a', secret: { secretName: 'files' } },
      { name: 'b', configMap: { name: 'files' } },
      { name: 'c', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'd', projected: { sources: [{ secret: { name: 'parts' } }, { configMap: { name: 'parts' } }] } },
    ],
  },
};

const POD = 'spec.template.spec';

/** Referring objects: kind, spec, and each path with the kind and name that it refers to. */
const REFERENCES: readonly (readonly [string, object, string, string, string])[] = [
  ['Deployment', { template: PODS }, `${POD}.serviceAccountName`, 'ServiceAccount', 'portal'],
  ['Deployment', { template: PODS }, `${POD}.imagePullSecrets[0].name`, 'Secret', 'registry'],
  ['Deployment', { template: PODS }, `${POD}.initContainers[0].envFrom[0].secretRef.name`, 'Secret', 'init'],
  ['Deployment', { template: PODS }, `${POD}.initContainers[0].envFrom[1].configMapRef.name`, 'ConfigMap', 'init'],
  [
    'Deployment',
    { template: PODS },
    `${POD}.containers[0].env[0].valueFrom.secretKeyRef.name`,
    'Secret',
    'credentials',
  ],
  [
    'StatefulSet',
    { template: PODS },
    `${POD}.containers[0].env[2].valueFrom.configMapKeyRef.name`,
    'ConfigMap',
    'settings',
  ],
  ['Job', { template: PODS }, `${POD}.volumes[0].secret.secretName`, 'Secret', 'files'],
  ['Deployment', { template: PODS }, `${POD}.volumes[1].configMap.name`, 'ConfigMap', 'files'],
  [
    'Deployment',
    { template: PODS },
    `${POD}.volumes[2].persistentVolumeClaim.claimName`,
    'PersistentVolumeClaim',
    'data',
  ],
  ['Deployment', { template: PODS }, `${POD}.volumes[3].projected.sources[0].secret.name`, 'Secret', 'parts'],
  ['Deployment', { template: PODS }, `${POD}.volumes[3].projected.sources[1].configMap.name`, 'ConfigMap', 'parts'],
  [
    'CronJob',
    { jobTemplate: { spec: { template: PODS } } },
    'spec.jobTemplate.spec.template.spec.serviceAccountName',
    'ServiceAccount',
    'portal',
  ],
  ['Pod', PODS.spec, 'spec.volumes[2].persistentVolumeClaim.claimName', 'PersistentVolumeClaim', 'data'],
  [
    'HorizontalPodAutoscaler',
    { scaleTargetRef: { kind: 'Deployment', name: 'portal' } },
    'spec.scaleTargetRef.name',
    'Deployment',
    'portal',
  ],
  [
    'Ingress',
    { defaultBackend: { service: { name: 'portal' } } },
    'spec.defaultBackend.service.name',
    'Service',
    'portal',
  ],
  [
    'Ingress',
    { rules: [{ http: { paths: [{ backend: { service: { name: 'portal' } } }] } }] },
    'spec.rules[0].http.paths[0].backend.service.name',
    'Service',
    'portal',
  ],
  ['Ingress', { tls: [{ secretName: 'tls' }] }, 'spec.tls[0].secretName', 'Secret', 'tls'],
  [
    'HTTPRoute',
    { rules: [{ backendRefs: [{ name: 'portal' }] }] },
    'spec.rules[0].backendRefs[0].name',
    'Service',
    'portal',
  ],
  ['HTTPRoute', { parentRefs: [{ name: 'gateway' }] }, 'spec.parentRefs[0].name', 'Gateway', 'gateway'],
  [
    'TrafficPolicy',
    { targetRefs: [{ kind: 'HTTPRoute', name: 'portal' }] },
    'spec.targetRefs[0].name',
    'HTTPRoute',
    'portal',
  ],
  ['ExternalSecret', { secretStoreRef: { name: 'vault' } }, 'spec.secretStoreRef.name', 'SecretStore', 'vault'],
  ['StatefulSet', { serviceName: 'portal' }, 'spec.serviceName', 'Service', 'portal'],
];

function object(kind: string, name: string, namespace: string | undefined, spec: object = {}): object {
  return { apiVersion: 'v1', kind, metadata: { name, namespace }, spec };
}

/** Returns the violations of objects as texts. */
function violations(...objects: readonly unknown[]): string[] {
  const labelled = objects.map((each, index) => ({ object: each, label: `object-${index}` }));
  return acrossViolations(labelled).map(({ of, path, message }) => `${of.label}: ${path} ${message}`);
}

describe('a reference to an object that only another namespace has', () => {
  test.each(REFERENCES)('is refused: %s %j', (kind, spec, path, otherKind, name) => {
    expect(violations(object(kind, 'from', 'team-a', spec), object(otherKind, name, 'team-b'))).toEqual([
      `object-0: ${path} must be a ${otherKind} in the namespace team-a, but object-1 creates ${otherKind} ${name} in the namespace team-b`,
    ]);
  });

  test.each(REFERENCES)('is valid if the namespace also has the object: %s %j', (kind, spec, _, otherKind, name) => {
    const [here, there] = ['team-a', 'team-b'].map((namespace) => object(otherKind, name, namespace));
    expect(violations(there, object(kind, 'from', 'team-a', spec), here)).toEqual([]);
  });

  test('is valid if no namespace has the object', () => {
    expect(
      violations(object('Deployment', 'from', 'team-a', { template: PODS }), object('Secret', 'x', 'team-b')),
    ).toEqual([]);
  });

  test.each([
    [undefined, 'team-b'],
    ['team-a', undefined],
  ])('is valid if a later step sets a namespace: %p, %p', (one, two) => {
    const target = { scaleTargetRef: { kind: 'Deployment', name: 'portal' } };
    expect(
      violations(object('HorizontalPodAutoscaler', 'x', one, target), object('Deployment', 'portal', two)),
    ).toEqual([]);
  });

  test('is valid if the reference names the namespace', () => {
    const spec = { rules: [{ backendRefs: [{ name: 'portal', namespace: 'team-b' }] }] };
    expect(violations(object('HTTPRoute', 'x', 'team-a', spec), object('Service', 'portal', 'team-b'))).toEqual([]);
  });

  test('is refused for a Secret that an ExternalSecret creates', () => {
    const external = object('ExternalSecret', 'external', 'team-b', { target: { name: 'tls' } });
    expect(violations(object('Ingress', 'x', 'team-a', { tls: [{ secretName: 'tls' }] }), external)).toHaveLength(1);
  });

  test('is valid for a ClusterSecretStore', () => {
    const spec = { secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' } };
    expect(violations(object('ExternalSecret', 'x', 'team-a', spec), object('SecretStore', 'vault', 'team-b'))).toEqual(
      [],
    );
  });
});

describe('a selector that only selects pods of another namespace', () => {
  const elsewhere = object('Deployment', 'portal', 'team-b', { template: { metadata: { labels: { app: 'portal' } } } });
  const labels = { matchLabels: { app: 'portal' } };

  test.each([
    ['Service', { selector: { app: 'portal' } }, 'spec.selector'],
    ['PodDisruptionBudget', { selector: labels }, 'spec.selector'],
    ['NetworkPolicy', { podSelector: labels }, 'spec.podSelector'],
  ])('is refused in a %s', (kind, spec, path) => {
    expect(violations(object(kind, 'x', 'team-a', spec), elsewhere)).toEqual([
      `object-0: ${path} must select pods in the namespace team-a, but object-1 creates Deployment portal in the namespace team-b`,
    ]);
  });

  test.each([
    ['in the same namespace', object('NetworkPolicy', 'x', 'team-b', { podSelector: labels })],
    ['that selects every pod', object('NetworkPolicy', 'x', 'team-a', { podSelector: {} })],
    ['for other pods', object('NetworkPolicy', 'x', 'team-a', { podSelector: { matchLabels: { app: 'other' } } })],
  ])('is valid %s', (_, policy) => {
    expect(violations(policy, elsewhere)).toEqual([]);
  });
});
