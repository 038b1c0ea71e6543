import { acrossViolations } from '../../../lib/kubernetes/across';

interface Parts {
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly apiVersion?: string;
  readonly spec?: object;
}

/** Returns an object in wire format. */
function object({ kind, name = 'portal', namespace = 'team-a', apiVersion = 'v1', spec }: Parts): object {
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

/** Returns the violations of objects as texts; the objects have the labels `first`, `second` and so on. */
function violations(...objects: readonly unknown[]): string[] {
  const labels = ['first', 'second', 'third', 'fourth'];
  const labelled = objects.map((each, index) => ({ object: each, label: labels[index] ?? '' }));
  return acrossViolations(labelled).map(({ of, path, message }) => `${of.label}: ${path} ${message}`);
}

const DEPLOYMENT = object({
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  spec: {
    selector: { matchLabels: { app: 'portal' } },
    template: { metadata: { labels: { app: 'portal', tier: 'a' } } },
  },
});

function autoscaler(name: string, spec: object = { kind: 'Deployment', name: 'portal' }, namespace?: string): object {
  return object({
    kind: 'HorizontalPodAutoscaler',
    name,
    namespace,
    apiVersion: 'autoscaling/v2',
    spec: { scaleTargetRef: spec },
  });
}

function budget(name: string, selector: object | undefined, namespace?: string): object {
  return object({ kind: 'PodDisruptionBudget', name, namespace, apiVersion: 'policy/v1', spec: { selector } });
}

describe('two objects with one identity', () => {
  test('are refused with both places', () => {
    expect(violations(object({ kind: 'Service' }), object({ kind: 'Service' }))).toEqual([
      'second: metadata.name must be unique, but first also creates Service portal in the namespace team-a',
    ]);
  });

  test('are refused in two versions of an API', () => {
    const [v1, v2] = ['autoscaling/v1', 'autoscaling/v2'].map((apiVersion) =>
      object({ kind: 'HorizontalPodAutoscaler', apiVersion }),
    );
    expect(violations(v1, v2)).toHaveLength(1);
  });

  test('are refused if they are cluster-scoped, whatever their namespaces', () => {
    const [one, two] = ['team-a', 'team-b'].map((namespace) =>
      object({ kind: 'PriorityClass', namespace, apiVersion: 'scheduling.k8s.io/v1' }),
    );
    expect(violations(one, two)).toEqual([
      'second: metadata.name must be unique, but first also creates PriorityClass portal',
    ]);
  });

  test('are refused for each object after the first', () => {
    const service = () => object({ kind: 'Service' });
    expect(violations(service(), service(), service())).toHaveLength(2);
  });

  test.each([
    ['names', { name: 'other' }],
    ['namespaces', { namespace: 'team-b' }],
    ['kinds', { kind: 'ConfigMap' }],
    ['API groups', { apiVersion: 'serving.knative.dev/v1' }],
  ])('are valid with different %s', (_, parts) => {
    expect(violations(object({ kind: 'Service' }), object({ kind: 'Service', ...parts }))).toEqual([]);
  });

  test.each([[undefined], [null], [5], [{}], [{ kind: 'Service' }], [{ kind: 5, metadata: { name: [] } }]])(
    'are not found in %j',
    (nothing) => {
      expect(violations(nothing, nothing)).toEqual([]);
    },
  );
});

describe('two autoscalers', () => {
  test('are refused if they scale one workload', () => {
    expect(violations(autoscaler('one'), autoscaler('two'))).toEqual([
      'second: spec.scaleTargetRef must not be the target of another autoscaler, but first also scales Deployment portal',
    ]);
  });

  test.each([
    ['names', autoscaler('two', { kind: 'Deployment', name: 'other' })],
    ['kinds', autoscaler('two', { kind: 'StatefulSet', name: 'portal' })],
    ['namespaces', autoscaler('two', { kind: 'Deployment', name: 'portal' }, 'team-b')],
  ])('are valid if their targets have different %s', (_, other) => {
    expect(violations(autoscaler('one'), other)).toEqual([]);
  });
});

describe('two budgets', () => {
  test.each([
    ['one selector', { matchLabels: { app: 'portal' } }],
    ['a part of the labels', { matchLabels: { tier: 'a' } }],
    ['an expression', { matchExpressions: [{ key: 'app', operator: 'In', values: ['portal', 'other'] }] }],
    ['an expression for a missing label', { matchExpressions: [{ key: 'canary', operator: 'DoesNotExist' }] }],
  ])('are refused if they select one pod by %s', (_, selector) => {
    expect(violations(DEPLOYMENT, budget('one', { matchLabels: { app: 'portal' } }), budget('two', selector))).toEqual([
      'third: spec.selector must not select pods of another PodDisruptionBudget, but second also selects them',
    ]);
  });

  test('are refused if they have one selector for pods of another chart', () => {
    const selector = { matchLabels: { app: 'elsewhere' } };
    expect(violations(budget('one', selector), budget('two', { ...selector }))).toHaveLength(1);
  });

  test.each([
    ['other labels', budget('two', { matchLabels: { app: 'other' } })],
    ['other values', budget('two', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['portal'] }] })],
    ['other keys', budget('two', { matchExpressions: [{ key: 'canary', operator: 'Exists' }] })],
    ['no selector', budget('two', undefined)],
  ])('are valid with %s', (_, other) => {
    expect(violations(DEPLOYMENT, budget('one', { matchLabels: { app: 'portal' } }), other)).toEqual([]);
  });
});

test('two budgets are valid with one selector in different namespaces', () => {
  const selector = { matchLabels: { app: 'elsewhere' } };
  expect(violations(budget('one', selector), budget('two', selector, 'team-b'))).toEqual([]);
});

describe('two workloads', () => {
  const workload = (name: string, app: string, kind = 'Deployment') =>
    object({ kind, name, apiVersion: 'apps/v1', spec: { selector: { matchLabels: { app } } } });

  test.each(['Deployment', 'StatefulSet'])('are refused if a Deployment and a %s have one selector', (kind) => {
    expect(violations(workload('one', 'portal'), workload('two', 'portal', kind))).toEqual([
      'second: spec.selector must not select the pods of another workload, but first has the same selector',
    ]);
  });

  test('are valid with different selectors', () => {
    expect(violations(workload('one', 'portal'), workload('two', 'other'))).toEqual([]);
  });

  test('are valid without selectors', () => {
    expect(
      violations(object({ kind: 'Deployment', name: 'one' }), object({ kind: 'Deployment', name: 'two' })),
    ).toEqual([]);
  });
});
