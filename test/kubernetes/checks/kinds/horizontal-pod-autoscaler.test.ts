import { refusals } from '../refusals';

function autoscaler(members: object): string[] {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' };
  const spec = { maxReplicas: 3, scaleTargetRef, ...members };
  const object = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'a' }, spec };
  return refusals(object).map((text) => text.replace('spec.', ''));
}

function metric(members: object): string[] {
  return autoscaler({ metrics: [members] }).map((text) => text.replace('metrics[0].', ''));
}

function scaling(rules: object): string[] {
  return autoscaler({ behavior: { scaleDown: rules } }).map((text) => text.replace('behavior.scaleDown.', ''));
}

describe('an autoscaler', () => {
  test.each<[string, object, string[]]>([
    ['with a minimum of 0', { minReplicas: 0 }, ['minReplicas: must be an integer of at least 1, got 0']],
    ['without a maximum', { maxReplicas: undefined }, ['maxReplicas: is required']],
    ['with a maximum of 0', { maxReplicas: 0 }, ['maxReplicas: must be an integer of at least 1, got 0']],
    ['with a maximum below the minimum', { minReplicas: 4 }, ['minReplicas: must be at most maxReplicas (3), got 4']],
    ['without a target', { scaleTargetRef: undefined }, ['scaleTargetRef: is required']],
    [
      'with a target without a group',
      { scaleTargetRef: { apiVersion: 'v1', kind: 'Deployment', name: 'a' } },
      ['scaleTargetRef.apiVersion: must be a version with a group, got "v1"'],
    ],
    [
      'with a target without a name',
      { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment' } },
      ['scaleTargetRef.name: is required'],
    ],
    [
      'with a slash in the name of its target',
      { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a/b' } },
      ['scaleTargetRef.name: must be a name without / and %, and not . or .., got "a/b"'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(autoscaler(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['with the same minimum and maximum', { minReplicas: 3 }],
    [
      'with a ReplicationController',
      { scaleTargetRef: { apiVersion: 'v1', kind: 'ReplicationController', name: 'a' } },
    ],
    ['with empty metrics and behavior', { metrics: [], behavior: {} }],
  ])('is accepted %s', (_, members) => {
    expect(autoscaler(members)).toEqual([]);
  });
});

describe('a metric', () => {
  test.each<[string, object, string[]]>([
    [
      'without a type',
      { resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
      ['type: must be one of ContainerResource, External, Object, Pods, Resource, got no value'],
    ],
    [
      'with an unknown type',
      { type: 'CPU' },
      ['type: must be one of ContainerResource, External, Object, Pods, Resource, got "CPU"'],
    ],
    ['without its source', { type: 'Resource' }, ['resource: is required']],
    [
      'with the source of another type',
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
        pods: { metric: { name: 'a' }, target: { type: 'AverageValue', averageValue: '1' } },
      },
      ['pods: must not be set, because the type is Resource'],
    ],
    [
      'without the name of a resource',
      { type: 'Resource', resource: { target: { type: 'Utilization', averageUtilization: 50 } } },
      ['resource.name: is required'],
    ],
    [
      'without a target',
      { type: 'Resource', resource: { name: 'cpu' } },
      ['resource.target: must have averageUtilization or averageValue'],
    ],
    [
      'with two targets',
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50, averageValue: '1' } },
      },
      ['resource.target: must have averageUtilization or averageValue'],
    ],
    [
      'with a target without a type',
      { type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 50 } } },
      ['resource.target.type: must be one of Utilization, Value, AverageValue, got no value'],
    ],
    [
      'with a utilization of 0',
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 0 } } },
      ['resource.target.averageUtilization: must be an integer of at least 1, got 0'],
    ],
    [
      'with a value of 0',
      { type: 'External', external: { metric: { name: 'a' }, target: { type: 'Value', value: 0 } } },
      ['external.target.value: must be more than 0, got 0'],
    ],
    [
      'with two values of an external metric',
      { type: 'External', external: { metric: { name: 'a' }, target: { type: 'Value', value: 1, averageValue: 1 } } },
      ['external.target: must have value or averageValue'],
    ],
    [
      'with a value of pods',
      { type: 'Pods', pods: { metric: { name: 'a' }, target: { type: 'Value', value: 1 } } },
      ['pods.target: must have averageValue'],
    ],
    [
      'without the name of a metric',
      { type: 'Pods', pods: { metric: {}, target: { type: 'AverageValue', averageValue: 1 } } },
      ['pods.metric.name: is required'],
    ],
    [
      'without the object of a metric',
      { type: 'Object', object: { metric: { name: 'a' }, target: { type: 'Value', value: 1 } } },
      ['object.describedObject: is required'],
    ],
    [
      'with an unknown resource of a container',
      {
        type: 'ContainerResource',
        containerResource: { name: 'storage', container: 'a', target: { type: 'Utilization', averageUtilization: 50 } },
      },
      [
        'containerResource.name: must be cpu, memory, ephemeral-storage, hugepages-<size>, or a resource with a prefix, such as nvidia.com/gpu',
      ],
    ],
    [
      'without a container',
      {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
      },
      ['containerResource.container: is required'],
    ],
  ])('is refused %s', (_, members, refused) => {
    expect(metric(members)).toEqual(refused);
  });

  test.each<[string, object]>([
    [
      'of a resource',
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 200 } } },
    ],
    [
      'of a container',
      {
        type: 'ContainerResource',
        containerResource: { name: 'memory', container: 'a', target: { type: 'AverageValue', averageValue: '1Gi' } },
      },
    ],
    [
      'of an object, with two values',
      {
        type: 'Object',
        object: {
          describedObject: { kind: 'Service', name: 'a' },
          metric: { name: 'a' },
          target: { type: 'Value', value: 1, averageValue: 1 },
        },
      },
    ],
  ])('is accepted %s', (_, members) => {
    expect(metric(members)).toEqual([]);
  });
});

describe('a rule for scaling', () => {
  test.each<[string, object, string[]]>([
    [
      'with a window of more than an hour',
      { stabilizationWindowSeconds: 3601 },
      ['stabilizationWindowSeconds: must be an integer from 0 to 3600, got 3601'],
    ],
    [
      'with a negative window',
      { stabilizationWindowSeconds: -1 },
      ['stabilizationWindowSeconds: must be an integer from 0 to 3600, got -1'],
    ],
    ['with an empty selection', { selectPolicy: '' }, ['selectPolicy: must be one of Max, Min, Disabled, got ""']],
    ['without policies', { policies: [] }, ['policies: must have an entry']],
    [
      'with an unknown type of policy',
      { policies: [{ type: 'Replicas', value: 1, periodSeconds: 1 }] },
      ['policies[0].type: must be one of Pods, Percent, got "Replicas"'],
    ],
    [
      'with a value of 0',
      { policies: [{ type: 'Pods', value: 0, periodSeconds: 1 }] },
      ['policies[0].value: must be an integer of at least 1, got 0'],
    ],
    ['without a period', { policies: [{ type: 'Pods', value: 1 }] }, ['policies[0].periodSeconds: is required']],
    [
      'with a period of more than half an hour',
      { policies: [{ type: 'Pods', value: 1, periodSeconds: 1801 }] },
      ['policies[0].periodSeconds: must be an integer from 1 to 1800, got 1801'],
    ],
    ['with a negative tolerance', { tolerance: '-0.1' }, ['tolerance: must be at least 0, got "-0.1"']],
  ])('is refused %s', (_, rules, refused) => {
    expect(scaling(rules)).toEqual(refused);
  });

  test.each<[string, object]>([
    ['without members', {}],
    [
      'with the longest times',
      { stabilizationWindowSeconds: 3600, policies: [{ type: 'Percent', value: 1000, periodSeconds: 1800 }] },
    ],
    ['that is disabled', { selectPolicy: 'Disabled' }],
    ['with a tolerance of 0', { tolerance: 0 }],
  ])('is accepted %s', (_, rules) => {
    expect(scaling(rules)).toEqual([]);
  });
});
