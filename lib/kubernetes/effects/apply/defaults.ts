import { isMap, memberOf } from '../../../util/members';

/** Members of a map in wire format. */
type Members = Readonly<Record<string, unknown>>;

/** Returns the members that the API server sets in a value of a type, unless the value has them. */
type Defaults = (value: Members) => Members;

/** Greatest integer with 32 bits. */
const MAX_INT32 = 2 ** 31 - 1;

/** Mode of the files in volumes: 0644. */
const FILE_MODE = 0o644;

const pods: Readonly<Record<string, Defaults>> = {
  Container: containerDefaults,
  EphemeralContainer: containerDefaults,
  ContainerPort: () => ({ protocol: 'TCP' }),
  GRPCAction: () => ({ service: '' }),
  HTTPGetAction: () => ({ path: '/', scheme: 'HTTP' }),
  ObjectFieldSelector: () => ({ apiVersion: 'v1' }),
  PodSpec: ({ serviceAccount, serviceAccountName = serviceAccount }) => ({
    // The first is the old name of the second.
    ...(serviceAccountName !== undefined && { serviceAccount: serviceAccountName, serviceAccountName }),
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  }),
  Probe: () => ({ failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 }),
  ResourceFieldSelector: () => ({ divisor: '0' }),
};

const volumes: Readonly<Record<string, Defaults>> = {
  AzureDiskVolumeSource: () => ({ cachingMode: 'ReadWrite', fsType: 'ext4', kind: 'Shared', readOnly: false }),
  ConfigMapVolumeSource: () => ({ defaultMode: FILE_MODE }),
  DownwardAPIVolumeSource: () => ({ defaultMode: FILE_MODE }),
  HostPathVolumeSource: () => ({ type: '' }),
  ImageVolumeSource: ({ reference }) => ({ pullPolicy: pullPolicy(reference) }),
  ISCSIVolumeSource: () => ({ iscsiInterface: 'default' }),
  PersistentVolumeClaimSpec: ({ dataSource, dataSourceRef = dataSource }) => ({
    ...(dataSourceRef !== undefined && { dataSource: dataSourceRef, dataSourceRef }),
    volumeMode: 'Filesystem',
  }),
  ProjectedVolumeSource: () => ({ defaultMode: FILE_MODE }),
  RBDVolumeSource: () => ({ keyring: '/etc/ceph/keyring', pool: 'rbd', user: 'admin' }),
  ScaleIOVolumeSource: () => ({ fsType: 'xfs', storageMode: 'ThinProvisioned' }),
  SecretVolumeSource: () => ({ defaultMode: FILE_MODE }),
  ServiceAccountTokenProjection: () => ({ expirationSeconds: 3600 }),
  // A volume has a name and one source.
  Volume: (volume) => (Object.keys(volume).every((key) => key === 'name') ? { emptyDir: {} } : {}),
};

const workloads: Readonly<Record<string, Defaults>> = {
  CronJobSpec: () => ({
    concurrencyPolicy: 'Allow',
    failedJobsHistoryLimit: 1,
    successfulJobsHistoryLimit: 3,
    suspend: false,
  }),
  DaemonSetSpec: () => ({ revisionHistoryLimit: 10, updateStrategy: {} }),
  DaemonSetUpdateStrategy: rollingByDefault,
  DeploymentSpec: () => ({ progressDeadlineSeconds: 600, replicas: 1, revisionHistoryLimit: 10, strategy: {} }),
  DeploymentStrategy: rollingByDefault,
  HorizontalPodAutoscalerBehavior: ({ scaleDown, scaleUp }) => ({
    scaleDown: scalingRules(scaleDown, [{ periodSeconds: 15, type: 'Percent', value: 100 }], {}),
    scaleUp: scalingRules(
      scaleUp,
      [
        { periodSeconds: 15, type: 'Pods', value: 4 },
        { periodSeconds: 15, type: 'Percent', value: 100 },
      ],
      { stabilizationWindowSeconds: 0 },
    ),
  }),
  HorizontalPodAutoscalerSpec: () => ({
    minReplicas: 1,
    metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 80, type: 'Utilization' } }, type: 'Resource' }],
  }),
  JobSpec: ({ completions, parallelism, backoffLimitPerIndex, podFailurePolicy }) => ({
    backoffLimit: backoffLimitPerIndex === undefined ? 6 : MAX_INT32,
    completionMode: 'NonIndexed',
    ...(completions === undefined && parallelism === undefined && { completions: 1 }),
    manualSelector: false,
    parallelism: 1,
    podReplacementPolicy: podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    suspend: false,
  }),
  RollingUpdateDaemonSet: () => ({ maxSurge: 0, maxUnavailable: 1 }),
  RollingUpdateDeployment: () => ({ maxSurge: '25%', maxUnavailable: '25%' }),
};

const others: Readonly<Record<string, Defaults>> = {
  NetworkPolicyPort: () => ({ protocol: 'TCP' }),
  NetworkPolicySpec: ({ egress }) => ({
    podSelector: {},
    policyTypes: Array.isArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
  }),
  PriorityClass: () => ({ preemptionPolicy: 'PreemptLowerPriority' }),
  Secret: () => ({ type: 'Opaque' }),
  ServicePort: ({ port }) => ({ protocol: 'TCP', targetPort: port }),
  ServiceSpec: ({ type = 'ClusterIP', sessionAffinity, externalIPs }) => ({
    internalTrafficPolicy: 'Cluster',
    sessionAffinity: 'None',
    type: 'ClusterIP',
    ...((type !== 'ClusterIP' || externalIPs !== undefined) && { externalTrafficPolicy: 'Cluster' }),
    ...(type === 'LoadBalancer' && { allocateLoadBalancerNodePorts: true }),
    ...(sessionAffinity === 'ClientIP' && { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } }),
  }),
};

/** Defaults of each type of Kubernetes that has some (source: the `SetDefaults_…` functions of its API groups). */
const DEFAULTS: Readonly<Record<string, Defaults>> = { ...pods, ...volumes, ...workloads, ...others };

/** Returns the members that the API server sets in a value of a type of Kubernetes if the value does not have them. */
export function defaultsOf(type: string, value: Members): Members {
  return Object.hasOwn(DEFAULTS, type) ? (DEFAULTS[type]?.(value) ?? {}) : {};
}

function containerDefaults({ image }: Members): Members {
  return {
    imagePullPolicy: pullPolicy(image),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  };
}

function pullPolicy(image: unknown): string {
  const [, tag] = /^[^@]*?(?::([^/:@]*))?$/.exec(String(image ?? '')) ?? [];
  const hasDigest = String(image ?? '').includes('@');
  return !hasDigest && (tag === undefined || tag === 'latest') ? 'Always' : 'IfNotPresent';
}

function rollingByDefault({ type = 'RollingUpdate' }: Members): Members {
  return { type: 'RollingUpdate', ...(type === 'RollingUpdate' && { rollingUpdate: {} }) };
}

/** Returns the rules of an autoscaler for one direction. Given rules are completed. */
function scalingRules(given: unknown, policies: readonly Members[], window: Members): Members {
  const hasPolicies = Array.isArray(memberOf(given, 'policies'));
  return {
    ...window,
    selectPolicy: 'Max',
    ...(isMap(given) ? given : {}),
    ...(!hasPolicies && { policies }),
  };
}
