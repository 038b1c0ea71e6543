import { type Finding, type RenderOptions, renderManifests, type Values, ValuesError } from '../../lib';
import { identities } from '../support';

const VALUES: Values = { backstage: { backendSecret: 'test-backend', replicas: 2 } };

test('passes every option to the objects, the rules or the caller', () => {
  const findings: Finding[] = [];
  const options: Required<RenderOptions> = {
    releaseName: 'portal',
    namespace: 'team-a',
    managedBy: 'Helm',
    allow: ['sqlite-single-replica'],
    fidelity: ['stale-config'],
    chartVersion: '0.12.0',
    kubernetesVersion: '1.30',
    namespaceObject: true,
    onFinding: (finding) => findings.push(finding),
  };
  const [namespace, first] = renderManifests(VALUES, options);
  expect(namespace).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'team-a',
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    },
  });
  expect(first?.metadata).toEqual({
    name: 'openchoreo-backstage',
    namespace: 'team-a',
    labels: {
      'helm.sh/chart': 'openchoreo-control-plane-0.12.0',
      'app.kubernetes.io/name': 'openchoreo-control-plane',
      'app.kubernetes.io/instance': 'portal',
      'app.kubernetes.io/version': 'v0.12.0',
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/part-of': 'openchoreo',
      'app.kubernetes.io/component': 'backstage',
    },
  });
  expect(findings.map(({ rule }) => rule)).toContain('chart-defects');
});

test('returns objects in the order in which to apply them', () => {
  const values: Values = {
    backstage: {
      backendSecret: 'test-backend',
      priorityClass: { create: true },
      autoscaling: { enabled: true, maxReplicas: 1 },
      podDisruptionBudget: { enabled: true },
      networkPolicy: { enabled: true },
      database: { sqlite: { persistence: { enabled: true } } },
    },
  };
  expect(identities(renderManifests(values))).toEqual([
    'PriorityClass openchoreo-backstage',
    'ServiceAccount openchoreo-backstage',
    'Secret openchoreo-backstage-secrets',
    'PersistentVolumeClaim openchoreo-backstage-db',
    'Service openchoreo-ui',
    'Deployment openchoreo-ui',
    'HorizontalPodAutoscaler openchoreo-ui',
    'PodDisruptionBudget openchoreo-ui',
    'NetworkPolicy openchoreo-ui',
    'HTTPRoute openchoreo-api',
    'HTTPRoute openchoreo-backstage',
  ]);
});

test('overrides earlier values with later ones', () => {
  const objects = renderManifests([VALUES, { backstage: { replicas: 1, serviceAccount: { name: 'portal' } } }]);
  expect(identities(objects)).toContain('ServiceAccount portal');
});

test('returns identical objects for identical values', () => {
  const render = () => JSON.stringify(renderManifests([VALUES, { backstage: { replicas: 1 } }]));
  expect(render()).toBe(render());
});

test('does not modify the values', () => {
  const values: Values = structuredClone({ backstage: { ...VALUES.backstage, replicas: 1, env: [{ name: 'A' }] } });
  const before = structuredClone(values);
  renderManifests([values, { backstage: { env: [{ name: 'B' }] } }]);
  expect(values).toEqual(before);
});

test('shares no part of the objects between two renderings', () => {
  const values: Values = { backstage: { ...VALUES.backstage, replicas: 1, nodeSelector: { disk: 'ssd' } } };
  const [first, second] = [renderManifests(values), renderManifests(values)];
  const shared = new Set(parts(first));
  expect([...parts(second)].filter((part) => shared.has(part))).toEqual([]);
});

/** Returns every map and list in a value. */
function* parts(value: unknown): Iterable<object> {
  if (typeof value === 'object' && value !== null) {
    yield value;
    for (const member of Object.values(value)) {
      yield* parts(member);
    }
  }
}

test('prints nothing without onFinding', () => {
  const error = jest.spyOn(console, 'error').mockImplementation();
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  renderManifests(VALUES, { allow: ['sqlite-single-replica'] });
  expect(error).not.toHaveBeenCalled();
  expect(warn).not.toHaveBeenCalled();
  jest.restoreAllMocks();
});

test('throws the errors of invalid values, and reports no findings', () => {
  const onFinding = jest.fn();
  expect(() => renderManifests(VALUES, { onFinding })).toThrow(ValuesError);
  expect(onFinding).not.toHaveBeenCalled();
});
