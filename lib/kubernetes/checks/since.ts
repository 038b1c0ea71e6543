import type { Place } from './place';
import { NEWEST_MINOR } from './version';

/**
 * Members that older versions of Kubernetes do not have, by type: the minor version from which on clusters use them by
 * default. A member that no version uses by default has the version that first knows it.
 */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Container: { resizePolicy: 33, restartPolicyRules: 35 },
  EnvVarSource: { fileKeyRef: 35 },
  HPAScalingRules: { tolerance: 35 },
  JobSpec: {
    backoffLimitPerIndex: 29,
    managedBy: 32,
    maxFailedIndexes: 29,
    podFailurePolicy: 26,
    podReplacementPolicy: 29,
    successPolicy: 31,
  },
  Lifecycle: { stopSignal: 33 },
  LifecycleHandler: { sleep: 30 },
  MetricSpec: { containerResource: 27 },
  PersistentVolumeClaimSpec: { volumeAttributesClassName: 34 },
  PodAffinityTerm: { matchLabelKeys: 31, mismatchLabelKeys: 31 },
  PodCertificateProjection: { userAnnotations: 35 },
  PodDisruptionBudgetSpec: { unhealthyPodEvictionPolicy: 27 },
  PodSecurityContext: { appArmorProfile: 30, seLinuxChangePolicy: 33, supplementalGroupsPolicy: 33 },
  PodSpec: {
    hostUsers: 33,
    hostnameOverride: 35,
    resourceClaims: 34,
    resources: 34,
    schedulingGates: 27,
    schedulingGroup: 36,
  },
  ResourceRequirements: { claims: 34 },
  SecurityContext: { appArmorProfile: 30 },
  ServiceSpec: { trafficDistribution: 31 },
  TopologySpreadConstraint: { matchLabelKeys: 27, minDomains: 27, nodeAffinityPolicy: 26, nodeTaintsPolicy: 26 },
  TypedObjectReference: { namespace: 26 },
  Volume: { image: 35 },
  VolumeMount: { recursiveReadOnly: 31 },
  VolumeProjection: { clusterTrustBundle: 29, podCertificate: 34 },
};

/**
 * Values that older versions of Kubernetes do not take, by type and member: the minor version since which. Checks of
 * types report others, whose forms changed.
 */
const VALUES: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>> = {
  ObjectFieldSelector: { fieldPath: { 'status.hostIPs': 29 } },
  PersistentVolumeClaimSpec: { accessModes: { ReadWriteOncePod: 27 } },
  PodFailurePolicyRule: { action: { FailIndex: 29 } },
  SecurityContext: { procMount: { Unmasked: 33 } },
};

/** Reports members and values of a Kubernetes type that only a newer version than the named one knows. */
export function checkSince(type: string, value: unknown, at: Place): void {
  if (typeof value !== 'object' || value === null || !at.isBefore(NEWEST_MINOR)) {
    return;
  }
  for (const [member, given] of Object.entries(value)) {
    if (given === undefined || given === null) {
      continue;
    }
    const place = at.at(member);
    const since = memberSince(type, member, at);
    if (at.isBefore(since)) {
      refuseNewer(place, since);
      continue;
    }
    for (const [known, minor] of Object.entries(VALUES[type]?.[member] ?? {})) {
      if (at.isBefore(minor) && [given].flat().includes(known)) {
        refuseNewer(place, minor, `${place.shown(known)} `);
      }
    }
  }
}

function memberSince(type: string, member: string, at: Place): number {
  if (type === 'Container' && member === 'restartPolicy' && /\binitContainers\[\d+\]$/.test(at.path)) {
    return 29;
  }
  return MEMBERS[type]?.[member] ?? 0;
}

function refuseNewer(at: Place, since: number, subject = ''): void {
  at.refuseType(
    `${subject}is known since Kubernetes 1.${since}, got kubernetesVersion 1.${at.minor}`,
    `remove it, or set kubernetesVersion to 1.${since} if the cluster has this version`,
  );
}
