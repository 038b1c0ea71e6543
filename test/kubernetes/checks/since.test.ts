import { checkObject } from '../../../lib/kubernetes/checks';

/** Deployment whose pod has these members. */
function pod(spec: object, container: object = {}): object {
  const labels = { app: 'portal' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'portal' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'a:1', ...container }], ...spec },
      },
    },
  };
}

function job(spec: object): object {
  const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'a:1' }] } };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' }, spec: { template, ...spec } };
}

function service(spec: object): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'portal' }, spec: { ports: [{ port: 80 }], ...spec } };
}

function autoscaler(spec: object): object {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'portal' };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'portal' },
    spec: { scaleTargetRef, maxReplicas: 3, ...spec },
  };
}

function claim(spec: object): object {
  const resources = { requests: { storage: '1Gi' } };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources, ...spec },
  };
}

const CONTAINER = 'spec.template.spec.containers[0]';
const LABELS = { matchLabels: { app: 'portal' } };
const SPREAD = { topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector: LABELS };
const CPU = { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } };
const EXIT_CODES = { operator: 'In', values: [1] };

/** Path, minor version since which Kubernetes takes it, and an object with it. */
const NEWER: readonly (readonly [path: string, minor: number, object: object])[] = [
  ['spec.podFailurePolicy', 26, job({ podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: EXIT_CODES }] } })],
  [
    'spec.template.spec.topologySpreadConstraints[0].nodeTaintsPolicy',
    26,
    pod({ topologySpreadConstraints: [{ ...SPREAD, nodeTaintsPolicy: 'Honor' }] }),
  ],
  [
    'spec.template.spec.topologySpreadConstraints[0].minDomains',
    27,
    pod({ topologySpreadConstraints: [{ ...SPREAD, minDomains: 2 }] }),
  ],
  ['spec.template.spec.schedulingGates', 27, pod({ schedulingGates: [{ name: 'example.com/gate' }] })],
  [
    'spec.metrics[0].containerResource',
    27,
    autoscaler({ metrics: [{ type: 'ContainerResource', containerResource: { ...CPU, container: 'main' } }] }),
  ],
  ['spec.accessModes', 27, claim({ accessModes: ['ReadWriteOncePod'] })],
  ['spec.backoffLimitPerIndex', 29, job({ completionMode: 'Indexed', completions: 2, backoffLimitPerIndex: 1 })],
  ['spec.podReplacementPolicy', 29, job({ podReplacementPolicy: 'Failed' })],
  [
    'spec.template.spec.initContainers[0].restartPolicy',
    29,
    pod({ initContainers: [{ name: 'side', image: 'a:1', restartPolicy: 'Always' }] }),
  ],
  [
    `${CONTAINER}.env[0].valueFrom.fieldRef.fieldPath`,
    29,
    pod({}, { env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.hostIPs' } } }] }),
  ],
  [`${CONTAINER}.lifecycle.preStop.sleep`, 30, pod({}, { lifecycle: { preStop: { sleep: { seconds: 5 } } } })],
  [
    `${CONTAINER}.securityContext.appArmorProfile`,
    30,
    pod({}, { securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
  ],
  [
    'spec.template.spec.securityContext.appArmorProfile',
    30,
    pod({ securityContext: { appArmorProfile: { type: 'Unconfined' } } }),
  ],
  ['spec.trafficDistribution', 31, service({ trafficDistribution: 'PreferClose' })],
  ['spec.managedBy', 32, job({ managedBy: 'example.com/controller' })],
  ['spec.template.spec.hostUsers', 33, pod({ hostUsers: false })],
  [
    'spec.template.spec.securityContext.supplementalGroupsPolicy',
    33,
    pod({ securityContext: { supplementalGroupsPolicy: 'Strict' } }),
  ],
  ['spec.volumeAttributesClassName', 34, claim({ volumeAttributesClassName: 'gold' })],
  ['spec.template.spec.resources', 34, pod({ resources: { requests: { cpu: '1' } } })],
  ['spec.behavior.scaleUp.tolerance', 35, autoscaler({ behavior: { scaleUp: { tolerance: '0.1' } } })],
  ['spec.template.spec.volumes[0].image', 35, pod({ volumes: [{ name: 'data', image: { reference: 'a:1' } }] })],
];

describe('a field that an older Kubernetes does not know', () => {
  test.each(NEWER)('refuses %s before 1.%i', (path, minor, object) => {
    expect(checkObject(object, { kubernetesVersion: `1.${minor - 1}` })).toEqual([
      expect.objectContaining({
        path,
        message: expect.stringContaining(`is known since Kubernetes 1.${minor}, got kubernetesVersion 1.${minor - 1}`),
        fix: expect.stringContaining(`set kubernetesVersion to 1.${minor}`),
      }),
    ]);
  });

  test.each(NEWER)('accepts %s from 1.%i on', (_path, minor, object) => {
    expect(checkObject(object, { kubernetesVersion: `v1.${minor}.2` })).toEqual([]);
  });

  test.each(NEWER)('accepts %s (1.%i) if no version is named', (_path, _minor, object) => {
    expect(checkObject(object)).toEqual([]);
  });

  test('accepts such a field without a value', () => {
    expect(checkObject(pod({ hostUsers: null }), { kubernetesVersion: '1.25' })).toEqual([]);
  });
});
