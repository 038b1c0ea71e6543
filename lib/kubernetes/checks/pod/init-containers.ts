import { setMembers } from '../members';
import type { Place } from '../place';
import type { Given } from '../type-check';
import type { Pod } from './pod';

/** Minor version of Kubernetes since which every container may have a restart policy. */
const RESTARTS_SINCE = 35;

/** Checks what containers that run before the others may not have. */
export function checkInitContainers({ containers = [], initContainers = [] }: Given<Pod>, at: Place): void {
  for (const [index, container] of initContainers.entries()) {
    const place = at.at('initContainers').at(index);
    if (containers.some(({ name }) => name === container.name)) {
      place.at('name').refuse('must not be the name of one of containers too', 'rename one of them');
    }
    if (container.restartPolicy === 'Always') {
      continue;
    }
    for (const member of setMembers(container, ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'])) {
      place
        .at(member)
        .refuse('must not be set for an init container that ends', 'remove it, or set restartPolicy to Always');
    }
    for (const [number, { restartPolicy }] of (container.resizePolicy ?? []).entries()) {
      if (restartPolicy === 'RestartContainer') {
        const policy = place.at('resizePolicy').at(number).at('restartPolicy');
        policy.refuse('must be NotRequired for an init container that ends', 'set it to NotRequired');
      }
    }
  }
}

/** Checks restart policies of containers, which Kubernetes has only for sidecars before 1.35. */
export function checkOldRestarts({ containers = [], initContainers = [] }: Given<Pod>, at: Place): void {
  if (!at.isBefore(RESTARTS_SINCE)) {
    return;
  }
  for (const [member, list] of Object.entries({ containers, initContainers })) {
    for (const [index, { restartPolicy }] of list.entries()) {
      if (restartPolicy !== undefined && (member === 'containers' || restartPolicy !== 'Always')) {
        const place = at.at(member).at(index).at('restartPolicy');
        place.refuse(
          `must be absent, or Always for an init container, before Kubernetes 1.${RESTARTS_SINCE}`,
          'remove it',
        );
      }
    }
  }
}
