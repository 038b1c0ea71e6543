import { type Finding, type RenderOptions, renderManifests, type Values, ValuesError } from '../lib';
import { identities } from './support';

const VALUES: Values = { backstage: { backendSecret: 'test-backend', replicas: 2 } };

test('every option reaches the objects, the rules or the caller', () => {
  const warnings: Finding[] = [];
  const options: Required<RenderOptions> = {
    releaseName: 'portal',
    namespace: 'team-a',
    managedBy: 'Helm',
    allow: ['sqlite-single-replica'],
    fidelity: 'exact',
    onWarning: (warning) => warnings.push(warning),
  };
  const [first] = renderManifests(VALUES, options);
  expect(first?.metadata).toEqual({
    name: 'openchoreo-backstage',
    namespace: 'team-a',
    labels: {
      'helm.sh/chart': 'openchoreo-control-plane-0.11.0',
      'app.kubernetes.io/name': 'openchoreo-control-plane',
      'app.kubernetes.io/instance': 'portal',
      'app.kubernetes.io/version': 'v0.11.0',
      'app.kubernetes.io/managed-by': 'Helm',
      'app.kubernetes.io/part-of': 'openchoreo',
      'app.kubernetes.io/component': 'backstage',
    },
  });
  expect(warnings.map(({ rule }) => rule)).toContain('ephemeral-database');
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

test('the values are left as they were', () => {
  const values: Values = structuredClone({ backstage: { ...VALUES.backstage, replicas: 1, env: [{ name: 'A' }] } });
  const before = structuredClone(values);
  renderManifests([values, { backstage: { env: [{ name: 'B' }] } }]);
  expect(values).toEqual(before);
});

test('the objects are the own ones of the caller, to change at will', () => {
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

test('warnings are dropped where nobody listens', () => {
  const error = jest.spyOn(console, 'error').mockImplementation();
  const warn = jest.spyOn(console, 'warn').mockImplementation();
  renderManifests(VALUES, { allow: ['sqlite-single-replica'] });
  expect(error).not.toHaveBeenCalled();
  expect(warn).not.toHaveBeenCalled();
  jest.restoreAllMocks();
});

test('refused values throw their errors and give no warnings', () => {
  const onWarning = jest.fn();
  expect(() => renderManifests(VALUES, { onWarning })).toThrow(ValuesError);
  expect(onWarning).not.toHaveBeenCalled();
});
