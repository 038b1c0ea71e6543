import type { RenderOptions, Values } from '../../../lib';
import type { Finding } from '../../../lib/util/finding';
import { POSTGRESQL, warnings } from '../../lines/0.11/rules/support';

type Backstage = NonNullable<Values['backstage']>;

function found(backstage: Backstage, options: RenderOptions = {}): readonly Finding[] {
  const values: Values = { backstage: { database: POSTGRESQL, autoscaling: { enabled: true }, ...backstage } };
  return warnings(values, options).filter(({ rule }) => rule === 'autoscaling-requests');
}

const helper = { name: 'helper', image: 'example.com/helper:1' };

test('warns about a container beside Backstage without requests', () => {
  expect(found({ extraContainers: [helper] })).toEqual([
    {
      rule: 'autoscaling-requests',
      severity: 'warning',
      path: 'backstage.extraContainers[0].resources',
      message:
        'requests no cpu and no memory, so the autoscaler cannot compute the use of the pods, and does not scale',
      fix: 'set requests.cpu and requests.memory',
    },
  ]);
});

test.each<[Backstage, string, string]>([
  [{ resources: null }, 'backstage.resources', 'set requests.cpu and requests.memory'],
  [
    { resources: { requests: { memory: null }, limits: { memory: null } } },
    'backstage.resources',
    'set requests.memory',
  ],
  [
    { extraContainers: [{ ...helper, resources: { limits: { memory: '64Mi' } } }] },
    'backstage.extraContainers[0].resources',
    'set requests.cpu',
  ],
  [
    { initContainers: [helper, { ...helper, name: 'sidecar', restartPolicy: 'Always' }] } as Backstage,
    'backstage.initContainers[1].resources',
    'set requests.cpu and requests.memory',
  ],
  [
    {
      autoscaling: { enabled: true, targetCPUUtilizationPercentage: null, targetMemoryUtilizationPercentage: null },
      extraContainers: [helper],
    },
    'backstage.extraContainers[0].resources',
    'set requests.cpu',
  ],
])('warns about %j', (backstage, path, fix) => {
  expect(found(backstage)).toEqual([expect.objectContaining({ path, fix })]);
});

test.each<Backstage>([
  {},
  { resources: { requests: { cpu: null, memory: null } } },
  { extraContainers: [{ ...helper, resources: { requests: { cpu: '10m', memory: '16Mi' } } }] },
  { initContainers: [helper] },
  {
    autoscaling: { enabled: true, targetMemoryUtilizationPercentage: null },
    resources: { requests: { memory: null }, limits: { memory: null } },
  },
  { autoscaling: { enabled: false }, resources: null },
  { enabled: false, resources: null },
])('does not warn about %j', (backstage) => {
  expect(found(backstage)).toEqual([]);
});

test('does not warn if the rule is switched off', () => {
  expect(found({ resources: null }, { allow: ['autoscaling-requests'] })).toEqual([]);
});
