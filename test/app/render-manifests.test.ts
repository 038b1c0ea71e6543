import { type Finding, type RenderOptions, renderManifests, type Values, ValuesError } from '../../lib';
import { identities } from '../support';

const VALUES: Values = { backstage: { backendSecret: 'test-backend', replicas: 2 } };

test('every option reaches the objects, the rules or the caller', () => {
  const findings: Finding[] = [];
  const options: Required<RenderOptions> = {
    releaseName: 'portal',
    namespace: 'team-a',
    managedBy: 'Helm',
    allow: ['sqlite-single-replica'],
    fidelity: ['stale-config'],
    chartVersion: '0.12.0',
    onFinding: (finding) => findings.push(finding),
  };
  const [first] = renderManifests(VALUES, options);
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

test('objects come in the order in which to apply them', () => {
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

test('later values win over earlier ones', () => {
  const objects = renderManifests([VALUES, { backstage: { replicas: 1, serviceAccount: { name: 'portal' } } }]);
  expect(identities(objects)).toContain('ServiceAccount portal');
});

test('the same values give the same objects, to the byte', () => {
  const render = () => JSON.stringify(renderManifests([VALUES, { backstage: { replicas: 1 } }]));
  expect(render()).toBe(render());
});

test('the values do not change', () => {
  const values: Values = structuredClone({ backstage: { ...VALUES.backstage, replicas: 1, env: [{ name: 'A' }] } });
  const before = structuredClone(values);
  renderManifests([values, { backstage: { env: [{ name: 'B' }] } }]);
  expect(values).toEqual(before);
});

test('two renderings share no part of their objects', () => {
  const values: Values = { backstage: { ...VALUES.backstage, replicas: 1, nodeSelector: { disk: 'ssd' } } };
  const [first, second] = [renderManifests(values), renderManifests(values)];
  const shared = new Set(parts(first));
  expect([...parts(second)].filter((part) => shared.has(part))).toEqual([]);
});

/** Every map and list in a value. */
function* parts(value: unknown): Iterable<object> {
  if (typeof value === 'object' && value !== null) {
    yield value;
    for (const member of Object.values(value)) {
      yield* parts(member);
    }
  }
}

test('nothing is printed if nobody asks for the findings', () => {
  const error = jest.spyOn(console, 'error').mockImplementation();
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  renderManifests(VALUES, { allow: ['sqlite-single-replica'] });
  expect(error).not.toHaveBeenCalled();
  expect(warn).not.toHaveBeenCalled();
  jest.restoreAllMocks();
});

test('refused values throw their errors and report no findings', () => {
  const onFinding = jest.fn();
  expect(() => renderManifests(VALUES, { onFinding })).toThrow(ValuesError);
  expect(onFinding).not.toHaveBeenCalled();
});
