import { refusals } from '../refusals';

const template = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'main', image: 'app' }] } };

function deployment(members: object): string[] {
  const spec = { selector: { matchLabels: { app: 'a' } }, template, ...members };
  return refusals({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec }).map((text) =>
    text.replace('spec.', ''),
  );
}

/** Returns the template with members of its pod. */
function pod(members: object): object {
  return { ...template, spec: { ...template.spec, ...members } };
}

describe('a Deployment', () => {
  test.each<[string, object, string[]]>([
    [
      'with negative counts',
      { replicas: -1, minReadySeconds: -1, revisionHistoryLimit: -1 },
      [
        'replicas: must be an integer of at least 0, got -1',
        'minReadySeconds: must be an integer of at least 0, got -1',
        'revisionHistoryLimit: must be an integer of at least 0, got -1',
      ],
    ],
    [
      'with a number above 32 bits',
      { replicas: 4_294_967_296 },
      ['replicas: must be an integer with 32 bits, got 4294967296'],
    ],
    [
      'with a deadline that is no longer than the wait',
      { minReadySeconds: 5, progressDeadlineSeconds: 5 },
      ['progressDeadlineSeconds: must be more than minReadySeconds, which is 5, got 5'],
    ],
    [
      'with a wait as long as the default deadline',
      { minReadySeconds: 600 },
      ['progressDeadlineSeconds: must be more than minReadySeconds, which is 600, got 600'],
    ],
    ['without a selector', { selector: undefined }, ['selector: must have a label']],
    ['with an empty selector', { selector: {} }, ['selector: must have a label']],
    [
      'whose selector does not select its pods',
      { selector: { matchLabels: { app: 'b' } } },
      ['selector: must select the labels of the template'],
    ],
    [
      'whose expression does not select its pods',
      { selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] } },
      ['selector: must select the labels of the template'],
    ],
    [
      'with surge and unavailable of 0',
      { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } },
      ['strategy.rollingUpdate.maxUnavailable: must not be 0, because maxSurge is 0'],
    ],
    [
      'with more than 100% unavailable',
      { strategy: { rollingUpdate: { maxUnavailable: '101%' } } },
      ['strategy.rollingUpdate.maxUnavailable: must be at most 100%, got "101%"'],
    ],
    [
      'with a surge that is no percentage',
      { strategy: { rollingUpdate: { maxSurge: '1.5%' } } },
      ['strategy.rollingUpdate.maxSurge: must be an integer of at least 0, or a percentage, got "1.5%"'],
    ],
    [
      'with a number in quotes',
      { strategy: { rollingUpdate: { maxSurge: '1' } } },
      ['strategy.rollingUpdate.maxSurge: must be an integer of at least 0, or a percentage, got "1"'],
    ],
    [
      'with rollingUpdate beside Recreate',
      { strategy: { type: 'Recreate', rollingUpdate: {} } },
      ['strategy.rollingUpdate: must not be set, because the type is Recreate'],
    ],
    [
      'with an unknown strategy',
      { strategy: { type: 'Rolling' } },
      ['strategy.type: must be one of Recreate, RollingUpdate, got "Rolling"'],
    ],
    [
      'with pods that end',
      { template: pod({ restartPolicy: 'Never' }) },
      ['template.spec.restartPolicy: must be Always, because these pods never end, got "Never"'],
    ],
    [
      'with a deadline of its pods',
      { template: pod({ activeDeadlineSeconds: 5 }) },
      ['template.spec.activeDeadlineSeconds: must not be set, because these pods never end'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(deployment(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with counts of 0', { replicas: 0, minReadySeconds: 0, revisionHistoryLimit: 0, progressDeadlineSeconds: 1 }],
    ['with a wait shorter than the deadline', { minReadySeconds: 599 }],
    [
      'with an expression that selects its pods',
      { selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] } },
    ],
    ['with a surge of more than 100%', { strategy: { rollingUpdate: { maxSurge: '200%', maxUnavailable: 0 } } }],
    ['with Recreate', { strategy: { type: 'Recreate' } }],
    ['with the default strategy', { strategy: { type: '' } }],
    ['with restartPolicy: Always', { template: pod({ restartPolicy: 'Always' }) }],
  ])('is accepted %s', (_, members) => {
    expect(deployment(members)).toEqual([]);
  });
});

test('a Deployment without a spec is refused', () => {
  expect(refusals({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } })).toEqual([
    'spec: is required',
  ]);
});
