import { checkObject } from '../../../lib/kubernetes/checks';

function refusals(spec: object): string[] {
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'a' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  };
  return checkObject(claim).map(({ path, message }) => `${path.replace('spec.', '')}: ${message}`);
}

describe('a claim is refused', () => {
  test.each<[string, object, string[]]>([
    ['without access modes', { accessModes: [] }, ['accessModes: must not be empty']],
    [
      'with an unknown access mode',
      { accessModes: ['RWO'] },
      ['accessModes[0]: must be one of ReadOnlyMany, ReadWriteMany, ReadWriteOnce, ReadWriteOncePod, got "RWO"'],
    ],
    [
      'for one pod and for several',
      { accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] },
      ['accessModes: must not have other modes beside ReadWriteOncePod'],
    ],
    ['without a size', { resources: {} }, ['resources.requests.storage: is required']],
    [
      'with a size of 0',
      { resources: { requests: { storage: '0Gi' } } },
      ['resources.requests.storage: must be more than 0, got "0Gi"'],
    ],
    [
      'with a negative size',
      { resources: { requests: { storage: -1 } } },
      ['resources.requests.storage: must be more than 0, got -1'],
    ],
    [
      'with capitals in its class',
      { storageClassName: 'Fast' },
      [expect.stringMatching(/^storageClassName: must be a DNS name/)],
    ],
    ['with an empty volume mode', { volumeMode: '' }, ['volumeMode: must not be empty']],
    [
      'with a source of another kind',
      { dataSource: { kind: 'Pod', name: 'a' } },
      ['dataSource.kind: must be PersistentVolumeClaim, because apiGroup is absent, got "Pod"'],
    ],
    [
      'with two sources that differ',
      {
        dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
        dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' },
      },
      ['dataSource: must be the same as dataSourceRef'],
    ],
  ])('%s', (_, spec, refused) => {
    expect(refusals(spec)).toEqual(refused);
  });
});

test.each<[string, object]>([
  ['without a class, on purpose', { storageClassName: '' }],
  ['with a tiny size', { resources: { requests: { storage: '1n' } } }],
  [
    'with a snapshot as source',
    { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' } },
  ],
])('a claim is accepted %s', (_, spec) => {
  expect(refusals(spec)).toEqual([]);
});
