import type { Lifecycle } from 'kubernetes-types/core/v1';
import { DNS_LABEL, DNS_NAME, LABEL_KEY } from '../../names';
import { checkUniqueMember } from '../lists';
import { setMembers } from '../members';
import { checkLabels } from '../metadata';
import { checkRange } from '../numbers';
import type { Place } from '../place';
import { checkForm, checkFormIfSet, checkNotEmpty } from '../texts';
import type { Given, TypeChecks } from '../type-check';
import { checkSleep } from './handlers';
import { checkHostNamespaces } from './host-namespaces';
import { checkHostPorts } from './host-ports';
import { checkInitContainers, checkOldRestarts } from './init-containers';
import { checkDnsPolicy } from './network';
import { checkHostProcesses, checkOperatingSystem, type PlacedContainer } from './operating-system';
import type { Pod, PodResourceClaim } from './pod';
import { checkNames } from './pod-names';
import { checkPodResources } from './pod-resources';
import { type Amounts, checkAmounts, checkHugePages, checkResourceNames } from './resources';
import { checkRootUser } from './root-user';
import { checkVolumeReferences } from './volume-references';

const MAX_INT32 = 2 ** 31 - 1;
const DEFAULT_GRACE_SECONDS = 30;

/** Checks of the spec of a pod: its names, its lists, and how its parts fit together. */
export const specChecks = {
  PodSpec(pod: Given<Pod>, at: Place) {
    checkNames(pod, at);
    checkLists(pod, at);
    const containers = placedContainers(pod, at);
    for (const placed of containers) {
      checkInPod(placed, pod, at);
    }
    checkInitContainers(pod, at);
    checkOldRestarts(pod, at);
    checkHostPorts(pod, at);
    checkHostNamespaces(pod, containers, at);
    checkOperatingSystem(pod, containers, at);
    checkHostProcesses(pod, containers, at);
    checkPodResources(pod, at.at('resources'));
    checkDnsPolicy(pod, at);
    checkRange(pod.activeDeadlineSeconds, [1, MAX_INT32], at.at('activeDeadlineSeconds'));
    checkNotEmpty(pod.preemptionPolicy, at.at('preemptionPolicy'));
    checkLabels(pod.nodeSelector ?? {}, at.at('nodeSelector'));
    checkOverhead(pod.overhead ?? {}, at.at('overhead'));
  },

  PodResourceClaim(claim: Given<PodResourceClaim>, at: Place) {
    const { name, resourceClaimName, resourceClaimTemplateName } = claim;
    checkForm(name, DNS_LABEL, at.at('name'));
    const set = setMembers(claim, ['resourceClaimName', 'resourceClaimTemplateName']);
    if (set.length !== 1) {
      at.refuse('must have either resourceClaimName or resourceClaimTemplateName', 'set one of them');
    }
    checkFormIfSet(resourceClaimName, DNS_NAME, at.at('resourceClaimName'));
    checkFormIfSet(resourceClaimTemplateName, DNS_NAME, at.at('resourceClaimTemplateName'));
  },
} satisfies TypeChecks;

/** Checks what a pod needs beside its containers. */
function checkOverhead(overhead: Amounts, at: Place): void {
  checkAmounts(overhead, at);
  checkResourceNames(overhead, at);
  checkHugePages(Object.keys(overhead), at);
}

/** Checks lists whose entries have keys, and entries without a check of their own. */
function checkLists(pod: Given<Pod>, at: Place): void {
  const { containers = [], initContainers = [], readinessGates = [], schedulingGates = [] } = pod;
  if (containers.length === 0) {
    at.at('containers').refuse('must have a container', 'add one');
  }
  checkUniqueMember(containers, at.at('containers'), 'name', ({ name }) => name);
  checkUniqueMember(initContainers, at.at('initContainers'), 'name', ({ name }) => name);
  checkUniqueMember(pod.volumes ?? [], at.at('volumes'), 'name', ({ name }) => name);
  checkUniqueMember(pod.imagePullSecrets ?? [], at.at('imagePullSecrets'), 'name', ({ name = '' }) => name);
  checkUniqueMember(pod.hostAliases ?? [], at.at('hostAliases'), 'ip', ({ ip }) => ip);
  checkUniqueMember(pod.resourceClaims ?? [], at.at('resourceClaims'), 'name', ({ name }) => name);
  checkUniqueMember(schedulingGates, at.at('schedulingGates'), 'name', ({ name }) => name);
  checkUniqueMember(
    pod.topologySpreadConstraints ?? [],
    at.at('topologySpreadConstraints'),
    'topologyKey',
    ({ topologyKey, whenUnsatisfiable }) => `${topologyKey}/${whenUnsatisfiable}`,
  );
  for (const [index, { conditionType }] of readinessGates.entries()) {
    checkForm(conditionType, LABEL_KEY, at.at('readinessGates').at(index).at('conditionType'));
  }
  for (const [index, { name }] of schedulingGates.entries()) {
    checkForm(name, LABEL_KEY, at.at('schedulingGates').at(index).at('name'));
  }
}

function placedContainers({ containers = [], initContainers = [] }: Given<Pod>, at: Place): PlacedContainer[] {
  return Object.entries({ initContainers, containers }).flatMap(([member, list]) =>
    list.map((container, index) => ({ container, place: at.at(member).at(index) })),
  );
}

/** Checks what a container refers to in its pod. */
function checkInPod({ container, place }: PlacedContainer, pod: Given<Pod>, at: Place): void {
  checkVolumeReferences(container, pod.volumes ?? [], place);
  checkSleep(
    (container.lifecycle ?? {}) as Given<Lifecycle>,
    pod.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS,
    place.at('lifecycle'),
  );
  const claims = (pod.resourceClaims ?? []).map(({ name }) => name);
  for (const [index, { name }] of (container.resources?.claims ?? []).entries()) {
    if (name && !claims.includes(name)) {
      const claim = place.at('resources').at('claims').at(index).at('name').hiding('nothing');
      claim.refuseValue(name, 'a name in resourceClaims of the pod', 'rename it, or add the claim');
    }
  }
  for (const [index, { restartPolicy }] of (container.resizePolicy ?? []).entries()) {
    if (pod.restartPolicy === 'Never' && restartPolicy === 'RestartContainer') {
      const policy = place.at('resizePolicy').at(index).at('restartPolicy');
      policy.refuse('must be NotRequired, because restartPolicy of the pod is Never', 'set it to NotRequired');
    }
  }
  checkRootUser(container, pod, place, at);
}
