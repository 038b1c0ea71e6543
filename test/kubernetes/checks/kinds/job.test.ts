import { refusals } from '../refusals';

const spec = { restartPolicy: 'Never', containers: [{ name: 'main', image: 'app' }] };

interface Members {
  readonly name?: string;
  readonly [member: string]: unknown;
}

function job({ name = 'a', ...members }: Members): string[] {
  const object = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec: { template: { spec }, ...members } };
  return refusals(object).map((text) => text.replace('spec.', ''));
}

/** Returns a template with labels. */
function labelled(labels: object): object {
  return { metadata: { labels }, spec };
}

describe('a Job', () => {
  test.each<[string, Members, string[]]>([
    [
      'with negative counts',
      { parallelism: -1, completions: -1, backoffLimit: -1, activeDeadlineSeconds: -1, ttlSecondsAfterFinished: -1 },
      [
        'parallelism: must be an integer of at least 0, got -1',
        'completions: must be an integer of at least 0, got -1',
        'activeDeadlineSeconds: must be an integer of at least 0, got -1',
        'backoffLimit: must be an integer of at least 0, got -1',
        'ttlSecondsAfterFinished: must be an integer of at least 0, got -1',
      ],
    ],
    ['without a template', { template: undefined }, ['template: is required']],
    [
      'with pods that always restart',
      { template: { spec: { ...spec, restartPolicy: 'Always' } } },
      ['template.spec.restartPolicy: must be one of OnFailure, Never, got "Always"'],
    ],
    [
      'without a policy for restarts',
      { template: { spec: { ...spec, restartPolicy: '' } } },
      ['template.spec.restartPolicy: must be one of OnFailure, Never, got ""'],
    ],
    [
      'with a name of more than 63 characters',
      { name: 'a'.repeat(64) },
      ['metadata.name: must be a label value: at most 63 letters, digits, -, _ and ., because pods get it'],
    ],
    ['with an empty mode', { completionMode: '' }, ['completionMode: must not be empty']],
    [
      'with a limit for each index, but no indexes',
      { backoffLimitPerIndex: 1 },
      ['backoffLimitPerIndex: must not be set, because completionMode is not Indexed'],
    ],
    [
      'with a controller without a domain',
      { managedBy: 'controller' },
      ['managedBy: must be a DNS name and a path with / between them, of at most 63 characters, got "controller"'],
    ],
    [
      'with an unknown replacement policy',
      { podReplacementPolicy: 'Always' },
      ['podReplacementPolicy: must be one of Failed, TerminatingOrFailed, got "Always"'],
    ],
    [
      'with a selector',
      { selector: { matchLabels: { app: 'a' } }, template: labelled({ app: 'a' }) },
      ['selector: must not be set, because Kubernetes sets it'],
    ],
    [
      'with a label that Kubernetes sets',
      { template: labelled({ 'controller-uid': 'a' }) },
      ['template.metadata.labels.controller-uid: must not be set, because Kubernetes sets it'],
    ],
    [
      'with the name of another Job as label',
      { template: labelled({ 'job-name': 'b' }) },
      ['template.metadata.labels.job-name: must not be set, because Kubernetes sets it'],
    ],
    ['with a manual selector that is absent', { manualSelector: true }, ['selector: is required']],
    [
      'with a manual selector of other pods',
      { manualSelector: true, selector: { matchLabels: { app: 'b' } }, template: labelled({ app: 'a' }) },
      ['selector: must select the labels of the template'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(job(members)).toEqual(refused);
  });

  test.each<[string, Members]>([
    [
      'with counts of 0',
      { parallelism: 0, completions: 0, backoffLimit: 0, activeDeadlineSeconds: 0, ttlSecondsAfterFinished: 0 },
    ],
    ['with a name of 63 characters', { name: 'a'.repeat(63) }],
    ['with dots in its name', { name: 'a.b' }],
    [
      'with a long name and a manual selector',
      {
        name: 'a'.repeat(64),
        manualSelector: true,
        selector: { matchLabels: { app: 'a' } },
        template: labelled({ app: 'a' }),
      },
    ],
    ['with its own name as label', { template: labelled({ 'job-name': 'a' }) }],
    ['with a selector that Kubernetes would set', { selector: { matchLabels: { 'job-name': 'a' } } }],
    ['with a controller', { managedBy: 'example.com/controller' }],
  ])('is accepted %s', (_, members) => {
    expect(job(members)).toEqual([]);
  });
});

describe('a Job with indexes', () => {
  test.each<[string, Members, string[]]>([
    [
      'without a number of indexes',
      { completions: undefined, parallelism: 1 },
      ['completions: is required, because completionMode is Indexed'],
    ],
    ['with too many pods at once', { parallelism: 100_001 }, ['parallelism: must be at most 100000, got 100001']],
    [
      'with more failures than indexes',
      { backoffLimitPerIndex: 1, maxFailedIndexes: 6 },
      ['maxFailedIndexes: must be at most 5, got 6'],
    ],
    [
      'with failures, but no limit for each index',
      { maxFailedIndexes: 1 },
      ['backoffLimitPerIndex: is required, because maxFailedIndexes is set'],
    ],
    [
      'with many indexes and no limit of failures',
      { completions: 100_001, backoffLimitPerIndex: 1 },
      ['maxFailedIndexes: is required with more than 100000 completions'],
    ],
    [
      'with many indexes and many pods at once',
      { completions: 100_001, backoffLimitPerIndex: 1, maxFailedIndexes: 1, parallelism: 10_001 },
      ['parallelism: must be at most 10000, got 10001'],
    ],
    [
      'with a name that is too long with an index',
      { name: 'a'.repeat(62) },
      [
        'metadata.name: must be a name that is a part of a DNS name with -4 after it, got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
      ],
    ],
    [
      'with dots in its name',
      { name: 'a.b' },
      ['metadata.name: must be a name that is a part of a DNS name with -4 after it, got "a.b"'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(job({ completionMode: 'Indexed', completions: 5, ...members })).toEqual(refused);
  });

  test.each<[string, Members]>([
    ['with as many failures as indexes', { backoffLimitPerIndex: 0, maxFailedIndexes: 5 }],
    ['with many pods at once', { parallelism: 100_000 }],
    [
      'with many indexes',
      { completions: 100_001, backoffLimitPerIndex: 1, maxFailedIndexes: 10_000, parallelism: 10_000 },
    ],
    ['with a name that is short enough', { name: 'a'.repeat(61) }],
    ['with a default number of indexes', { completions: undefined }],
  ])('is accepted %s', (_, members) => {
    expect(job({ completionMode: 'Indexed', completions: 5, ...members })).toEqual([]);
  });
});
