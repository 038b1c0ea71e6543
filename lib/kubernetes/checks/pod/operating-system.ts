import { setMembers } from '../members';
import type { Place } from '../place';
import type { Given } from '../type-check';
import type { PodContainer } from './containers';
import type { Pod } from './pod';

/** Settings of a pod that exist only on Linux. */
const LINUX_POD = ['hostUsers', 'shareProcessNamespace'];
const LINUX_POD_CONTEXT = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
];
const LINUX_CONTEXT = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
];

/** Container of a pod and its place. */
export interface PlacedContainer {
  readonly container: PodContainer;
  readonly place: Place;
}

/** Checks that a pod has no settings of another operating system. */
export function checkOperatingSystem(pod: Given<Pod>, containers: readonly PlacedContainer[], at: Place): void {
  const { os, securityContext = {}, hostPID, hostIPC } = pod;
  const contexts = containers.map(({ container, place }) => ({
    context: container.securityContext ?? {},
    place: place.at('securityContext'),
  }));
  const podContext = { context: securityContext, place: at.at('securityContext') };
  if (os?.name === 'linux') {
    for (const { context, place } of [podContext, ...contexts]) {
      refuse(setMembers(context, ['windowsOptions']), 'linux', place);
    }
  } else if (os?.name === 'windows') {
    const hosts = { hostPID: hostPID || undefined, hostIPC: hostIPC || undefined };
    refuse([...setMembers(pod, LINUX_POD), ...setMembers(hosts, ['hostPID', 'hostIPC'])], 'windows', at);
    const sysctls = securityContext.sysctls?.length ? ['sysctls'] : [];
    refuse([...setMembers(securityContext, LINUX_POD_CONTEXT), ...sysctls], 'windows', podContext.place);
    for (const { context, place } of contexts) {
      refuse(setMembers(context, LINUX_CONTEXT), 'windows', place);
    }
    refuse(setMembers(pod, ['resources']), 'windows', at);
  } else if (os !== undefined) {
    at.at('os').at('name').refuseValue(os.name, 'linux or windows', 'set it to one of them');
  }
}

function refuse(members: readonly string[], system: string, at: Place): void {
  for (const member of members) {
    at.at(member).refuse(`must not be set, because os.name is ${system}`, 'remove it');
  }
}

/** Checks containers that run as processes of a Windows node. All of a pod do, or none. */
export function checkHostProcesses(pod: Given<Pod>, containers: readonly PlacedContainer[], at: Place): void {
  const ofPod = pod.securityContext?.windowsOptions?.hostProcess;
  let count = 0;
  for (const { container, place } of containers) {
    const own = container.securityContext?.windowsOptions?.hostProcess;
    if (ofPod !== undefined && own !== undefined && own !== ofPod) {
      const option = place.at('securityContext').at('windowsOptions').at('hostProcess');
      option.refuse(`must be ${ofPod}, as for the pod`, 'remove it');
    }
    count += (own ?? ofPod) ? 1 : 0;
  }
  if (count > 0 && count < containers.length) {
    at.at('containers').refuse('must all have hostProcess true, or none', 'set hostProcess for the whole pod');
  }
  if (count > 0 && !pod.hostNetwork) {
    at.at('hostNetwork').refuse('must be true, because containers have hostProcess true', 'set it to true');
  }
}
