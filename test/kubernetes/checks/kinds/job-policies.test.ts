import { refusals } from '../refusals';

const spec = { restartPolicy: 'Never', containers: [{ name: 'main', image: 'app' }] };

function job(members: object): string[] {
  const object = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'a' },
    spec: { template: { spec }, ...members },
  };
  return refusals(object).map((text) => text.replace('spec.', ''));
}

function onFailure(rule: object): string[] {
  return job({ podFailurePolicy: { rules: [rule] } }).map((text) => text.replace('podFailurePolicy.rules[0]', ''));
}

function onSuccess(rule: object): string[] {
  const members = { completionMode: 'Indexed', completions: 5, successPolicy: { rules: [rule] } };
  return job(members).map((text) => text.replace('successPolicy.rules[0]', ''));
}

describe('a rule for failures', () => {
  test.each<[string, object, string[]]>([
    ['without an action', { onExitCodes: { operator: 'In', values: [1] } }, ['.action: is required']],
    ['without a condition', { action: 'Ignore' }, [': must have either onExitCodes or onPodConditions']],
    [
      'with two kinds of conditions',
      {
        action: 'FailJob',
        onExitCodes: { operator: 'In', values: [1] },
        onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
      },
      [': must have either onExitCodes or onPodConditions'],
    ],
    [
      'with FailIndex, but no indexes',
      { action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } },
      ['.action: must not be FailIndex without backoffLimitPerIndex'],
    ],
    [
      'with an unknown container',
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [1], containerName: 'other' } },
      ['.onExitCodes.containerName: must be the name of a container, got "other"'],
    ],
    [
      'with exit code 0',
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [0] } },
      ['.onExitCodes.values[0]: must not be 0, because it is no failure'],
    ],
    [
      'with the same code twice',
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [1, 1] } },
      ['.onExitCodes.values[1]: must be more than 1, the entry before it, got 1'],
    ],
    [
      'with codes out of order',
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [2, 1] } },
      ['.onExitCodes.values[1]: must be more than 2, the entry before it, got 1'],
    ],
    [
      'without codes',
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [] } },
      ['.onExitCodes.values: must not be empty'],
    ],
    ['without an operator', { action: 'Ignore', onExitCodes: { values: [1] } }, ['.onExitCodes.operator: is required']],
    [
      'with an unknown status',
      { action: 'Ignore', onPodConditions: [{ type: 'a', status: 'Yes' }] },
      ['.onPodConditions[0].status: must be one of True, False, Unknown, got "Yes"'],
    ],
    [
      'with a condition without a type',
      { action: 'Ignore', onPodConditions: [{ status: 'True' }] },
      ['.onPodConditions[0].type: is required'],
    ],
  ])('is refused %s', (_, rule, refused) => {
    expect(onFailure(rule)).toEqual(refused);
  });

  test.each<[string, object]>([
    [
      'with codes of a container',
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [1, 2, 42], containerName: 'main' } },
    ],
    ['with all codes but 0', { action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [0] } }],
    ['with a condition', { action: 'Count', onPodConditions: [{ type: 'DisruptionTarget' }] }],
  ])('is accepted %s', (_, rule) => {
    expect(onFailure(rule)).toEqual([]);
  });
});

describe('a rule for success', () => {
  test.each<[string, object, string[]]>([
    ['without a condition', {}, [': must have succeededCount or succeededIndexes']],
    [
      'with more successes than indexes',
      { succeededCount: 6 },
      ['.succeededCount: must be an integer from 0 to 5, got 6'],
    ],
    [
      'with more successes than listed indexes',
      { succeededIndexes: '0-2', succeededCount: 4 },
      ['.succeededCount: must be an integer from 0 to 3, got 4'],
    ],
    [
      'with an index that does not exist',
      { succeededIndexes: '5' },
      ['.succeededIndexes: must be a list of indexes below 5, got "5"'],
    ],
    [
      'with indexes out of order',
      { succeededIndexes: '2,1' },
      ['.succeededIndexes: must be a list of indexes below 5, got "2,1"'],
    ],
    [
      'with an interval of one index',
      { succeededIndexes: '4-4' },
      ['.succeededIndexes: must be a list of indexes below 5, got "4-4"'],
    ],
    ['with text', { succeededIndexes: 'all' }, ['.succeededIndexes: must be a list of indexes below 5, got "all"']],
  ])('is refused %s', (_, rule, refused) => {
    expect(onSuccess(rule)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with a count', { succeededCount: 5 }],
    ['with a list', { succeededIndexes: '0-2,4', succeededCount: 4 }],
    ['with an empty list', { succeededIndexes: '' }],
  ])('is accepted %s', (_, rule) => {
    expect(onSuccess(rule)).toEqual([]);
  });
});

test('rules for failures need pods that do not restart, and replace failed pods only', () => {
  const podFailurePolicy = { rules: [] };
  expect(job({ podFailurePolicy, podReplacementPolicy: 'TerminatingOrFailed' })).toEqual([
    'podReplacementPolicy: must be Failed, because podFailurePolicy is set',
  ]);
  expect(job({ podFailurePolicy, template: { spec: { ...spec, restartPolicy: 'OnFailure' } } })).toEqual([
    'template.spec.restartPolicy: must be Never, got "OnFailure"',
  ]);
});

test('rules for success need indexes', () => {
  expect(job({ successPolicy: { rules: [{ succeededCount: 1 }] } })).toEqual([
    'successPolicy: must not be set, because completionMode is not Indexed',
  ]);
});

test('a policy has at most 20 rules', () => {
  const rule = { action: 'Ignore', onExitCodes: { operator: 'In', values: [1] } };
  const rules = (length: number) => job({ podFailurePolicy: { rules: Array.from({ length }, () => rule) } });
  expect(rules(20)).toEqual([]);
  expect(rules(21)).toEqual(['podFailurePolicy.rules: must have at most 20 entries, got 21']);
});
