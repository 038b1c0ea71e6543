import type { Place } from '../place';
import type { Given } from '../type-check';
import type { PlacedContainer } from './operating-system';
import type { Pod } from './pod';

const IPC_PARAMETERS = [
  'kernel.sem',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'kernel.shm_rmid_forced',
  'kernel.shm',
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.msg',
];

/** Checks what a pod may not do while it uses namespaces of its node, or has users of its own. */
export function checkHostNamespaces(pod: Given<Pod>, containers: readonly PlacedContainer[], at: Place): void {
  const { hostNetwork, hostPID, hostIPC, hostUsers, shareProcessNamespace, securityContext } = pod;
  if (hostPID && shareProcessNamespace) {
    at.at('shareProcessNamespace').refuse('must not be true, because hostPID is true', 'remove one of them');
  }
  for (const [index, { name = '' }] of (securityContext?.sysctls ?? []).entries()) {
    const namespace = namespaceOf(name);
    if ((hostNetwork && namespace === 'hostNetwork') || (hostIPC && namespace === 'hostIPC')) {
      const place = at.at('securityContext').at('sysctls').at(index).at('name');
      place.refuse(`must not be set, because ${namespace} is true`, 'remove the entry');
    }
  }
  if (hostUsers !== false) {
    refuseUnmasked(containers);
    return;
  }
  for (const [member, value] of Object.entries({ hostNetwork, hostPID, hostIPC })) {
    if (value) {
      at.at(member).refuse('must not be true, because hostUsers is false', 'remove one of them');
    }
  }
  for (const { container, place } of containers) {
    if (container.volumeDevices?.length) {
      place.at('volumeDevices').refuse('must not be set, because hostUsers is false', 'remove one of them');
    }
  }
}

function refuseUnmasked(containers: readonly PlacedContainer[]): void {
  for (const { container, place } of containers) {
    if (container.securityContext?.procMount === 'Unmasked') {
      const option = place.at('securityContext').at('procMount');
      option.refuse('must not be Unmasked, because hostUsers is not false', 'set hostUsers of the pod to false');
    }
  }
}

/** Returns the option that puts a pod into the namespace of its node that a kernel parameter belongs to. */
function namespaceOf(parameter: string): 'hostNetwork' | 'hostIPC' | undefined {
  // A name may have . and / in exchanged roles, which its first separator shows.
  const swap = (separator: string) => (separator === '/' ? '.' : '/');
  const name = /^[^./]*\//.test(parameter) ? parameter.replace(/[./]/g, swap) : parameter;
  if (IPC_PARAMETERS.includes(name) || name.startsWith('fs.mqueue.')) {
    return 'hostIPC';
  }
  return name.startsWith('net.') ? 'hostNetwork' : undefined;
}
