import { load } from 'js-yaml';
import { renderManifests, type Values } from '../../lib';
import type { ChartVersion } from '../../lib/backstage/profile';
import { ValuesError } from '../../lib/values/finding';
import { mergeValues } from '../../lib/values/merge';
import { BASE as BASE_1X } from '../lines/1.x/support';
import { LEAST } from './resolve-support';
import { untyped } from './support';

type Backstage = Readonly<Record<string, unknown>>;

/** Renders values of a chart version, or returns the errors. */
function rendered(backstage: unknown, chartVersion: ChartVersion) {
  const base = chartVersion.startsWith('0') ? LEAST : BASE_1X;
  try {
    const values = untyped(mergeValues([base, { backstage }] as never));
    return { objects: renderManifests<ChartVersion>(values, { chartVersion, fidelity: 'corrected' }), findings: [] };
  } catch (error) {
    if (error instanceof ValuesError) {
      return { objects: [], findings: error.findings };
    }
    throw error;
  }
}

/** Returns the entry of `backstage.patches` in a fix, with the value that it leaves out. */
function patchIn(fix: string, value: unknown): unknown {
  const [, patch = ''] = /backstage\.patches(?:, with [^:]*)?: (\{.*\})$/.exec(fix) ?? [];
  return load(patch.replace('value: VALUE', `value: ${JSON.stringify(value)}`));
}

const PERSISTENCE = { database: { sqlite: { persistence: { enabled: true } } } };

/** Unknown keys, with the values around them, the object and its member that the patch sets. */
const FIELDS: readonly (readonly [string, Backstage, unknown, string, readonly string[]])[] = [
  ['hostNetwork', {}, true, 'Deployment', ['spec', 'template', 'spec', 'hostNetwork']],
  ['dnsPolicy', {}, 'ClusterFirstWithHostNet', 'Deployment', ['spec', 'template', 'spec', 'dnsPolicy']],
  ['shareProcessNamespace', {}, true, 'Deployment', ['spec', 'template', 'spec', 'shareProcessNamespace']],
  ['schedulerName', {}, 'batch', 'Deployment', ['spec', 'template', 'spec', 'schedulerName']],
  ['enableServiceLinks', {}, false, 'Deployment', ['spec', 'template', 'spec', 'enableServiceLinks']],
  ['preemptionPolicy', {}, 'Never', 'Deployment', ['spec', 'template', 'spec', 'preemptionPolicy']],
  ['readinessGates', {}, [{ conditionType: 'a/b' }], 'Deployment', ['spec', 'template', 'spec', 'readinessGates']],
  ['workingDir', {}, '/app', 'Deployment', ['spec', 'template', 'spec', 'containers', '0', 'workingDir']],
  ['minReadySeconds', {}, 10, 'Deployment', ['spec', 'minReadySeconds']],
  ['progressDeadlineSeconds', {}, 900, 'Deployment', ['spec', 'progressDeadlineSeconds']],
  ['service.internalTrafficPolicy', {}, 'Local', 'Service', ['spec', 'internalTrafficPolicy']],
  ['service.sessionAffinity', {}, 'ClientIP', 'Service', ['spec', 'sessionAffinity']],
  [
    'service.externalTrafficPolicy',
    { service: { type: 'NodePort' } },
    'Local',
    'Service',
    ['spec', 'externalTrafficPolicy'],
  ],
  ['service.loadBalancerClass', { service: { type: 'LoadBalancer' } }, 'a/b', 'Service', ['spec', 'loadBalancerClass']],
  ['service.annotations', {}, { 'example.com/a': 'b' }, 'Service', ['metadata', 'annotations']],
  ['serviceAccount.automountServiceAccountToken', {}, false, 'ServiceAccount', ['automountServiceAccountToken']],
  ['serviceAccount.imagePullSecrets', {}, [{ name: 'a' }], 'ServiceAccount', ['imagePullSecrets']],
  [
    'podDisruptionBudget.unhealthyPodEvictionPolicy',
    { podDisruptionBudget: { enabled: true } },
    'AlwaysAllow',
    'PodDisruptionBudget',
    ['spec', 'unhealthyPodEvictionPolicy'],
  ],
  [
    'priorityClass.preemptionPolicy',
    { priorityClass: { create: true } },
    'Never',
    'PriorityClass',
    ['preemptionPolicy'],
  ],
  ['database.sqlite.persistence.volumeName', PERSISTENCE, 'pv-1', 'PersistentVolumeClaim', ['spec', 'volumeName']],
];

describe.each<ChartVersion>(['0.11.0', '1.0.5', '1.1.6', '1.2.3'])('in chart %s', (version) => {
  test.each(FIELDS)('the patch in the fix sets %s', (path, around, value, kind, member) => {
    const given = path.split('.').reduceRight<unknown>((below, key) => ({ [key]: below }), value);
    const values = mergeValues([around, given] as never);
    const { findings } = rendered(values, version);
    expect(findings.map((finding) => [finding.path, finding.message])).toEqual([
      [`backstage.${path}`, `unknown key, but a patch can set this field of the ${kind}`],
    ]);
    const patched = rendered({ ...around, patches: [patchIn(findings[0]?.fix ?? '', value)] }, version);
    expect(patched.findings).toEqual([]);
    const object = patched.objects.find((each) => each.kind === kind);
    expect(object).toHaveProperty(member, value);
  });

  test('a patch adds each metric of the autoscaler', () => {
    const metric = {
      type: 'Resource',
      resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } },
    };
    const around = {
      autoscaling: { enabled: true, maxReplicas: 1, targetMemoryUtilizationPercentage: null },
    };
    const autoscaling = { ...around.autoscaling, metrics: [metric] };
    const { findings } = rendered({ autoscaling }, version);
    expect(findings[0]?.fix).toContain('with each of its entries as VALUE');
    const { objects } = rendered({ ...around, patches: [patchIn(findings[0]?.fix ?? '', metric)] }, version);
    const autoscaler = objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler');
    expect(autoscaler).toHaveProperty('spec.metrics', [expect.objectContaining({ type: 'Resource' }), metric]);
  });
});

test('names no patch for an object that is not rendered', () => {
  const { findings } = rendered({ autoscaling: { metrics: [] } }, '0.11.0');
  expect(findings.map(({ message }) => message)).toEqual(['unknown key']);
});

test.each(['restartPolicy', 'selector', 'template', 'ports'])('names no patch for %s, which is rendered', (key) => {
  const { findings } = rendered({ [key]: 'x' }, '0.11.0');
  expect(findings.map(({ message }) => message).join()).not.toContain('patch');
});

test.each([
  ['volumes', 'backstage.extraVolumes'],
  ['volumeMounts', 'backstage.extraVolumeMounts'],
  ['containers', 'backstage.extraContainers'],
  ['serviceAccountName', 'backstage.serviceAccount.name'],
  ['securityContext', 'backstage.podSecurityContext'],
  ['labels', 'backstage.podLabels'],
])('names the value for the field %s', (key, here) => {
  const { findings } = rendered({ [key]: 'x' }, '0.11.0');
  expect(findings.map(({ message }) => message)).toEqual([`unknown key, here it is ${here}`]);
});

test('uses the names of the release', () => {
  const values = untyped({
    fullnameOverride: 'console',
    backstage: { backendSecret: 'x', hostNetwork: true },
  } as Values);
  expect(() => renderManifests(values)).toThrow('{target: {kind: Deployment, name: console-ui}');
});
