import { containerRefusals, podRefusals } from './refusals';

function resources(limits: object, requests: object = {}): string[] {
  return containerRefusals({ resources: { limits, requests } }).map((text) => text.replace('resources.', ''));
}

const NAME =
  'must be cpu, memory, ephemeral-storage, hugepages-<size>, or a resource with a prefix, such as nvidia.com/gpu';

describe('requests and limits are refused', () => {
  test.each<[string, object, object, string[]]>([
    ['if they are no quantity', { cpu: 'abc' }, {}, ['limits.cpu: must be a quantity, got "abc"']],
    ['if they are negative', { cpu: '-1m' }, {}, ['limits.cpu: must be at least 0, got "-1m"']],
    [
      'if a request is above its limit',
      { cpu: '1' },
      { cpu: '1001m' },
      ['requests.cpu: must be at most its limit, 1, got "1001m"'],
    ],
    [
      'if a request with another suffix is above its limit',
      { memory: '1G' },
      { memory: '1Gi' },
      ['requests.memory: must be at most its limit, 1G, got "1Gi"'],
    ],
    ['of an unknown resource', { storage: '1Gi' }, {}, [`limits.storage: ${NAME}`]],
    ['of a resource of quotas', { 'requests.nvidia.com/gpu': 1 }, {}, [`limits["requests.nvidia.com/gpu"]: ${NAME}`]],
    [
      'of half a device',
      { 'nvidia.com/gpu': '500m' },
      {},
      ['limits["nvidia.com/gpu"]: must be an integer, got "500m"'],
    ],
    [
      'of fewer devices than the limit',
      { 'nvidia.com/gpu': 2 },
      { 'nvidia.com/gpu': 1 },
      ['requests["nvidia.com/gpu"]: must be equal to its limit, 2, got 1'],
    ],
    [
      'of devices without a limit',
      {},
      { 'nvidia.com/gpu': 1 },
      ['requests["nvidia.com/gpu"]: must have a limit, because nodes cannot share this resource'],
    ],
    [
      'of a part of a huge page',
      { cpu: 1, 'hugepages-2Mi': '3Mi' },
      {},
      ['limits.hugepages-2Mi: must be a multiple of 2Mi, got "3Mi"'],
    ],
    [
      'of huge pages alone',
      { 'hugepages-2Mi': '4Mi' },
      {},
      ['resources: must have cpu or memory, because it has huge pages'],
    ],
  ])('%s', (_, limits, requests, refused) => {
    expect(resources(limits, requests)).toEqual(refused);
  });

  test.each<[string, object, object]>([
    ['equal in another form', { cpu: '1', memory: '1024Mi' }, { cpu: '1000m', memory: '1Gi' }],
    ['equal after rounding', { cpu: '0.0011' }, { cpu: '0.0015' }],
    ['numbers', { cpu: 0.5, memory: 1e9 }, { cpu: 0.5 }],
    ['nothing', {}, {}],
    ['requests without limits', {}, { cpu: '1', 'ephemeral-storage': '1Gi' }],
    ['devices', { 'nvidia.com/gpu': '1' }, { 'nvidia.com/gpu': '1' }],
    ['a resource of Kubernetes with a prefix', { 'example.kubernetes.io/a': '1' }, {}],
    ['huge pages beside memory', { memory: '1Gi', 'hugepages-2Mi': '4Mi' }, {}],
    ['spaces around a quantity', { cpu: ' 1 ' }, {}],
  ])('but not %s', (_, limits, requests) => {
    expect(resources(limits, requests)).toEqual([]);
  });

  test('with a claim that the pod does not have', () => {
    const claims = [{ name: 'gpu' }, { name: 'gpu' }];
    expect(containerRefusals({ resources: { claims } })).toEqual([
      'resources.claims[1].name: must be unique, but an earlier entry has gpu too',
      'resources.claims[0].name: must be a name in resourceClaims of the pod, got "gpu"',
    ]);
  });
});

describe('requests and limits of a pod are refused', () => {
  const containers = [
    { name: 'a', image: 'a', resources: { limits: { memory: '1Gi' }, requests: { cpu: '1' } } },
    { name: 'b', image: 'a', resources: { requests: { cpu: '1' } } },
  ];
  const initContainers = [
    { name: 'side', image: 'a', restartPolicy: 'Always', resources: { requests: { cpu: '1' } } },
    { name: 'init', image: 'a', resources: { requests: { cpu: '4' } } },
  ];

  test.each<[string, object, string[]]>([
    [
      'if the containers request more',
      { resources: { requests: { cpu: '1999m' } } },
      ['resources.requests.cpu: must be at least the sum of the containers, got "1999m"'],
    ],
    [
      'if an init container and the sidecars before it request more',
      { initContainers, resources: { requests: { cpu: '4' } } },
      ['resources.requests.cpu: must be at least the sum of the containers, got "4"'],
    ],
    [
      'if the limit of a container is higher',
      { resources: { limits: { memory: '1G' } } },
      ['resources.limits.memory: must be at least 1Gi, which is the limit of containers[0], got 1G'],
    ],
    [
      'for a resource that only containers have',
      { resources: { limits: { 'ephemeral-storage': '1Gi' } } },
      ['resources.limits.ephemeral-storage: must be cpu, memory or hugepages-<size>'],
    ],
    ['with claims', { resources: { claims: [] } }, ['resources.claims: must not be set for the whole pod']],
  ])('%s', (_, pod, refused) => {
    expect(podRefusals({ containers, ...pod })).toEqual(refused);
  });

  test.each<[string, object]>([
    ['for the sum of the containers', { resources: { requests: { cpu: '2' }, limits: { memory: '1Gi' } } }],
    ['for the peak of the init containers', { initContainers, resources: { requests: { cpu: '5' } } }],
  ])('unless they are enough %s', (_, pod) => {
    expect(podRefusals({ containers, ...pod })).toEqual([]);
  });
});
